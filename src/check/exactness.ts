import Big from "big.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import { point, ZERO } from "./interval.js";

/**
 * Sums of rounded amounts come out to the last digit less than half of the time: where so many do, and at most one in
 * so many misses by what rounding would explain, the amounts are not rounded.
 */
const LEAST_EXACT = 4;
const LEAST_PARTS = 3;

/**
 * Amounts of money stand for half a unit of their last digit either way, for nobody knows whether they are rounded.
 * A document whose sums of them come out exactly shows that they are not: each then stands for itself.
 */
export function withExactAmounts(
  cells: readonly Cell[],
  constraints: readonly Constraint[],
): readonly Cell[] {
  const sums = constraints.filter((constraint) => isSumOfAmounts(cells, constraint));
  const missing = sums.map((sum) => missingIn(cells, sum));
  const exact = missing.filter((off) => off.eq(ZERO)).length;
  const rounded = sums.filter((sum, i) => {
    const off = missing[i] as Big;
    return !off.eq(ZERO) && off.abs().lte(roundingOf(sum.cells.map((index) => cells[index] as Cell)));
  }).length;
  if (exact < LEAST_EXACT || rounded * LEAST_EXACT > exact) return cells;
  const summed = new Set(sums.flatMap((sum) => sum.cells));
  return cells.map((cell, index) => (summed.has(index) ? { ...cell, interval: point(cell.value) } : cell));
}

/** A total that the page or a rulebook states, of several amounts printed in units. */
function isSumOfAmounts(cells: readonly Cell[], { check, origin, form, cells: own }: Constraint): boolean {
  if (check !== "total" || origin === "discovered" || form.kind !== "sum" || form.relation !== "equal")
    return false;
  const members = own.map((index) => cells[index] as Cell);
  const parts = members.slice(1).filter((cell) => !cell.value.eq(ZERO));
  return (
    parts.length >= LEAST_PARTS &&
    members.every((cell) => first(cell).measure === "AMOUNT" && cell.unitMult === 0)
  );
}

function missingIn(cells: readonly Cell[], { form, cells: own }: Constraint): Big {
  if (form.kind !== "sum") return ZERO;
  return own.reduce(
    (sum, index, position) => sum.plus((form.weights[position] ?? ZERO).times(cells[index]?.value ?? ZERO)),
    form.constant,
  );
}

/** What a sum may be off by, were all its terms rounded as they are printed. */
export const roundingOf = (members: readonly Cell[]): Big =>
  members.reduce((sum, cell) => {
    const { value_hi: high, obs_value_printed: printed } = first(cell);
    if (high === null || printed === null) return sum;
    return sum.plus(new Big(high).minus(printed).times(new Big(10).pow(cell.unitMult)));
  }, ZERO);
