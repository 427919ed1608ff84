import type Big from "big.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import { implied } from "./constraint.js";
import { HUNDRED, middle, ZERO } from "./interval.js";
import { number } from "./wording.js";

/** What is printed, what it should be, and the sum a reader can redo. */
export interface Arithmetic {
  stated: Big;
  expected: Big;
  /** Half the width of what the printed precisions leave open. */
  tolerance: Big;
  text: string;
}

const show = (cell: Cell): string => number(cell.value, Math.max(0, cell.decimals - cell.unitMult), "fr");

/** The sum behind a constraint. The first cell is the one it is read for: total, share, average, change. */
export function arithmeticOf(constraint: Constraint, cells: readonly Cell[]): Arithmetic {
  const members = constraint.cells.map((index) => cells[index] as Cell);
  const [head, ...rest] = members as [Cell, ...Cell[]];
  if (constraint.check === "shares") return sharesText(members);
  if (constraint.check === "restated" || constraint.check === "crossed")
    return sameText(head, rest[0] as Cell);
  const places = Math.max(0, head.decimals - head.unitMult);
  const values = (position: number) => (members[position] as Cell).interval;
  const target = implied({ ...constraint, form: asEquality(constraint) }, 0, values);
  const expected = middle(target) ?? head.value;
  const halves = [target, head.interval].map((i) => (i.lo && i.hi ? i.hi.minus(i.lo).div(2) : ZERO));
  const tolerance = halves.reduce((a, b) => a.plus(b), ZERO);
  const sign = constraint.form.kind === "sum" && constraint.form.relation === "atMost" ? ">" : "≠";
  const terms = termsText(constraint, head, rest, number(expected, places, "fr"));
  return {
    stated: head.value,
    expected: expected.round(places + 2),
    tolerance,
    text: `${terms} ${sign} ${show(head)}`,
  };
}

const decreases = (cell: Cell): boolean => first(cell).measure === "DECREASE";

const asEquality = ({ form }: Constraint): Constraint["form"] =>
  form.kind === "sum" ? { ...form, relation: "equal" } : form;

function termsText(constraint: Constraint, head: Cell, rest: readonly Cell[], expected: string): string {
  const { form } = constraint;
  if (form.kind === "sum" && constraint.check === "growth")
    return `${(decreases(head) ? [...rest].reverse() : rest).map(show).join(" − ")} = ${expected}`;
  if (form.kind === "sum") return sumText(constraint, rest);
  if (form.kind === "mixture") return mixtureText(rest, expected);
  if (form.kind === "increase") {
    const [difference, current] = rest.map(show);
    return `${difference} ÷ (${current} − ${difference}) × 100 = ${expected}`;
  }
  const over = group(rest.slice(0, form.numerators));
  const under = group(rest.slice(form.numerators));
  if (constraint.check === "growth") {
    const difference = decreases(head) ? `${under} − ${over}` : `${over} − ${under}`;
    return `(${difference}) ÷ ${under} × 100 = ${expected}`;
  }
  const times = form.scale.eq(HUNDRED) ? " × 100" : "";
  return `${over} ÷ ${under}${times} = ${expected}${first(head).unit_measure === "PT" ? " %" : ""}`;
}

const group = (cells: readonly Cell[]): string => {
  const text = cells.map(show).join(" + ");
  return cells.length > 1 ? `(${text})` : text;
};

const sumOf = (cells: readonly Cell[]): Big => cells.reduce((sum, cell) => sum.plus(cell.value), ZERO);
const mostPlaces = (cells: readonly Cell[]): number =>
  Math.max(0, ...cells.map((c) => c.decimals - c.unitMult));

function sumText(constraint: Constraint, parts: readonly Cell[]): string {
  const places = mostPlaces(parts);
  const sum = sumOf(parts);
  const plain =
    parts.length > 1
      ? `${parts.map(show).join(" + ")} = ${number(sum, places, "fr")}`
      : parts.map(show).join("");
  const extra = constraint.adjustments.map((a) => sum.minus(sum).plus(a));
  if (extra.length === 0) return plain;
  const all = extra.reduce((total, a) => total.plus(a), sum);
  const added = extra.map((a) => number(a, 0, "fr")).join(" + ");
  return `${plain} ; ${number(sum, places, "fr")} + ${added} = ${number(all, places, "fr")}`;
}

function mixtureText(rest: readonly Cell[], expected: string): string {
  const [whole, ...pairs] = rest;
  const products: string[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2)
    products.push(
      `${pairs
        .slice(i, i + 2)
        .map(show)
        .join(" × ")}`,
    );
  return `(${products.join(" + ")}) ÷ ${whole ? show(whole) : ""} = ${expected} %`;
}

function sharesText(parts: readonly Cell[]): Arithmetic {
  const sum = sumOf(parts);
  const half = parts.reduce(
    (total, c) =>
      total.plus(c.interval.hi && c.interval.lo ? c.interval.hi.minus(c.interval.lo).div(2) : ZERO),
    ZERO,
  );
  return {
    stated: sum,
    expected: HUNDRED,
    tolerance: half,
    text: `${parts.map(show).join(" + ")} = ${number(sum, mostPlaces(parts), "fr")} % ≠ 100 %`,
  };
}

function sameText(one: Cell, other: Cell): Arithmetic {
  const halves = [one, other].map((c) =>
    c.interval.hi && c.interval.lo ? c.interval.hi.minus(c.interval.lo).div(2) : ZERO,
  );
  return {
    stated: other.value,
    expected: one.value,
    tolerance: halves.reduce((a, b) => a.plus(b), ZERO),
    text: `${show(other)} ≠ ${show(one)}`,
  };
}
