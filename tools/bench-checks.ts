/**
 * Measures the checks on faults of known place: clean tables are made up, one misprint is put in, and what
 * the checks say is compared with the truth. Same seed, same figures. `npm run bench:checks [-- --tables 500]`
 */
import { parseArgs } from "node:util";
import { checkDocument } from "../src/check/index.js";
import { CONTEXT } from "../test/check/sample.js";
import { type Outcome, outcomeOf } from "./faults/outcome.js";
import { placesReport } from "./faults/places.js";
import { random } from "./faults/random.js";
import { clean, SCENARIOS, type Scenario } from "./faults/scenario.js";
import { speedReport } from "./faults/speed.js";

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

function row(name: string, outcomes: readonly Outcome[]): string {
  const seen = outcomes.filter((o) => o.detected);
  const count = (test: (o: Outcome) => boolean): string => percent(seen.filter(test).length, seen.length);
  return `| ${name} | ${outcomes.length} | ${percent(seen.length, outcomes.length)} | ${count((o) => o.rank === 1)} | ${count((o) => o.rank !== null && o.rank <= 3)} | ${count((o) => o.corrected)} | ${count((o) => o.undecided)} |`;
}

/** Expected calibration error over ten bins of the first proposal's probability, and the bins. */
function calibration(outcomes: readonly Outcome[]): string[] {
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

const { values } = parseArgs({ options: { tables: { type: "string", default: "1000" } } });
const tables = Number(values.tables);
const all: Outcome[] = [];
const lines = SCENARIOS.map((scenario) => {
  const outcomes = measure(scenario, tables);
  if (scenario.oneFault) all.push(...outcomes);
  return row(scenario.name, outcomes);
});
console.log(
  [
    "| fault in | tables | detected | true cell first | in first three | first proposal right | said undecided |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...lines,
    "",
    ...calibration(all),
    "",
    ...falseAlarms(Math.max(100, Math.round(tables / 2))),
    "",
    ...placesReport(random(SEED + 2), Math.max(200, tables)),
    "",
    ...speedReport(random(SEED + 3)),
  ].join("\n"),
);
