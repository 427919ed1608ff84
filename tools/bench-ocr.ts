/**
 * Measures recognition: takes the text from pages of reports, reads them, and compares what was observed with what the
 * reports' own text gives.
 *
 *   npm run bench:ocr -- [--loss scan] [--pages 1,4-6] [--dpi 200] [--skew 0.5] [--noise 6] [--quality 70]
 *                        [--paper 245] [--publisher CODE] FILE.pdf…
 *   npm run bench:ocr -- --scaling FILE.pdf…       the time of two scans over one process and over two, as built
 *   npm run bench:ocr -- --write [--reports DIR]   all that docs/ocr.md states, into its place there
 *
 * `--loss` is `scan` (see tools/scan.ts), `colour` or `peppered` (other scanners), `outlines` (letters turned into shapes; needs Ghostscript), `unmapped`,
 * `private` or `shifted` (fonts without character maps, with private codes, with the next character for each; need
 * qpdf). DIR, by default RECOUPE_REPORTS, holds the reports that tools/ocr/cases.ts names.
 *
 * Beside the counts: seconds of processor time a page, and where the native `tesseract` is installed, that time as a
 * multiple of what it takes for the same pictures.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { Observation } from "../src/model/index.js";
import { closeOcr } from "../src/read/index.js";
import { processDocument } from "../src/run/document.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { writeMeasured } from "./faults/measured.js";
import { CASES } from "./ocr/cases.js";
import { type Compared, compare } from "./ocr/compare.js";
import { LOSSES, type Loss, prepare } from "./ocr/prepare.js";
import { nativeSeconds } from "./scan/native.js";
import { numbered, SCANNING } from "./scan/scanner.js";
import { secondsOver } from "./speed/over.js";

const { values, positionals } = parseArgs({
  options: {
    loss: { type: "string", default: "scan" },
    pages: { type: "string" },
    dpi: { type: "string", default: String(SCANNING.dpi) },
    skew: { type: "string", default: String(SCANNING.skew) },
    noise: { type: "string", default: String(SCANNING.noise) },
    quality: { type: "string", default: String(SCANNING.quality) },
    paper: { type: "string", default: String(SCANNING.paper) },
    publisher: { type: "string" },
    scaling: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    reports: { type: "string", default: process.env.RECOUPE_REPORTS },
  },
  allowPositionals: true,
});

const scanning = {
  ...SCANNING,
  dpi: Number(values.dpi),
  skew: Number(values.skew),
  noise: Number(values.noise),
  quality: Number(values.quality),
  paper: Number(values.paper),
};
const schemas = loadSchemas(SCHEMAS_FOLDER);
const folder = await mkdtemp(join(tmpdir(), "recoupe-bench-ocr-"));
// What was recognised before would cost no time.
process.env.RECOUPE_CACHE = folder;

interface Case {
  file: string;
  loss: Loss;
  pages?: string;
  publisher?: string;
}

interface Measured extends Compared {
  /** Of processor time, a page. */
  seconds: number;
  /** The same as a multiple of the native program's. */
  ratio: number | undefined;
}

const taskOf = (file: string, publisher: string | undefined): { file: string; publisher?: string } =>
  publisher === undefined ? { file } : { file, publisher };

/** What the text of reports gives, by file and publisher. */
const truths = new Map<string, Observation[]>();

async function truthOf({ file, publisher }: Case): Promise<Observation[]> {
  const key = `${file} ${publisher ?? ""}`;
  const known = truths.get(key);
  if (known !== undefined) return known;
  const { extraction } = await processDocument(taskOf(file, publisher), schemas);
  truths.set(key, extraction?.observations ?? []);
  return extraction?.observations ?? [];
}

const spent = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
};

async function measure(one: Case): Promise<Measured> {
  const pages = one.pages === undefined ? undefined : numbered(one.pages);
  const to = join(folder, basename(one.file));
  const pictures = await prepare({
    ...{ from: one.file, to, loss: one.loss, scanning },
    ...(pages === undefined ? {} : { pages }),
  });
  const truth = (await truthOf(one)).filter((o) => pages?.includes(o.source_page) ?? true);
  const before = process.cpuUsage();
  const { extraction, pages: count } = await processDocument(taskOf(to, one.publisher), schemas);
  const seconds = spent(before) / count;
  const native = pictures.length === 0 ? undefined : nativeSeconds(pictures);
  const ratio = native === undefined ? undefined : (seconds * count) / native;
  return { ...compare(truth, extraction?.observations ?? []), seconds, ratio };
}

/** The time of two files of the same scan, which differ by a comment. */
async function scaling(file: string): Promise<string> {
  const scan = join(folder, basename(file));
  const pages = values.pages === undefined ? {} : { pages: numbered(values.pages) };
  await prepare({ from: file, to: scan, loss: "scan", scanning, ...pages });
  const bytes = await readFile(scan);
  const tasks = [1, 2].map((n) => ({ file: join(folder, `${n}.pdf`) }));
  for (const [i, { file }] of tasks.entries())
    await writeFile(file, Buffer.concat([bytes, Buffer.from(`% ${i}\n`)]));
  process.env.RECOUPE_CACHE = "/dev/null";
  const [one, two] = [await secondsOver(1, tasks, schemas), await secondsOver(2, tasks, schemas)];
  process.env.RECOUPE_CACHE = folder;
  const times = `${one.toFixed(1)} s over one process, ${two.toFixed(1)} s over two`;
  return `two scans in ${times}: ${(one / two).toFixed(2)} times as fast`;
}

function line(m: Measured): string {
  const beside = m.ratio === undefined ? "" : `, ${m.ratio.toFixed(2)} times the native program's`;
  return [
    `${m.observations} observations: ${m.same} the same (${m.sameInTables} of ${m.inTables} in tables)`,
    `${m.wrong} wrong (${m.undoubted} without a doubt), ${m.missing} missing, ${m.madeUp} made up`,
    `${m.seconds.toFixed(2)} s of processor time a page${beside}`,
  ].join("; ");
}

const HEAD = [
  "| pages | as | observations | the same | of those in tables | wrong | without a doubt | missing | made up | s a page | × native |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
];

function row(title: string, loss: Loss, m: Measured): string {
  const tables = `${m.sameInTables} of ${m.inTables}`;
  const times = [m.seconds.toFixed(2), m.ratio?.toFixed(2) ?? "–"];
  const counts = [m.observations, m.same, tables, m.wrong, m.undoubted, m.missing, m.madeUp];
  return `| ${[title, loss, ...counts, ...times].join(" | ")} |`;
}

/** Loads the engine, whose start a page is not to bear. */
async function warmUp(file: string): Promise<void> {
  await measure({ file, loss: "scan", pages: "1" });
}

async function writeAll(reports: string): Promise<void> {
  const cases = CASES.map((one) => ({ ...one, file: join(reports, one.file) }));
  await warmUp(cases[0]?.file ?? "");
  const rows: string[] = [];
  for (const one of cases) {
    rows.push(row(one.title, one.loss, await measure(one)));
    console.log(rows.at(-1));
  }
  writeMeasured("pages", [...HEAD, ...rows], "docs/ocr.md");
}

const isLoss = (word: string): word is Loss => LOSSES.some((loss) => loss === word);

async function main(): Promise<void> {
  const { loss, pages, publisher, reports } = values;
  if (!isLoss(loss)) throw new Error(`--loss is one of ${LOSSES.join(", ")}`);
  if (values.write) {
    if (reports === undefined) throw new Error("--write needs --reports or RECOUPE_REPORTS");
    return writeAll(reports);
  }
  for (const file of positionals) {
    const one = { file, loss, ...(pages ? { pages } : {}), ...(publisher ? { publisher } : {}) };
    console.log(`${basename(file)}: ${values.scaling ? await scaling(file) : line(await measure(one))}`);
  }
}

try {
  await main();
} finally {
  await closeOcr();
  await rm(folder, { recursive: true });
}
