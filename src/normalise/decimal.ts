import Big from "big.js";
import type { Decimal } from "../model/index.js";

/** Exact decimals: the arithmetic behind values, intervals, sums and tolerances. No binary floats. */

/** The canonical text: no exponent, no leading or trailing zeros, no "-0". */
export function decimalOf(value: Big | string | number): Decimal {
  const big = new Big(value);
  return big.eq(0) ? "0" : big.toFixed();
}

export const big = (value: Decimal): Big => new Big(value);

export const add = (a: Decimal, b: Decimal): Decimal => decimalOf(big(a).plus(b));
export const subtract = (a: Decimal, b: Decimal): Decimal => decimalOf(big(a).minus(b));
export const multiply = (a: Decimal, b: Decimal): Decimal => decimalOf(big(a).times(b));
export const negate = (a: Decimal): Decimal => decimalOf(big(a).times(-1));

export function sum(values: readonly Decimal[]): Decimal {
  return decimalOf(values.reduce((total, value) => total.plus(value), new Big(0)));
}

/** `a ÷ b`, half-even at `places` decimals; throws on a zero divisor. */
export function divide(a: Decimal, b: Decimal, places = 12): Decimal {
  if (big(b).eq(0)) throw new RangeError("division by zero");
  const Precise = Big();
  Precise.DP = places;
  Precise.RM = Big.roundHalfEven;
  return decimalOf(new Precise(a).div(b).toFixed());
}

/** `value`, half-even at `places` decimals (negative places round to tens, hundreds …). */
export function round(value: Decimal, places: number): Decimal {
  if (places >= 0) return decimalOf(big(value).round(places, Big.roundHalfEven));
  const unit = powerOfTen(-places);
  return multiply(decimalOf(big(divide(value, unit, 40)).round(0, Big.roundHalfEven)), unit);
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Decimal, b: Decimal): number => big(a).cmp(b);
export const lesser = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);
export const greater = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);

/** 10 to the `exponent`, which may be negative. */
export function powerOfTen(exponent: number): Decimal {
  return decimalOf(exponent >= 0 ? `1${"0".repeat(exponent)}` : `0.${"0".repeat(-exponent - 1)}1`);
}

/** `value × 10^mult`: a value printed in k€ as euros. */
export const scale = (value: Decimal, mult: number): Decimal => multiply(value, powerOfTen(mult));
