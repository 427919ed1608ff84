/**
 * Pages a second over a folder of reports and the share spent in each stage, on one thread; how that compares with
 * bare pdf.js; whole documents over one process and two, as built; and what recognition takes for scans of a facsimile:
 * `npm run bench [-- FOLDER]` (default: RECOUPE_REPORTS, else `corpus`).
 */

import { basename } from "node:path";
import { type Outcome, processDocument } from "../src/run/document.js";
import { inputFiles } from "../src/run/files.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { ocrLines } from "./speed/ocr.js";
import { secondsOver } from "./speed/over.js";
import { beside, type Times, timesLine, together } from "./speed/pdfjs.js";

const ROUNDS = 3;
/** A report of slides with text, tables and key figures. */
const SCANNED = "corpus/mno/mno-2023/report.pdf";
const STAGES = ["read", "layout", "extract"] as const;

const folder = process.argv[2] ?? process.env.RECOUPE_REPORTS ?? "corpus";
const files = await inputFiles([folder]);
const schemas = loadSchemas(SCHEMAS_FOLDER);

const total = (outcomes: readonly Outcome[], stage: (typeof STAGES)[number]): number =>
  outcomes.reduce((sum, o) => sum + o.spent[stage], 0);

/** The quickest of a few rounds: the first pays for warming up, others for whatever else the machine does. */
let best: Outcome[] | undefined;
const spentBy = (outcomes: readonly Outcome[]): number =>
  STAGES.reduce((sum, s) => sum + total(outcomes, s), 0);
for (let round = 0; round < ROUNDS; round++) {
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(await processDocument({ file }, schemas));
  if (best === undefined || spentBy(outcomes) < spentBy(best)) best = outcomes;
}

const outcomes = best ?? [];
const pages = outcomes.reduce((sum, o) => sum + o.pages, 0);
const spent = spentBy(outcomes);
console.log(`${files.length} documents, ${pages} pages, best of ${ROUNDS} rounds, one thread`);
console.log(`${((pages / spent) * 1000).toFixed(0)} pages a second, ${(spent / pages).toFixed(1)} ms a page`);
for (const stage of STAGES) {
  const ms = total(outcomes, stage);
  console.log(
    `  ${stage.padEnd(8)} ${((ms / spent) * 100).toFixed(0).padStart(3)} %  ${(ms / pages).toFixed(2)} ms a page`,
  );
}

const compared: Times[] = [];
for (const file of files) {
  const times = await beside(file, ROUNDS);
  compared.push(times);
  console.log(`${timesLine(times)}  ${basename(file)}`);
}
console.log(`${timesLine(together(compared))}  all`);

/**
 * Each document is read so often over processes, so that their start, and what V8 compiles until it knows the code, weigh
 * as little as in a batch of a region.
 */
const TIMES = 8;
const queued = Array.from({ length: TIMES }, () => files.map((file) => ({ file }))).flat();

const [one, two] = [await secondsOver(1, queued, schemas), await secondsOver(2, queued, schemas)];
const rate = (seconds: number): string => (queued.length / seconds).toFixed(2);
console.log(
  `${queued.length} documents, each ${TIMES} times: ${rate(one)} documents a second over one process, ${rate(two)} over two: ${(one / two).toFixed(2)} times as many`,
);

for (const line of await ocrLines(SCANNED, schemas)) console.log(line);
