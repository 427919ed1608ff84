/**
 * What the shared rules alone make of reports whose publishers have a rulebook, as if they were unseen:
 * `npm run bench:unseen -- [--show] FILE…` (by default the facsimiles of `corpus`). A value counts as right where indicator,
 * dimensions, period, area and value are those that the publisher's rulebook gives.
 */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { extract, identify } from "../src/extract/index.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { extractInput, readReport } from "../src/run/read-report.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { type Comparison, compare, type Score } from "./unseen/compare.js";

const schemas = loadSchemas(SCHEMAS_FOLDER);

async function measure(file: string): Promise<Comparison | null> {
  const report = await readReport(file);
  const identity = identify(report.blocks, report.source, schemas.rulebooks, schemas.common);
  const { rulebook } = identity;
  if (rulebook === undefined || schemas.common === undefined) return null;
  const known = extractInput({ file }, report, schemas, identity);
  const unseen = extractInput({ file }, report, schemas, { ...identity, rulebook: undefined });
  return compare(
    { extraction: extract(known), area: rulebook.area },
    { extraction: extract(unseen), area: schemas.common.area },
  );
}

const args = process.argv.slice(2);
const show = args.includes("--show");
const named = args.filter((arg) => arg !== "--show");
const files =
  named.length > 0
    ? named
    : readdirSync("corpus", { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith("report.pdf"))
        .map((name) => join("corpus", name))
        .sort();

const told = ({ values, right, wrong }: Score): string =>
  `${right}/${values} right${values > 0 ? ` (${((100 * right) / values).toFixed(1)} %)` : ""}, ${wrong} wrong, ${values - right - wrong} unmapped`;

for (const file of files) {
  const found = await measure(file);
  if (found === null) {
    console.log(`${basename(file)}: no rulebook knows it`);
    continue;
  }
  console.log(
    `${file}: tables ${told(found.tables)}; lists ${told(found.lists)}; text ${told(found.text)}; surest mistake ${found.surest}`,
  );
  if (!show) continue;
  for (const { page, text, context, meant, taken, confidence, rule } of found.mistakes)
    console.log(
      `  p. ${page} « ${text} » ${context.slice(0, 90)}\n    meant ${meant || "nothing"}\n    taken ${taken} (${confidence}, ${rule})`,
    );
}
