/** Reads every hostile case, and a path of ten million lines, and prints how each ended. `npm run hostile`. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processDocument } from "../src/run/document.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { BROKEN } from "../test/hostile/cases/broken.js";
import { type HostileCase, onePage } from "../test/hostile/cases/case.js";
import { SLY } from "../test/hostile/cases/sly.js";
import { VAST } from "../test/hostile/cases/vast.js";

const tenMillion: HostileCase = {
  name: "a path of ten million lines",
  bytes: () => onePage(`0 0 m\n${"9 9 l\n".repeat(10_000_000)}S`),
  ends: "either",
};

const folder = mkdtempSync(join(tmpdir(), "recoupe-hostile-"));
const schemas = loadSchemas(SCHEMAS_FOLDER);
const cases = [...BROKEN, ...VAST, ...SLY, tenMillion];
let [data, told] = [0, 0];
for (const hostile of cases) {
  const file = join(folder, "case.pdf");
  writeFileSync(file, hostile.bytes());
  const started = performance.now();
  const { extraction, faults } = await processDocument({ file }, schemas);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (extraction === undefined) told++;
  else data++;
  const how =
    extraction === undefined ? faults.join(" ").replace(file, "") : `${extraction.figures.length} figures`;
  console.log(`${seconds.padStart(6)} s  ${hostile.name}: ${how}`);
}
rmSync(folder, { recursive: true });
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`${cases.length} cases: ${data} ended in data, ${told} in one line; at most ${peak} MB`);
// The engines of the character recognition, where one was started, would go on.
process.exit();
