import {
  type Catalogue,
  DIMENSIONS,
  type Dimension,
  type Observation,
  PERSONAL_DIMENSIONS,
} from "../model/index.js";

const PERSONAL: ReadonlySet<Dimension> = new Set(PERSONAL_DIMENSIONS);

/** Dimensions in which two observations differ. */
export const differing = (a: Observation, b: Observation): Dimension[] =>
  DIMENSIONS.filter((dimension) => a[dimension] !== b[dimension]);

/** Whether two observations are of one quantity: same indicator, measure, unit and time. */
export const comparable = (a: Observation, b: Observation): boolean =>
  a.measure === b.measure &&
  a.unit_measure === b.unit_measure &&
  a.unit_mult === b.unit_mult &&
  a.time_period === b.time_period;

/** Whether an observation counts or amounts to something that can be added. */
export const countable = (observation: Observation): boolean =>
  observation.measure === "COUNT" || observation.measure === "AMOUNT";

/**
 * Whether the parts can be expected to make the total: over areas and over dimensions in which a
 * person has one code, always; over the others (schemes, topics) only where the catalogue says so.
 */
export function addsUp(total: Observation, parts: readonly Observation[], catalogue: Catalogue): boolean {
  if (parts.some((part) => part.indicator !== total.indicator)) return true;
  if (catalogue[total.indicator]?.additive !== false) return true;
  return parts.every((part) => differing(total, part).every((dimension) => PERSONAL.has(dimension)));
}
