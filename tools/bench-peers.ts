/**
 * Recoupe beside other readers of PDF, whichever of them are installed: pages a second over the facsimiles of `corpus/`,
 * and for those that give tables, how many cells of the golden tables stand in them beside their labels. Writes
 * docs/benchmarks.md. PYTHON, LITEPARSE and TABULA_JAR say where peers are that are not on the path.
 *
 *   npm run bench:peers
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { dirname, join } from "node:path";
import { openPdf } from "../src/read/index.js";
import { inputFiles } from "../src/run/files.js";
import type { Grid, Peer } from "./peers/peer.js";
import { PEERS } from "./peers/peers.js";
import { goldenCells, type Recall, recallOf } from "./peers/recall.js";

const ROUNDS = 3;
const FILE = "docs/benchmarks.md";

interface Document {
  file: string;
  pages: number;
}

interface Result {
  peer: Peer;
  /** Undefined where it is not installed. */
  version: string | undefined;
  seconds: number;
  recall?: Recall;
  failed: string[];
}

/** Processes that wanted a processor before this began: what else the machine did. */
const load = loadavg()[0] ?? 0;

const documents: Document[] = [];
for (const file of await inputFiles(["corpus"])) {
  const pdf = await openPdf(file);
  documents.push({ file, pages: pdf.pageCount });
  await pdf.close();
}

const results = PEERS.map(measured);
const page = report(results);
writeFileSync(FILE, page);
console.log(page);

function measured(peer: Peer): Result {
  const version = peer.version();
  const result: Result = { peer, version, seconds: 0, failed: [] };
  if (version === undefined) return result;
  for (const { file } of documents) {
    try {
      const readings = Array.from({ length: ROUNDS }, () => peer.read(file));
      result.seconds += Math.min(...readings.map((r) => r.seconds));
      const grids = readings[0]?.grids;
      if (grids !== undefined) result.recall = sum(result.recall, recallIn(file, grids));
    } catch (error) {
      result.failed.push(`${file} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return result;
}

function recallIn(file: string, grids: readonly Grid[]): Recall {
  return recallOf(goldenCells(join(dirname(file), "observations.expected.csv")), grids);
}

function sum(a: Recall | undefined, b: Recall): Recall {
  if (a === undefined) return b;
  return { cells: a.cells + b.cells, beside: a.beside + b.beside, placed: a.placed + b.placed };
}

/** The page: tables that people read, the machine, and how it was measured. */
function report(all: readonly Result[]): string {
  const pages = documents.reduce((total, d) => total + d.pages, 0);
  const cells = all.find((r) => r.recall !== undefined)?.recall?.cells ?? 0;
  const here = all.filter((r) => r.version !== undefined);
  const absent = all.filter((r) => r.version === undefined).map((r) => r.peer.name);
  return `# Benchmarks

Written by \`npm run bench:peers\`: Recoupe beside other readers, on the same PDF files.

| tool | version | pages a second | cells beside their row's label | and below their column's | asked to |
| --- | --- | --- | --- | --- | --- |
${here.map((r) => row(r, pages)).join("\n")}

${absent.length === 0 ? "All peers were installed." : `Not installed on this machine, so not measured: ${absent.join(", ")}.`}
${here.flatMap((r) => r.failed.map((f) => `${r.peer.name} failed on ${f}.`)).join("\n")}
## How

- **Files**: the ${documents.length} facsimiles of \`corpus/\`, ${pages} pages, with their golden files. Nothing is drawn by lot, so there
  is no seed.
- **Pages a second**: all pages, by the seconds from the start of the command to its end, one file at a time, best of
  ${ROUNDS} rounds. Start-up counts: it is what whoever calls the tool waits for.
- **Cells**: the ${cells} values that the golden files take from tables. A cell counts where a table that the tool found, on the
  same page, has its text as printed in one row with the label of its row; in the second column where the label of its
  column stands above it, too (headers of several lines joined, groups left aside). Spaces, case and the form of apostrophes do not count.
  Merged cells count for each place that they reach over. Tools that do not tell pages may find a cell on any.
- **Work**: the tools do not do the same. \`pdftotext\` and \`mutool\` give text alone. Recoupe also finds headings,
  lists, key figures and notes in that time, and recognises text in pictures.
- **Machine**: ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release().split("-")[0]}, Node ${process.versions.node}; ${load < 1 ? "doing nothing else" : `with other work on it (load ${load.toFixed(0)}): seconds are too many, and say only how the tools compare`}.

Peers are looked for on the path; \`PYTHON\`, \`LITEPARSE\` and \`TABULA_JAR\` say where they are otherwise.

Other measurements stand where they belong: [tables against a public benchmark](tables.md#measuring),
[checks](checks.md), [many reports](scale.md), [hostile files](robustness.md).
`.replace(/\n{3,}/g, "\n\n");
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}

function row({ peer, version, seconds, recall }: Result, pages: number): string {
  const found =
    recall === undefined
      ? ["–", "–"]
      : [percent(recall.beside, recall.cells), percent(recall.placed, recall.cells)];
  const perSecond = pages / Math.max(seconds, 0.001);
  const rate = perSecond.toFixed(perSecond < 10 ? 1 : 0);
  return `| ${[peer.name, version ?? "", rate, ...found, `\`${peer.command}\``].join(" | ")} |`;
}
