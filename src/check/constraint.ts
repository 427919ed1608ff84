import type Big from "big.js";
import type { CheckCode, Edit, Term } from "../model/index.js";
import {
  add,
  divide,
  EVERYTHING,
  HUNDRED,
  type Interval,
  intersect,
  multiply,
  negate,
  point,
  scale,
  subtract,
  widen,
  ZERO,
} from "./interval.js";

/**
 * What a constraint says of its cells, each of which occurs in it once.
 * - `sum`: Σ weight·x + constant = 0 (within `slack`), or ≤ 0;
 * - `quotient`: cells are [q, numerators…, denominators…]; q + offset = scale · Σ numerators / Σ denominators;
 * - `mixture`: cells are [share, whole, share₁, part₁, share₂, part₂ …]; share · whole = Σ shareᵢ · partᵢ;
 * - `increase`: cells are [percent, difference, current]; percent = 100 · difference / (current − difference).
 */
export type Form =
  | { kind: "sum"; weights: readonly Big[]; constant: Big; relation: "equal" | "atMost"; slack: Big }
  | { kind: "quotient"; numerators: number; scale: Big; offset: Big }
  | { kind: "mixture" }
  | { kind: "increase" };

/** An edit made ready: its terms are cells of a network. */
export interface Constraint {
  check: CheckCode;
  form: Form;
  /** Indices into the network's cells, in the order the form asks for. */
  cells: readonly number[];
  /** For each cell, the observation meant and its role. */
  terms: readonly Term[];
  origin: Edit["origin"];
  /** `hard`: arithmetic that must hold. `soft`: the relation itself is a guess. */
  strength: "hard" | "soft";
  /** That the relation is meant is known from its likes: the same parts make their total elsewhere, and so on. */
  known?: boolean;
  notes: readonly string[];
  adjustments: readonly string[];
}

type Values = (position: number) => Interval;

function impliedBySum(form: Extract<Form, { kind: "sum" }>, wanted: number, values: Values): Interval {
  let rest = point(form.constant);
  form.weights.forEach((weight, position) => {
    if (position !== wanted) rest = add(rest, scale(values(position), weight));
  });
  const weight = form.weights[wanted];
  if (!weight) return EVERYTHING;
  const target = negate(rest);
  const open = form.relation === "equal" ? widen(target, form.slack) : { lo: null, hi: target.hi };
  return scale(open, inverse(weight));
}

const inverse = (weight: Big): Big => (weight.abs().eq(1) ? weight : weight.pow(-1));

function total(values: Values, from: number, to: number, except: number): Interval {
  let sum: Interval | undefined;
  for (let i = from; i < to; i++) if (i !== except) sum = sum ? add(sum, values(i)) : values(i);
  return sum ?? point(ZERO);
}

function impliedByQuotient(
  form: Extract<Form, { kind: "quotient" }>,
  wanted: number,
  values: Values,
  size: number,
): Interval {
  const split = 1 + form.numerators;
  if (wanted === 0) {
    const quotient = divide(total(values, 1, split, -1), total(values, split, size, -1));
    return subtract(scale(quotient, form.scale), point(form.offset));
  }
  const factor = add(values(0), point(form.offset));
  if (wanted < split) {
    const all = scale(multiply(factor, total(values, split, size, -1)), form.scale.pow(-1));
    return subtract(all, total(values, 1, split, wanted));
  }
  const all = divide(scale(total(values, 1, split, -1), form.scale), factor);
  return subtract(all, total(values, split, size, wanted));
}

function impliedByMixture(wanted: number, values: Values, size: number): Interval {
  let parts = point(ZERO);
  for (let i = 2; i < size; i += 2)
    if (wanted !== i && wanted !== i + 1) parts = add(parts, multiply(values(i), values(i + 1)));
  if (wanted === 0) return divide(parts, values(1));
  if (wanted === 1) return divide(parts, values(0));
  const missing = subtract(multiply(values(0), values(1)), parts);
  return divide(missing, values(wanted % 2 === 0 ? wanted + 1 : wanted - 1));
}

function impliedByIncrease(wanted: number, values: Values): Interval {
  const percent = () => values(0);
  const difference = () => values(1);
  const current = () => values(2);
  const plusHundred = (i: Interval): Interval => add(i, point(HUNDRED));
  if (wanted === 0) {
    // 100·d/(c−d) = 100·(c/(c−d)) − 100 grows with d and falls with c: the corners tell.
    const { lo, hi } = difference();
    const c = current();
    if (!lo || !hi || !c.lo || !c.hi || c.lo.lte(hi)) return EVERYTHING;
    return {
      lo: lo.times(100).div((lo.gte(0) ? c.hi : c.lo).minus(lo)),
      hi: hi.times(100).div((hi.gte(0) ? c.lo : c.hi).minus(hi)),
    };
  }
  if (wanted === 1) return divide(multiply(percent(), current()), plusHundred(percent()));
  return divide(multiply(difference(), plusHundred(percent())), percent());
}

/** The values that the cell at `wanted` may take, given the others: the interval the constraint implies. */
export function implied(constraint: Constraint, wanted: number, values: Values): Interval {
  const { form, cells } = constraint;
  if (form.kind === "sum") return impliedBySum(form, wanted, values);
  if (form.kind === "quotient") return impliedByQuotient(form, wanted, values, cells.length);
  if (form.kind === "mixture") return impliedByMixture(wanted, values, cells.length);
  return impliedByIncrease(wanted, values);
}

/** A constraint fails only if no point of the printed intervals meets it. */
export function holds(constraint: Constraint, values: Values): boolean {
  const { form, cells } = constraint;
  if (form.kind === "quotient") {
    // Multiplied out: exact where a division need not be, and several times as fast.
    const split = 1 + form.numerators;
    const under = total(values, split, cells.length, -1);
    if (under.lo?.gt(ZERO)) {
      const over = scale(total(values, 1, split, -1), form.scale);
      return intersect(multiply(add(values(0), point(form.offset)), under), over) !== null;
    }
  }
  return intersect(implied(constraint, 0, values), values(0)) !== null;
}
