import Big from "big.js";

/** All values between two bounds, both included; null is unbounded. Decimals are exact. */
export interface Interval {
  lo: Big | null;
  hi: Big | null;
}

export const ZERO = new Big(0);
export const ONE = new Big(1);
export const MINUS_ONE = new Big(-1);
export const HUNDRED = new Big(100);
export const EVERYTHING: Interval = { lo: null, hi: null };

export const point = (value: Big): Interval => ({ lo: value, hi: value });

const lesser = (a: Big, b: Big): Big => (a.lt(b) ? a : b);
const greater = (a: Big, b: Big): Big => (a.gt(b) ? a : b);

export const add = (a: Interval, b: Interval): Interval => ({
  lo: a.lo && b.lo ? a.lo.plus(b.lo) : null,
  hi: a.hi && b.hi ? a.hi.plus(b.hi) : null,
});

export const negate = (a: Interval): Interval => ({
  lo: a.hi ? a.hi.times(-1) : null,
  hi: a.lo ? a.lo.times(-1) : null,
});

export const subtract = (a: Interval, b: Interval): Interval => add(a, negate(b));

/** `a` widened by `by` on both sides. */
export const widen = (a: Interval, by: Big): Interval => ({
  lo: a.lo ? a.lo.minus(by) : null,
  hi: a.hi ? a.hi.plus(by) : null,
});

export function scale(a: Interval, factor: Big): Interval {
  if (factor.eq(ONE)) return a;
  const lo = a.lo ? a.lo.times(factor) : null;
  const hi = a.hi ? a.hi.times(factor) : null;
  return factor.lt(0) ? { lo: hi, hi: lo } : { lo, hi };
}

function corners(a: Interval, b: Interval, operation: (x: Big, y: Big) => Big): Interval {
  if (!a.lo || !a.hi || !b.lo || !b.hi) return EVERYTHING;
  if (a.lo.eq(a.hi) && b.lo.eq(b.hi)) return point(operation(a.lo, b.lo));
  const values = [
    operation(a.lo, b.lo),
    operation(a.lo, b.hi),
    operation(a.hi, b.lo),
    operation(a.hi, b.hi),
  ] as const;
  return { lo: values.reduce(lesser), hi: values.reduce(greater) };
}

export const multiply = (a: Interval, b: Interval): Interval => corners(a, b, (x, y) => x.times(y));

/**
 * Quotient of two intervals; everything where the divisor may be zero. Quotients with at most twenty
 * decimals are exact, which covers every bound that a printed percentage can have.
 */
export function divide(a: Interval, b: Interval): Interval {
  if (!b.lo || !b.hi || (b.lo.lte(0) && b.hi.gte(0))) return EVERYTHING;
  return corners(a, b, (x, y) => x.div(y));
}

/** What both hold, or null where they have no point in common. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const lo = a.lo && b.lo ? greater(a.lo, b.lo) : (a.lo ?? b.lo);
  const hi = a.hi && b.hi ? lesser(a.hi, b.hi) : (a.hi ?? b.hi);
  return lo && hi && lo.gt(hi) ? null : { lo, hi };
}

export const contains = (a: Interval, value: Big): boolean =>
  (!a.lo || a.lo.lte(value)) && (!a.hi || a.hi.gte(value));
export const isPoint = (a: Interval): boolean => a.lo !== null && a.hi !== null && a.lo.eq(a.hi);
export const middle = (a: Interval): Big | null => (a.lo && a.hi ? a.lo.plus(a.hi).div(2) : null);
