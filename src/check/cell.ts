import Big from "big.js";
import type { Observation } from "../model/index.js";
import { type Interval, ZERO } from "./interval.js";

/**
 * One reading of one quantity: the observations of a document that tell the same quantity with the same
 * value. What is printed twice alike is one variable for the checks, and a better witness than one mention.
 */
export interface Cell {
  /** Observations, in document order; the first names the cell. */
  mentions: Observation[];
  /** In units (unit_mult applied). */
  value: Big;
  interval: Interval;
  /** Worth of one unit of the last printed digit. */
  step: Big;
  decimals: number;
  unitMult: number;
}

const power = (exponent: number): Big => new Big(10).pow(exponent);

/** The cell an observation makes, or null where it has no value. */
export function cellOf(o: Observation): Cell | null {
  if (o.obs_value === null) return null;
  const factor = power(o.unit_mult);
  const value = new Big(o.obs_value).times(factor);
  const step = power(-o.decimals).times(factor);
  return {
    mentions: [o],
    value,
    interval: intervalOf(o, value, factor),
    step,
    decimals: o.decimals,
    unitMult: o.unit_mult,
  };
}

function intervalOf(o: Observation, value: Big, factor: Big): Interval {
  const printed = new Big(o.obs_value_printed ?? o.obs_value ?? "0");
  const below = o.value_lo === null ? ZERO : printed.minus(o.value_lo).times(factor);
  const above = o.value_hi === null ? ZERO : new Big(o.value_hi).minus(printed).times(factor);
  return { lo: value.minus(below), hi: value.plus(above) };
}

/** The interval another value of the same cell would stand for. */
export function intervalAt(cell: Cell, value: Big): Interval {
  const { lo, hi } = cell.interval;
  return {
    lo: lo ? value.minus(cell.value.minus(lo)) : null,
    hi: hi ? value.plus(hi.minus(cell.value)) : null,
  };
}

export const first = (cell: Cell): Observation => cell.mentions[0] as Observation;

/** True where the cell counts whole things, so that no fraction and no negative value is possible. */
export const isCount = (cell: Cell): boolean => first(cell).measure === "COUNT";
