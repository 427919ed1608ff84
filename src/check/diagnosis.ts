import type Big from "big.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import { contains, HUNDRED } from "./interval.js";

/** What may have been computed instead of the change that was meant. */
export type Slip =
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

/** Names the slip that makes a change what is printed, or null where none does. */
export function slipOf(constraint: Constraint, cells: readonly Cell[]): Slip | null {
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
