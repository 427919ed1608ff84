import type { Measure, Unit } from "../model/index.js";
import type { Numeral, PrintedUnit } from "../normalise/index.js";
import type { Slot } from "./pattern-syntax.js";

/** What a mapping, completed by its indicator, expects a figure to be. */
export interface Expectation {
  measure: Measure;
  /** The mapping's unit, else the indicator's. */
  unit: Unit;
  /** True where the mapping itself says `unit=`: then a bare numeral will do as well. */
  unitIsGiven: boolean;
}

/**
 * Units a figure may be printed with, by measure; null stands for the expected unit. So a share
 * wants %, an amount €, and a count a bare numeral, or the unit counted in (hours, ETP).
 */
const PRINTED_UNITS: Record<Measure, readonly (PrintedUnit | null)[]> = {
  COUNT: ["", null],
  SHARE: ["PT"],
  RATE: ["PT", null],
  AMOUNT: ["EUR", null],
  AVERAGE: [null],
  CHANGE: ["PT", "PP"],
  DECREASE: ["PT", "PP"],
};

/** How an expected unit is printed. */
const PRINTED: Record<Unit, readonly PrintedUnit[]> = {
  PS: [""],
  NUMBER: ["", "YEARS", "DAYS"],
  EUR: ["EUR"],
  HOURS: ["HOURS"],
  DAYS: ["DAYS"],
  MONTHS: ["MONTHS"],
  FTE: ["FTE"],
  PT: ["PT"],
  PP: ["PP"],
};

/** Whether a numeral, as printed, can be what is expected. */
export function agrees(expected: Expectation, numeral: Numeral): boolean {
  if (numeral.kind !== "number" || numeral.value === null) return false;
  if (expected.unitIsGiven) return numeral.unit === "" || PRINTED[expected.unit].includes(numeral.unit);
  return PRINTED_UNITS[expected.measure].some((unit) =>
    unit === null ? printedAs(expected, numeral.unit) : unit === numeral.unit,
  );
}

/**
 * Years are an age or a length of time: an average may be one, a count not. Days are things that are
 * counted ("3 journées d'information") only where a mapping says so by `unit=NUMBER`.
 */
function printedAs({ measure, unit }: Expectation, printed: PrintedUnit): boolean {
  if (printed === "DAYS" && unit !== "DAYS") return false;
  return PRINTED[unit].includes(printed) && (printed !== "YEARS" || measure === "AVERAGE");
}

/** What can be told from a slot alone, without its indicator: a stated measure's units. */
export function agreesWithMeasure(slot: Slot & { kind: "value" }, numeral: Numeral): boolean {
  if (numeral.kind !== "number" || numeral.value === null) return false;
  const { measure, unit } = slot.mapping;
  if (unit !== undefined) return numeral.unit === "" || PRINTED[unit].includes(numeral.unit);
  if (measure === undefined || PRINTED_UNITS[measure].includes(null)) return true;
  return PRINTED_UNITS[measure].includes(numeral.unit);
}
