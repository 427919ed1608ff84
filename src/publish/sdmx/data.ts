import type { Observation } from "../../model/index.js";
import { csv } from "../csv.js";
import type { Cell } from "../table.js";
import { AGENCY, ATTRIBUTES, type Component, DATAFLOW, KEY, TIME, VALUE, VERSION } from "./components.js";

/** `I`: for information, to be appended where it is loaded. */
const ACTION = "I";
const FREQUENCY = "A";
const MISSING = "NaN";

const toldBy = (o: Observation, component: Component): Cell => {
  const value = component.column === undefined ? "" : o[component.column];
  return typeof value === "object" ? null : (value ?? null);
};

/** Counts the tellings of a key within the table, from 1. */
function counter(): (key: string) => number {
  const seen = new Map<string, number>();
  return (key) => {
    const next = (seen.get(key) ?? 0) + 1;
    seen.set(key, next);
    return next;
  };
}

/**
 * Observations as SDMX-CSV 2.0 (SDMX 3.0 data message): structure, action, dimensions, the value, attributes; a
 * missing value is `NaN`. https://github.com/sdmx-twg/sdmx-csv
 */
export function sdmxCsv(observations: readonly Observation[]): string {
  const occurrence = counter();
  const header = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    ...[...KEY, TIME, VALUE, ...ATTRIBUTES].map((c) => c.id),
  ];
  const rows = observations.map((o): Cell[] => {
    const key = KEY.filter((c) => c.column !== undefined).map((c) => toldBy(o, c));
    const time = toldBy(o, TIME);
    return [
      "dataflow",
      `${AGENCY}:${DATAFLOW}(${VERSION})`,
      ACTION,
      FREQUENCY,
      ...key,
      occurrence(JSON.stringify([key, time])),
      time,
      o.obs_value ?? MISSING,
      ...ATTRIBUTES.map((c) => toldBy(o, c)),
    ];
  });
  return csv(header, rows);
}
