import Big from "big.js";
import type { Decimal, Hedge } from "../model/index.js";
import {
  add,
  big,
  compare,
  decimalOf,
  greater,
  lesser,
  multiply,
  negate,
  powerOfTen,
  subtract,
} from "./decimal.js";

/** All numbers from `lo` to `hi`, ends included. */
export interface Interval {
  lo: Decimal;
  hi: Decimal;
}

/** What is printed of a number, as far as its precision goes. */
export interface Printed {
  value: Decimal;
  /** Decimals printed, or those of its column where trailing zeros are dropped there. */
  decimals: number;
  /** Counted one by one (persons, structures), so exact where nothing hedges it. */
  counted: boolean;
  /** Power of ten all values of its column are rounded to: 3 for "en milliers"; 0 where unknown. */
  granularity?: number;
  hedge?: Hedge | null;
}

/**
 * The numbers that a printed one may stand for: a count stands for itself; any other number for
 * half a unit of its last digit either way, ends included (half-up and half-even both fit); a
 * hedged one for a unit of its last non-zero digit on the side the hedge allows.
 */
export function intervalOf(printed: Printed): Interval {
  const { value, hedge } = printed;
  if (hedge !== undefined && hedge !== null) return hedged(value, hedge);
  const granularity = printed.granularity ?? 0;
  if (printed.counted && printed.decimals === 0 && granularity === 0) return { lo: value, hi: value };
  const unit = powerOfTen(granularity > 0 ? granularity : -printed.decimals);
  const half = multiply(unit, "0.5");
  return { lo: subtract(value, half), hi: add(value, half) };
}

function hedged(value: Decimal, hedge: Hedge): Interval {
  const step = lastDigitUnit(value);
  const below = subtract(value, step);
  const above = add(value, step);
  switch (hedge) {
    case "about":
      return { lo: below, hi: above };
    case "almost":
    case "at_most":
    case "less_than":
      return { lo: below, hi: value };
    case "more_than":
    case "at_least":
      return { lo: value, hi: above };
  }
}

/** One unit of the last non-zero digit: 100 for 3 700, 0.1 for 2.5, 1 for 0. */
export function lastDigitUnit(value: Decimal): Decimal {
  const { e, c } = big(value);
  return big(value).eq(0) ? "1" : powerOfTen(e - c.length + 1);
}

/** Largest k such that 10^k divides every non-zero value: how coarsely a column is rounded. */
export function commonGranularity(values: readonly Decimal[]): number {
  const exponents = values.filter((v) => !big(v).eq(0)).map((v) => big(v).e - big(v).c.length + 1);
  return exponents.length === 0 ? 0 : Math.min(...exponents);
}

export const exactly = (value: Decimal): Interval => ({ lo: value, hi: value });

export function addIntervals(parts: readonly Interval[]): Interval {
  return parts.reduce((a, b) => ({ lo: add(a.lo, b.lo), hi: add(a.hi, b.hi) }), exactly("0"));
}

export const negateInterval = (a: Interval): Interval => ({ lo: negate(a.hi), hi: negate(a.lo) });

export function scaleInterval(a: Interval, factor: Decimal): Interval {
  const ends = [multiply(a.lo, factor), multiply(a.hi, factor)] as const;
  return { lo: lesser(...ends), hi: greater(...ends) };
}

/** Whether some number lies in both. */
export const meet = (a: Interval, b: Interval): boolean =>
  compare(a.lo, b.hi) <= 0 && compare(b.lo, a.hi) <= 0;

export const contains = (a: Interval, value: Decimal): boolean =>
  compare(a.lo, value) <= 0 && compare(value, a.hi) <= 0;

/** How far apart two intervals are; "0" where they meet. */
export function gap(a: Interval, b: Interval): Decimal {
  if (meet(a, b)) return "0";
  return compare(a.hi, b.lo) < 0 ? subtract(b.lo, a.hi) : subtract(a.lo, b.hi);
}

/** All quotients of a number of `a` by a number of `b`; throws where `b` holds zero. */
export function divideIntervals(a: Interval, b: Interval): Interval {
  if (contains(b, "0")) throw new RangeError("division by an interval that holds zero");
  const ends = [a.lo, a.hi].flatMap((x) => [b.lo, b.hi].map((y) => quotient(x, y)));
  const sorted = ends.sort((x, y) => x.cmp(y));
  return { lo: decimalOf(sorted[0] ?? 0), hi: decimalOf(sorted.at(-1) ?? 0) };
}

function quotient(a: Decimal, b: Decimal): Big {
  const Precise = Big();
  Precise.DP = 24;
  return new Big(new Precise(a).div(b).toFixed());
}
