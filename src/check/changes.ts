import type { Measure } from "../model/index.js";
import type { Constraint, Form } from "./constraint.js";
import { derived, everyCell, type Finder, type Found, role, worthOf } from "./finder.js";
import { HUNDRED, MINUS_ONE, ONE, ZERO } from "./interval.js";
import { type Key, shifted } from "./key.js";

/** What a change can be the change of, most usual first. */
const LEVELS: readonly Measure[] = ["COUNT", "AMOUNT", "AVERAGE", "RATE", "SHARE"];

/** Stated changes against the values of both years, or against one another. */
export function changeConstraints(finder: Finder): Constraint[] {
  return everyCell(finder).flatMap(({ found, key }) => {
    if (key.measure !== "CHANGE" && key.measure !== "DECREASE") return [];
    const linked = betweenYears(finder, found, key);
    if (linked) return [linked];
    const increase =
      key.unit === "PT" && key.measure === "CHANGE" ? withDifference(finder, found, key) : null;
    return increase ? [increase] : [];
  });
}

/** A change in % from the current value and its base; a decrease is minus the change. */
export function rateOf({ measure }: Key): Form {
  const hundred = measure === "DECREASE" ? HUNDRED.times(MINUS_ONE) : HUNDRED;
  return { kind: "quotient", numerators: 1, scale: hundred, offset: hundred };
}

/** What a change in points can be of, and what one in % or in units. */
export const levelMeasures = (key: Key): readonly Measure[] =>
  key.unit === "PP" ? ["SHARE", "RATE"] : LEVELS;

/** The level and its value a year before, both printed in this document. */
function levelsOf(
  finder: Finder,
  found: Found,
  key: Key,
): { current: Found | null; base: Found | null; measure: Measure } {
  for (const measure of levelMeasures(key))
    for (const period of spansOf(key.period)) {
      const level: Key = { ...key, measure, period };
      const current = finder.nearest(level, found.observation);
      const base = finder.nearest({ ...level, period: shifted(period, -1) }, found.observation);
      if (current || base) return { current, base, measure };
    }
  return { current: null, base: null, measure: "COUNT" };
}

/** A change from year to year may be one of stocks: of the last day of the year, or of the first. */
export const spansOf = (period: string): string[] =>
  /^\d{4}$/.test(period) ? [period, `${period}-12-31`, `${period}-01-01`] : [period];

function betweenYears(finder: Finder, found: Found, key: Key): Constraint | null {
  const { current, base } = levelsOf(finder, found, key);
  if (!current || !base) return null;
  const terms = [role(found, "change"), role(current, "current"), role(base, "base")];
  const falls = key.measure === "DECREASE";
  if (key.unit !== "PT") {
    const weights = [falls ? MINUS_ONE : ONE, MINUS_ONE, ONE];
    return derived("growth", { kind: "sum", weights, constant: ZERO, relation: "equal", slack: ZERO }, terms);
  }
  if (worthOf(finder, base).lte(0)) return null;
  return derived("growth", rateOf(key), terms);
}

/** "+472 K€ (+59,55 %)": the percentage, the difference and the value they lead to. */
function withDifference(finder: Finder, found: Found, key: Key): Constraint | null {
  const { current } = levelsOf(finder, found, key);
  if (!current) return null;
  const unit = current.observation.unit_measure;
  const difference = finder.nearest({ ...key, unit }, found.observation);
  if (!difference) return null;
  return derived("growth", { kind: "increase" }, [
    role(found, "change"),
    role(difference, "change"),
    role(current, "current"),
  ]);
}
