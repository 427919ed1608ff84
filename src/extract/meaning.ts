import {
  type Catalogue,
  DIMENSIONS,
  type Dimension,
  type Indicator,
  type Measure,
  type Unit,
} from "../model/index.js";
import type { Numeral, PrintedUnit } from "../normalise/index.js";
import type { MappedPeriod, Mapping } from "./mapping.js";
import { agrees } from "./pattern.js";

/** What a figure is, everything settled. */
export interface Meaning {
  indicator: string;
  measure: Measure;
  dimensions: Record<Dimension, string>;
  basis: string;
  unit: Unit;
  mult: 0 | 3 | 6 | 9;
  period: string;
  /** Empty: the rulebook's own area. */
  area: string;
}

/** What stands around a figure that its mapping may refer to. */
export interface Surroundings {
  /** The report's year; null where unknown. */
  year: number | null;
  /** The year bound by `{year}` in the pattern. */
  boundYear: number | null;
  /** Unit said by the header over a bare figure. */
  headerUnit: { unit: PrintedUnit; mult: 0 | 3 | 6 | 9 } | null;
}

/** The quantity and the printed unit do not go together, or the mapping is incomplete. */
export interface Refusal {
  refused: string;
}

export const isRefusal = (result: Meaning | Refusal): result is Refusal => "refused" in result;

/** Measures that are printed in per cent. */
export const PER_CENT: ReadonlySet<Measure> = new Set(["SHARE", "RATE", "CHANGE", "DECREASE"]);

/**
 * A mapping and what is printed → what the figure is. Left out, the measure is SHARE where a count's
 * figure is printed with %, else the indicator's; `numeral` is null for a sign for "none".
 */
export function meaningOf(
  mapping: Mapping,
  numeral: Numeral | null,
  around: Surroundings,
  catalogue: Catalogue,
): Meaning | Refusal {
  const code = mapping.indicator ?? "";
  const indicator = catalogue[code];
  if (indicator === undefined) return { refused: "no rule gives its indicator" };
  const foreign = DIMENSIONS.find(
    (name) => mapping.dimensions[name] !== undefined && !indicator.dimensions.includes(name),
  );
  if (foreign !== undefined && mapping.dimensions[foreign] !== "_Z")
    return { refused: `${code} is not cut by ${foreign}` };
  const own = numeral?.unit ?? "";
  const seen = own === "" ? (around.headerUnit?.unit ?? "") : own;
  const measure = mapping.measure ?? measureSeen(indicator, seen);
  const unit = mapping.unit ?? unitOf(measure, indicator, seen);
  const expected = { measure, unit, unitIsGiven: mapping.unit !== undefined };
  if (numeral !== null && own !== "" && !agrees(expected, { ...numeral, kind: "number" }))
    return { refused: `it is printed in ${own}, while ${code}:${measure} is in ${unit}` };
  const period = periodOf(mapping.period, around);
  if (period === null) return { refused: "the year it refers to is not known" };
  const header = around.headerUnit !== null && around.headerUnit.unit === unit ? around.headerUnit.mult : 0;
  return {
    indicator: code,
    measure,
    dimensions: dimensionsOf(mapping, indicator),
    basis: mapping.basis ?? indicator.count_basis,
    unit,
    mult: mapping.mult ?? (numeral !== null && (numeral.mult !== 0 || own !== "") ? numeral.mult : header),
    period,
    area: mapping.area ?? "",
  };
}

function measureSeen(indicator: Indicator, seen: PrintedUnit): Measure {
  const counts = indicator.measure === "COUNT" || indicator.measure === "AMOUNT";
  return counts && seen === "PT" ? "SHARE" : indicator.measure;
}

function unitOf(measure: Measure, indicator: Indicator, seen: PrintedUnit): Unit {
  if (measure === "CHANGE" || measure === "DECREASE") return seen === "PP" ? "PP" : "PT";
  return PER_CENT.has(measure) ? "PT" : indicator.unit;
}

function dimensionsOf(mapping: Mapping, indicator: Indicator): Record<Dimension, string> {
  const entries = DIMENSIONS.map((dimension) => [
    dimension,
    mapping.dimensions[dimension] ?? (indicator.dimensions.includes(dimension) ? "_T" : "_Z"),
  ]);
  return Object.fromEntries(entries) as Record<Dimension, string>;
}

function periodOf(period: MappedPeriod | undefined, around: Surroundings): string | null {
  const year = yearOf(period, around);
  const day = period?.kind === "end" ? "12-31" : period?.day;
  return year === null ? null : [year, day].filter((part) => part !== undefined).join("-");
}

function yearOf(period: MappedPeriod | undefined, around: Surroundings): number | null {
  if (period?.kind === "year") return period.year;
  if (period?.kind === "bound") return around.boundYear;
  if (around.year === null) return null;
  return around.year + (period?.kind === "offset" ? period.years : 0);
}
