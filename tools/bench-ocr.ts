/**
 * Measures recognition: scans reports (see tools/scan.ts), reads the scans, and compares what was observed with
 * what the reports' own text gives.
 *
 *   npm run bench:ocr -- [--pages 1,4-6] [--dpi 200] [--skew 0.5] [--noise 6] [--quality 70] [--paper 245]
 *                        [--publisher CODE] FILE.pdf…
 *   npm run bench:ocr -- --outlines FILE.pdf…    letters turned into shapes by Ghostscript rather than scanned
 *   npm run bench:ocr -- --scaling FILE.pdf…     the time of two scans over one thread and over two, as built
 *
 * An observation is the same where indicator, place, period, dimensions, rule and printed value are. Prints, for
 * each file: those the same, wrong, wrong without a doubt (confidence of 0.8 and more), missing and made up, and
 * seconds of processor time a page; where the native `tesseract` is installed, that time as a multiple of what it
 * takes for the same pictures.
 */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { DIMENSIONS, type Observation } from "../src/model/index.js";
import { closeOcr } from "../src/read/index.js";
import { processDocument } from "../src/run/document.js";
import { limitsOf } from "../src/run/limits.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { type ImagePage, imagePdf } from "./scan/image-pdf.js";
import { nativeSeconds } from "./scan/native.js";
import { numbered, SCANNING, scanOf } from "./scan/scanner.js";

const { values, positionals } = parseArgs({
  options: {
    pages: { type: "string" },
    dpi: { type: "string", default: String(SCANNING.dpi) },
    skew: { type: "string", default: String(SCANNING.skew) },
    noise: { type: "string", default: String(SCANNING.noise) },
    quality: { type: "string", default: String(SCANNING.quality) },
    paper: { type: "string", default: String(SCANNING.paper) },
    publisher: { type: "string" },
    outlines: { type: "boolean", default: false },
    scaling: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

const how = {
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

/** A few pages may lack the words by which a publisher is known. */
const taskOf = (file: string): { file: string; publisher?: string } =>
  values.publisher === undefined ? { file } : { file, publisher: values.publisher };

async function observed(file: string): Promise<Observation[]> {
  return (await processDocument(taskOf(file), schemas)).extraction?.observations ?? [];
}

const meaning = (o: Observation): string =>
  [o.indicator, o.measure, o.ref_area, o.time_period, ...DIMENSIONS.map((d) => o[d]), o.rule].join("|");

function byMeaning(observations: readonly Observation[]): Map<string, Observation[]> {
  const found = new Map<string, Observation[]>();
  for (const o of observations) found.set(meaning(o), [...(found.get(meaning(o)) ?? []), o]);
  return found;
}

function compare(truth: readonly Observation[], read: readonly Observation[]): Record<string, number> {
  const left = byMeaning(truth);
  const counts = { same: 0, wrong: 0, undoubted: 0, missing: 0, "made up": 0 };
  const unequal: Observation[] = [];
  for (const o of read) {
    const alike = left.get(meaning(o)) ?? [];
    const i = alike.findIndex((t) => t.obs_value_printed === o.obs_value_printed);
    if (i < 0) unequal.push(o);
    else {
      alike.splice(i, 1);
      counts.same++;
    }
  }
  for (const o of unequal) {
    if (left.get(meaning(o))?.shift() === undefined) counts["made up"]++;
    else {
      counts.wrong++;
      if (o.confidence >= 0.8) counts.undoubted++;
    }
  }
  for (const alike of left.values()) counts.missing += alike.length;
  return counts;
}

/** Writes the pages as they are to be read, and gives their pictures where it makes some. */
async function prepare(file: string, to: string, pages: readonly number[] | undefined): Promise<ImagePage[]> {
  if (values.outlines) {
    const options = ["-q", "-o", to, "-sDEVICE=pdfwrite", "-dNoOutputFonts"];
    const chosen = pages === undefined ? [] : [`-sPageList=${pages.join(",")}`];
    const { status, error } = spawnSync("gs", [...options, ...chosen, file]);
    if (status !== 0)
      throw new Error(`Ghostscript (gs) failed${error === undefined ? "" : `: ${error.message}`}`);
    return [];
  }
  const pictures = await scanOf(file, how, pages);
  await writeFile(to, imagePdf(pictures));
  return pictures;
}

/** Seconds for two files of the same scan, which differ by a comment, over so many threads of the built files. */
async function secondsOver(workers: number, scan: string): Promise<number> {
  const { processAll }: typeof import("../src/run/pool.js") = await import(
    new URL("../dist/run/pool.js", import.meta.url).href
  );
  const bytes = await readFile(scan);
  const tasks = [1, 2].map((n) => ({ file: join(folder, `${workers}-${n}.pdf`) }));
  for (const [i, { file }] of tasks.entries())
    await writeFile(file, Buffer.concat([bytes, Buffer.from(`% ${i}\n`)]));
  process.env.RECOUPE_CACHE = "/dev/null";
  const started = performance.now();
  const limits = limitsOf(process.env);
  for await (const { faults } of processAll(tasks, schemas, { workers, limits, done: () => undefined }))
    for (const { en } of faults) console.warn(en);
  process.env.RECOUPE_CACHE = folder;
  return (performance.now() - started) / 1000;
}

const spent = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
};

try {
  for (const file of positionals) {
    const pages = values.pages === undefined ? undefined : numbered(values.pages);
    const scan = join(folder, basename(file));
    const pictures = await prepare(file, scan, pages);
    if (values.scaling) {
      const [one, two] = [await secondsOver(1, scan), await secondsOver(2, scan)];
      const times = `${one.toFixed(1)} s on one thread, ${two.toFixed(1)} s on two`;
      console.log(`${basename(file)}: two scans in ${times}: ${(one / two).toFixed(2)} times as fast`);
      continue;
    }
    const truth = (await observed(file)).filter((o) => pages?.includes(o.source_page) ?? true);
    const before = process.cpuUsage();
    const { extraction, pages: count } = await processDocument(taskOf(scan), schemas);
    const seconds = spent(before) / count;
    const counts = Object.entries(compare(truth, extraction?.observations ?? [])).map(
      ([what, n]) => `${n} ${what}`,
    );
    const native = nativeSeconds(pictures);
    const beside =
      native === undefined ? "" : `, ${((seconds * count) / native).toFixed(2)} times the native program's`;
    const what = `${truth.length} observations; ${counts.join(", ")}`;
    console.log(`${basename(file)}: ${what}; ${seconds.toFixed(2)} s of processor time a page${beside}`);
  }
} finally {
  await closeOcr();
  await rm(folder, { recursive: true });
}
