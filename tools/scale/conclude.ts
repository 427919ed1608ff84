/**
 * Checks and publishes N reports of 50 pages as an ordinary run does, and prints what it took as JSON:
 * `node --max-old-space-size=512 --import tsx tools/scale/conclude.ts N`. One report is really read; the others are
 * its likes under other names, years and values' ids, as reading that many takes hours. Twenty of them, of as many
 * years, are of one publisher.
 */
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conclude } from "../../src/run/conclude.js";
import type { Outcome } from "../../src/run/document.js";
import { limitsOf } from "../../src/run/limits.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { loadSchemas } from "../../src/run/rulebooks.js";
import { workOn } from "../../src/run/work.js";
import { writeReports } from "./reports.js";

const YEARS = 20;
const PAGES = 50;
const count = Number(process.argv[2] ?? 100);

/** Ids are quoted runs of hex digits; each likeness has its own. */
function likeness(text: string, number: number, year: string): Outcome {
  const publisher = `p${Math.floor(number / YEARS)}`;
  const own = (number + 1).toString(16).padStart(6, "0");
  const renamed = text
    .replaceAll(/"([0-9a-f]{10})[0-9a-f]{6}"/g, `"$1${own}"`)
    .replaceAll("mno-2005-", `${publisher}-2005-${own}`)
    .replaceAll('"publisher":"mno"', `"publisher":"${publisher}"`)
    .replaceAll('"ref_area":"ML-mno"', `"ref_area":"ML-${publisher}"`)
    .replaceAll("report-00000.pdf", `report-${String(number).padStart(5, "0")}.pdf`);
  return JSON.parse(renamed.replaceAll("2005", year)) as Outcome;
}

/** Megabytes of the files of a folder. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((e) => e.isFile())
    .map(async (e) => (await stat(join(e.parentPath, e.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 2 ** 20;
}

const folder = await mkdtemp(join(tmpdir(), "recoupe-conclude-"));
try {
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  await writeReports(folder, { count: 1, pages: PAGES, kind: "full" });
  const outcome = await workOn({ file: join(folder, "report-00000.pdf") }, schemas);
  if (outcome.extraction === undefined) throw new Error(outcome.faults.map(({ en }) => en).join(" "));
  const text = JSON.stringify(outcome);
  const outcomes = async function* (): AsyncGenerator<Outcome> {
    for (let i = 0; i < count; i++) yield likeness(text, i, `${2005 + (i % YEARS)}`);
  };
  await rm(join(folder, "report-00000.pdf"));
  const [started, before] = [performance.now(), process.cpuUsage()];
  const { documents } = await conclude(outcomes(), { out: folder, limits: limitsOf({}), schemas, env: {} });
  const used = process.cpuUsage(before);
  const total = (of: "observations" | "figures" | "anomalies_error"): number =>
    documents.reduce((sum, d) => sum + d[of], 0);
  console.log(
    JSON.stringify({
      documents: documents.length,
      observations: total("observations"),
      figures: total("figures"),
      errors: total("anomalies_error"),
      seconds: (performance.now() - started) / 1000,
      processor: (used.user + used.system) / 1e6,
      peak: process.resourceUsage().maxRSS / 1024,
      megabytes: await sizeOf(folder),
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
