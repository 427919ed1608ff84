import type Big from "big.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import { contains, HUNDRED } from "./interval.js";
import { placeOf } from "./key.js";

/** What may have been computed instead of the change, or the share, that was meant. */
export type Slip =
  | "inverse_share"
  | "share_of_rest"
  | "complement"
  | "part_alone"
  | "other_base"
  | "divided_by_arrival"
  | "inverse_ratio"
  | "ratio_to_arrival"
  | "sign"
  | "points"
  | "multiplied_by"
  | "ten_times";

interface Years {
  base: Big;
  current: Big;
}

/** Tried in order; the first that gives the printed figure is named. */
const SLIPS: readonly [Slip, (y: Years) => Big | null][] = [
  ["divided_by_arrival", (y) => over(y.current.minus(y.base), y.current)],
  ["inverse_ratio", (y) => over(y.base.minus(y.current), y.current)],
  ["ratio_to_arrival", (y) => over(y.base, y.current)],
  ["multiplied_by", (y) => over(y.current, y.base)],
  ["sign", (y) => over(y.base.minus(y.current), y.base)],
  ["points", (y) => y.current.minus(y.base)],
  ["ten_times", (y) => over(y.current.minus(y.base), y.base)?.times(10) ?? null],
];

const over = (a: Big, b: Big): Big | null => (b.eq(0) ? null : a.div(b).times(HUNDRED));

/** Names the slip that makes a change or a share what is printed, or null where none does. */
export function slipOf(constraint: Constraint, cells: readonly Cell[]): Slip | null {
  if (constraint.check === "share") return shareSlipOf(constraint, cells);
  const change = cells[constraint.cells[0] ?? -1];
  const years = change && yearsOf(constraint, cells);
  if (!change || !years) return null;
  for (const [slip, compute] of SLIPS) {
    const value = compute(years);
    if (!value || (slip === "points" && !isShare(constraint, cells))) continue;
    if (contains(change.interval, value)) return slip;
  }
  return null;
}

const isShare = (constraint: Constraint, cells: readonly Cell[]): boolean => {
  const level = cells[constraint.cells[1] ?? -1];
  return level !== undefined && first(level).unit_measure === "PT";
};

function yearsOf(constraint: Constraint, cells: readonly Cell[]): Years | null {
  const [, one, other] = constraint.cells.map((index) => cells[index]);
  if (!one || !other || constraint.check !== "growth") return null;
  if (constraint.form.kind === "increase")
    return { current: other.value, base: other.value.minus(one.value) };
  return constraint.form.kind === "quotient" ? { current: one.value, base: other.value } : null;
}

/** Among more wholes than this, one gives a rounded percentage by chance. */
const MOST_BASES = 4;

function shareSlipOf({ form, cells: indices }: Constraint, cells: readonly Cell[]): Slip | null {
  if (form.kind !== "quotient" || !form.scale.eq(HUNDRED) || indices.length !== form.numerators + 2)
    return null;
  const [share, ...terms] = indices.map((index) => cells[index]);
  const whole = terms.at(-1);
  const parts = terms.slice(0, -1).flatMap((cell) => cell ?? []);
  if (!share || !whole || parts.length === 0) return null;
  const part = parts.reduce((sum, cell) => sum.plus(cell.value), parts[0]?.value.times(0) ?? whole.value);
  const gives = (value: Big | null): boolean => value !== null && contains(share.interval, value);
  if (gives(over(whole.value, part))) return "inverse_share";
  if (
    parts.length > 1 &&
    parts.length <= MOST_BASES &&
    parts.some((cell) => gives(over(cell.value, whole.value)))
  )
    return "part_alone";
  if (gives(over(whole.value.minus(part), whole.value))) return "complement";
  if (gives(over(part, whole.value.minus(part)))) return "share_of_rest";
  const bases = basesBeside(share, [...parts, whole], cells).filter((base) => base.gt(part));
  return bases.length <= MOST_BASES && bases.some((base) => gives(over(part, base))) ? "other_base" : null;
}

/** Other counts told in the same table line or sentence as the share, or as its whole. */
function basesBeside(share: Cell, terms: readonly Cell[], cells: readonly Cell[]): Big[] {
  const [o, near] = [first(share), new Set([share, ...terms].map((cell) => placeOf(first(cell))))];
  const found = cells.filter(
    (cell) =>
      !terms.includes(cell) &&
      cell.mentions.some(
        (m) =>
          m.measure === "COUNT" &&
          near.has(placeOf(m)) &&
          (m.source_row === o.source_row || m.source_row === first(terms.at(-1) ?? share).source_row),
      ),
  );
  return [...new Map(found.map((cell) => [cell.value.toFixed(), cell.value])).values()];
}
