import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { checkerOf } from "../../src/check/index.js";
import { type Anomaly, type Extraction, type Observation, valuesAlone } from "../../src/model/index.js";
import { CONTEXT } from "../../test/check/sample.js";
import { random } from "../random.js";
import { withShares } from "./scenario.js";
import { shelfIn } from "./shelf.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const PER_DOCUMENT = 1500;
/** Years that each publisher reports on, and tells the year before of too: whatever the number of reports. */
const YEARS = 10;
const FIRST_YEAR = 2000;
/** Tables of the year before that a report tells again. */
const AGAIN = 8;

/** A report of about 1,500 observations: tables with shares, each of its own indicator, some of the year before. */
function report(number: number, seed: number): Extraction {
  const publisher = Math.floor(number / YEARS);
  const year = FIRST_YEAR + (number % YEARS);
  const id = `demo${publisher}-${year}`;
  const parts = [
    ...tables(publisher, year, seed, PER_DOCUMENT - AGAIN * 20).map((t) => placed(t, id, "")),
    ...tables(publisher, year - 1, seed, AGAIN * 20).map((t) => placed(t, id, "Rappel")),
  ];
  const document = {
    document_id: id,
    file: "",
    sha256: "",
    publisher: `demo${publisher}`,
    period: `${year}`,
  };
  const values = parts.flatMap((t) => t.observations);
  return { ...valuesAlone(document, values), edits: parts.flatMap((t) => t.edits) };
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

interface Spent {
  observations: number;
  errors: number;
  /** Milliseconds of processor time. */
  alone: number;
  across: number;
  /** Bytes in use once all documents are seen, without what the process held before. */
  held: number;
}

const inUse = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

function timed<T>(work: () => T): { result: T; spent: number } {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, spent: (user + system) / 1000 };
}

const errorsIn = (found: readonly Anomaly[]): number => found.filter((a) => a.severity === "error").length;

/** Checks so many reports on a shelf of a folder, one in memory at a time. */
function spentOn(count: number, seed: number, folder: string): Spent {
  const shelf = shelfIn(folder);
  const before = inUse();
  const checker = checkerOf(CONTEXT, shelf);
  const all: Spent = { observations: 0, errors: 0, alone: 0, across: 0, held: 0 };
  for (let number = 0; number < count; number++) {
    const extraction = report(number, seed);
    const { result, spent } = timed(() => checker.document(extraction));
    all.observations += extraction.observations.length;
    all.errors += errorsIn(result);
    all.alone += spent;
  }
  all.held = inUse() - before;
  const { result, spent } = timed(() => checker.across());
  shelf.close();
  return { ...all, across: spent, errors: all.errors + errorsIn(result) };
}

/**
 * Milliseconds of processor time and memory held for more and more reports: linear where the time for one stays the
 * same, and flat where what is held does.
 */
export function speedReport(counts: readonly number[], seed: number): string[] {
  const lines = counts.map((count) => {
    const folder = mkdtempSync(join(tmpdir(), "recoupe-checks-"));
    try {
      const { observations, errors, alone, across, held } = spentOn(count, seed, folder);
      return `| ${count} | ${observations} | ${errors} | ${(alone / count).toFixed(0)} | ${(across / count).toFixed(1)} | ${(held / 2 ** 20).toFixed(1)} |`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return [
    "| reports | observations | errors | ms each by itself | ms each across | MB held |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ];
}
