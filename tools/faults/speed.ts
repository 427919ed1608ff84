import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { checkerOf } from "../../src/check/index.js";
import type { Anomaly, Extraction, Observation } from "../../src/model/index.js";
import { CONTEXT } from "../../test/check/sample.js";
import { random } from "./random.js";
import { withShares } from "./scenario.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const PER_DOCUMENT = 1500;
/** Publishers that report year after year, each on what it said of the year before too. */
const PUBLISHERS = 100;
const FIRST_YEAR = 2000;
/** Tables of the year before that a report tells again. */
const AGAIN = 8;

/** A report of about 1,500 observations: tables with shares, each of its own indicator, some of the year before. */
function report(number: number, seed: number): Extraction {
  const publisher = number % PUBLISHERS;
  const year = FIRST_YEAR + Math.floor(number / PUBLISHERS);
  const id = `demo${publisher}-${year}`;
  const parts = [
    ...tables(publisher, year, seed, PER_DOCUMENT - AGAIN * 20).map((t) => placed(t, id, "")),
    ...tables(publisher, year - 1, seed, AGAIN * 20).map((t) => placed(t, id, "Rappel")),
  ];
  return {
    document: { document_id: id, file: "", sha256: "", publisher: `demo${publisher}`, period: String(year) },
    observations: parts.flatMap((t) => t.observations),
    edits: parts.flatMap((t) => t.edits),
    figures: [],
    places: [],
    unmatchedRules: [],
    failedAssertions: [],
  };
}

/** The same for the same publisher and year, whoever tells them. */
function tables(publisher: number, year: number, seed: number, observations: number): Extraction[] {
  const chance = random(seed + 1000 * publisher + year);
  const found: Extraction[] = [];
  for (let count = 0; count < observations; count += found.at(-1)?.observations.length ?? observations)
    found.push(of(withShares(chance, 8, 12, 1), `i${found.length}`, `ML-${publisher}`, String(year)));
  return found;
}

const of = (source: Extraction, indicator: string, area: string, period: string): Extraction => ({
  ...source,
  observations: source.observations.map((o) => ({
    ...o,
    indicator,
    ref_area: area,
    time_period: period,
    source_section: indicator,
  })),
});

function placed(source: Extraction, document: string, section: string): Extraction {
  const [first] = source.observations;
  const id = (observation: string): string =>
    `${document}/${first?.indicator}/${first?.time_period}/${observation}`;
  const moved = (o: Observation): Observation => ({
    ...o,
    observation_id: id(o.observation_id),
    document_id: document,
    source_section: `${section} ${o.source_section}`,
  });
  return {
    ...source,
    observations: source.observations.map(moved),
    edits: source.edits.map((e) => ({
      ...e,
      terms: e.terms.map((t) => ({ ...t, observation: id(t.observation) })),
    })),
  };
}

/**
 * Milliseconds of processor time and memory held for more and more reports: linear where the time for one stays the
 * same, and flat where what is held grows by no more than the index of readings.
 */
export function speedReport(counts: readonly number[], seed: number): string[] {
  const lines = counts.map((count) => {
    const checker = checkerOf(CONTEXT);
    let [spent, observations, errors] = [0, 0, 0];
    const note = (found: readonly Anomaly[]): void => {
      errors += found.filter((a) => a.severity === "error").length;
    };
    const timed = <T>(work: () => T): T => {
      const start = process.cpuUsage();
      const result = work();
      const { user, system } = process.cpuUsage(start);
      spent += (user + system) / 1000;
      return result;
    };
    for (let number = 0; number < count; number++) {
      const extraction = report(number, seed);
      observations += extraction.observations.length;
      note(timed(() => checker.document(extraction)));
    }
    const across = spent;
    collect();
    const megabytes = process.memoryUsage().heapUsed / 2 ** 20;
    note(timed(() => checker.across()));
    return `| ${count} | ${observations} | ${errors} | ${(across / count).toFixed(0)} | ${((spent - across) / count).toFixed(1)} | ${megabytes.toFixed(0)} |`;
  });
  return [
    "| reports | observations | errors | ms each by itself | ms each across | MB held |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ];
}
