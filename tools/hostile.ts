/**
 * Reads every hostile case, a path of ten million lines, and every report of the corpus cut off after each kilobyte, and
 * prints how they ended. `npm run hostile`; `-- --keep FOLDER` only writes the cases.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { processDocument } from "../src/run/document.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { BROKEN, cutAtKilobytes } from "../test/hostile/cases/broken.js";
import { type HostileCase, onePage } from "../test/hostile/cases/case.js";
import { SLY } from "../test/hostile/cases/sly.js";
import { VAST } from "../test/hostile/cases/vast.js";

const tenMillion: HostileCase = {
  name: "a path of ten million lines",
  bytes: () => onePage(`0 0 m\n${"9 9 l\n".repeat(10_000_000)}S`),
  ends: "either",
};

const reports = readdirSync("corpus", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".pdf"))
  .sort();
const cases = [
  ...BROKEN,
  ...VAST,
  ...SLY,
  tenMillion,
  ...reports.flatMap((name) => cutAtKilobytes(name, readFileSync(join("corpus", name)))),
];

function keep(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [i, hostile] of cases.entries()) {
    const name = `${String(i).padStart(4, "0")} ${hostile.name.replace(/[^\w ,]+/g, "-")}.pdf`;
    writeFileSync(join(folder, name), hostile.bytes());
  }
  console.log(`${folder}: ${cases.length} files`);
}

async function readAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-hostile-"));
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  let [data, told, longest] = [0, 0, 0];
  for (const hostile of cases) {
    const file = join(folder, "case.pdf");
    writeFileSync(file, hostile.bytes());
    const started = performance.now();
    const { extraction, faults } = await processDocument({ file }, schemas);
    const seconds = (performance.now() - started) / 1000;
    longest = Math.max(longest, seconds);
    if (extraction === undefined) told++;
    else data++;
    const how =
      extraction === undefined
        ? faults
            .map(({ en }) => en)
            .join(" ")
            .replace(file, "")
        : `${extraction.figures.length} figures`;
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${hostile.name}: ${how}`);
  }
  rmSync(folder, { recursive: true });
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${cases.length} cases: ${data} ended in data, ${told} in one line; at most ${longest.toFixed(1)} s and ${peak} MB`,
  );
}

const { values } = parseArgs({ options: { keep: { type: "string" } } });
if (values.keep === undefined) await readAll();
else keep(values.keep);
// The engines of the character recognition, where one was started, would go on.
process.exit();
