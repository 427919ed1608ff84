/**
 * Measures recognition: scans reports (see tools/scan.ts), reads the scans, and compares what was observed with
 * what the reports' own text gives.
 *
 *   npm run bench:ocr -- [--pages 1,4-6] [--dpi 200] [--skew 0.5] [--noise 6] [--quality 70] FILE.pdf…
 *
 * An observation is the same where indicator, place, period, dimensions, rule and printed value are. Prints, for
 * each file: those the same, wrong, wrong without a doubt (confidence of 0.8 and more), missing and made up, and
 * seconds of processor time a page.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { DIMENSIONS, type Observation } from "../src/model/index.js";
import { closeOcr } from "../src/read/index.js";
import { processDocument } from "../src/run/document.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { imagePdf } from "./scan/image-pdf.js";
import { numbered, SCANNING, scanOf } from "./scan/scanner.js";

const { values, positionals } = parseArgs({
  options: {
    pages: { type: "string" },
    dpi: { type: "string", default: String(SCANNING.dpi) },
    skew: { type: "string", default: String(SCANNING.skew) },
    noise: { type: "string", default: String(SCANNING.noise) },
    quality: { type: "string", default: String(SCANNING.quality) },
  },
  allowPositionals: true,
});

const how = {
  ...SCANNING,
  dpi: Number(values.dpi),
  skew: Number(values.skew),
  noise: Number(values.noise),
  quality: Number(values.quality),
};
const schemas = loadSchemas(SCHEMAS_FOLDER);
const folder = await mkdtemp(join(tmpdir(), "recoupe-bench-ocr-"));
// What was recognised before would cost no time.
process.env.RECOUPE_CACHE = folder;

async function observed(file: string): Promise<Observation[]> {
  return (await processDocument({ file }, schemas)).extraction?.observations ?? [];
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

try {
  for (const file of positionals) {
    const pages = values.pages === undefined ? undefined : numbered(values.pages);
    const scan = join(folder, basename(file));
    const pictures = await scanOf(file, how, pages);
    await writeFile(scan, imagePdf(pictures));
    const truth = (await observed(file)).filter((o) => pages?.includes(o.source_page) ?? true);
    const before = process.cpuUsage();
    const read = await observed(scan);
    const { user, system } = process.cpuUsage(before);
    const counts = Object.entries(compare(truth, read)).map(([what, n]) => `${n} ${what}`);
    const seconds = (user + system) / 1e6 / pictures.length;
    console.log(
      `${basename(file)}: ${truth.length} observations; ${counts.join(", ")}; ${seconds.toFixed(1)} s a page`,
    );
  }
} finally {
  await closeOcr();
  await rm(folder, { recursive: true });
}
