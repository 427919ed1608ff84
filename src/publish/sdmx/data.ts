import { type Many, manyOf, type Observation } from "../../model/index.js";
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

/** Counts the tellings of a key within its document, from 1. What is known of a document goes with its last one. */
function counter(observations: Many<Observation>): (document: string, key: string) => number {
  const left = new Map<string, number>();
  for (const { document_id } of observations) left.set(document_id, (left.get(document_id) ?? 0) + 1);
  const seen = new Map<string, Map<string, number>>();
  return (document, key) => {
    const own = seen.get(document) ?? new Map<string, number>();
    const next = (own.get(key) ?? 0) + 1;
    own.set(key, next);
    const others = (left.get(document) ?? 1) - 1;
    left.set(document, others);
    if (others === 0) seen.delete(document);
    else seen.set(document, own);
    return next;
  };
}

/**
 * Observations as SDMX-CSV 2.0 (SDMX 3.0 data message): structure, action, dimensions, the value, attributes; a
 * missing value is `NaN`. https://github.com/sdmx-twg/sdmx-csv
 */
export function* sdmxCsv(observations: Many<Observation>): Generator<string> {
  const occurrence = counter(observations);
  const header = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    ...[...KEY, TIME, VALUE, ...ATTRIBUTES].map((c) => c.id),
  ];
  const rows = manyOf(observations, (o): Cell[] => {
    const key = KEY.filter((c) => c.column !== undefined).map((c) => toldBy(o, c));
    const time = toldBy(o, TIME);
    return [
      "dataflow",
      `${AGENCY}:${DATAFLOW}(${VERSION})`,
      ACTION,
      FREQUENCY,
      ...key,
      occurrence(o.document_id, JSON.stringify([key, time])),
      time,
      o.obs_value ?? MISSING,
      ...ATTRIBUTES.map((c) => toldBy(o, c)),
    ];
  });
  yield* csv(header, rows);
}
