/**
 * Measures the checks on faults of known place: clean tables are made up, one misprint is put in, and what
 * the checks say is compared with the truth. Same seed, same figures.
 *
 *   npm run bench:checks [-- --tables 500]             made-up tables
 *   npm run bench:checks -- --corpus [--reports DIR] [--each 100]   misprints in reports, by default the corpus
 *   npm run bench:checks -- --scale 100,300,1000       time and memory for so many reports
 *
 * `--write` puts the tables in their place in docs/checks.md.
 */
import { parseArgs } from "node:util";
import { checkDocument } from "../src/check/index.js";
import { CONTEXT } from "../test/check/sample.js";
import { corpusBelow } from "./faults/corpus.js";
import { writeMeasured } from "./faults/measured.js";
import { type Outcome, outcomeOf } from "./faults/outcome.js";
import { placesReport } from "./faults/places.js";
import { repairsReport } from "./faults/repairs.js";
import { KINDS, plant } from "./faults/reports.js";
import { clean, SCENARIOS, type Scenario } from "./faults/scenario.js";
import { speedReport } from "./faults/speed.js";
import { random } from "./random.js";

const SEED = 20260101;

const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;

function measure(scenario: Scenario, tables: number): Outcome[] {
  const chance = random(SEED);
  return Array.from({ length: tables }, () => {
    const faulty = scenario.make(chance);
    return outcomeOf(faulty, checkDocument(faulty.extraction, CONTEXT));
  });
}

function row(name: string, outcomes: readonly Measured[]): string {
  const seen = outcomes.filter((o) => o.detected);
  const count = (test: (o: Measured) => boolean): string => percent(seen.filter(test).length, seen.length);
  return `| ${name} | ${outcomes.length} | ${percent(seen.length, outcomes.length)} | ${count((o) => o.rank === 1)} | ${count((o) => o.rank !== null && o.rank <= 3)} | ${count((o) => o.corrected)} | ${count((o) => o.undecided)} |`;
}

/** What a line of the table is made from. */
type Measured = Omit<Outcome, "probability">;

/** Expected calibration error over ten bins of the first proposal's probability, and the bins. */
function calibration(outcomes: readonly Pick<Outcome, "probability" | "corrected">[]): string[] {
  const told = outcomes.filter((o) => o.probability !== null);
  let error = 0;
  const lines: string[] = [];
  for (let bin = 0; bin < 10; bin++) {
    const inBin = told.filter((o) => Math.min(9, Math.floor((o.probability ?? 0) * 10)) === bin);
    if (inBin.length === 0) continue;
    const said = inBin.reduce((sum, o) => sum + (o.probability ?? 0), 0) / inBin.length;
    const right = inBin.filter((o) => o.corrected).length / inBin.length;
    error += (inBin.length / told.length) * Math.abs(said - right);
    lines.push(
      `| ${(bin / 10).toFixed(1)}–${((bin + 1) / 10).toFixed(1)} | ${inBin.length} | ${said.toFixed(3)} | ${right.toFixed(3)} |`,
    );
  }
  return [
    "| probability shown | proposals | mean shown | share right |",
    "| --- | --- | --- | --- |",
    ...lines,
    "",
    `Expected calibration error: ${error.toFixed(3)}`,
  ];
}

function falseAlarms(tables: number): string[] {
  const chance = random(SEED + 1);
  const found = Array.from({ length: tables }, () => checkDocument(clean(chance), CONTEXT)).flat();
  const count = (severity: string): number => found.filter((a) => a.severity === severity).length;
  return [
    "| clean tables | errors | warnings | notices |",
    "| --- | --- | --- | --- |",
    `| ${tables} | ${count("error")} | ${count("warning")} | ${count("info")} |`,
  ];
}

const HEAD = [
  "| fault in | faults | detected | true cell first | in first three | first proposal right | said undecided |",
  "| --- | --- | --- | --- | --- | --- | --- |",
];

async function tablesReport(tables: number): Promise<string[]> {
  const all: Outcome[] = [];
  const lines = SCENARIOS.map((scenario) => {
    const outcomes = measure(scenario, tables);
    if (scenario.oneFault) all.push(...outcomes);
    return row(scenario.name, outcomes);
  });
  return [
    ...HEAD,
    ...lines,
    "",
    ...calibration(all),
    "",
    ...falseAlarms(Math.max(100, Math.round(tables / 2))),
    "",
    ...placesReport(random(SEED + 2), Math.max(200, tables)),
    "",
    ...(await repairsReport(random(SEED + 5), tables)),
  ];
}

/** Misprints in reports, by what speaks of the value besides itself. */
async function corpusReport(folder: string, each: number): Promise<string[]> {
  const { reports, context } = await corpusBelow(folder);
  const planted = plant(reports, context, each, random(SEED + 4));
  const lines = KINDS.map((kind) => [kind, planted.filter((p) => p.kind === kind)] as const)
    .filter(([, group]) => group.length > 0)
    .map(([kind, group]) => row(kind, group));
  const told = planted.filter((p) => p.kind !== "nothing");
  return [...HEAD, ...lines, row("all of which something speaks", told), "", ...calibration(planted)];
}

const { values } = parseArgs({
  options: {
    tables: { type: "string", default: "1000" },
    corpus: { type: "boolean", default: false },
    reports: { type: "string", default: "corpus" },
    each: { type: "string", default: "100" },
    scale: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
console.log(`Seed ${SEED}\n`);
const lines = values.corpus
  ? await corpusReport(values.reports, Number(values.each))
  : values.scale === undefined
    ? await tablesReport(Number(values.tables))
    : speedReport(values.scale.split(",").map(Number), SEED + 3);
console.log(lines.join("\n"));
if (values.write) writeMeasured(values.corpus ? "reports" : values.scale ? "scale" : "tables", lines);
