import { DIMENSIONS, type Observation } from "../../src/model/index.js";

/** How what was recognised compares with what the report's own text gives. */
export interface Compared {
  /** What the text gives. */
  observations: number;
  same: number;
  /** Another value. */
  wrong: number;
  /** Of these, with a confidence of 0.8 and more. */
  undoubted: number;
  missing: number;
  /** Where the text gives nothing. */
  madeUp: number;
  /** What the text gives from tables, and how much of it is the same. */
  inTables: number;
  sameInTables: number;
}

const SURE = 0.8;

const meaning = (o: Observation): string =>
  [o.indicator, o.measure, o.ref_area, o.time_period, ...DIMENSIONS.map((d) => o[d]), o.rule].join("|");

function byMeaning(observations: readonly Observation[]): Map<string, Observation[]> {
  const found = new Map<string, Observation[]>();
  for (const o of observations) found.set(meaning(o), [...(found.get(meaning(o)) ?? []), o]);
  return found;
}

const isInTable = (o: Observation): boolean => o.source_table !== "";

/** An observation is the same where indicator, place, period, dimensions, rule and printed value are. */
export function compare(truth: readonly Observation[], read: readonly Observation[]): Compared {
  const left = byMeaning(truth);
  const found: Compared = {
    ...{ observations: truth.length, same: 0, wrong: 0, undoubted: 0, missing: 0, madeUp: 0 },
    ...{ inTables: truth.filter(isInTable).length, sameInTables: 0 },
  };
  const unequal: Observation[] = [];
  for (const o of read) {
    const alike = left.get(meaning(o)) ?? [];
    const i = alike.findIndex((t) => t.obs_value_printed === o.obs_value_printed);
    if (i < 0) {
      unequal.push(o);
      continue;
    }
    if (alike.splice(i, 1).some(isInTable)) found.sameInTables++;
    found.same++;
  }
  for (const o of unequal) {
    if (left.get(meaning(o))?.shift() === undefined) found.madeUp++;
    else {
      found.wrong++;
      if (o.confidence >= SURE) found.undoubted++;
    }
  }
  for (const alike of left.values()) found.missing += alike.length;
  return found;
}
