import { check } from "../../src/check/index.js";
import { extract } from "../../src/extract/index.js";
import { layout } from "../../src/layout/index.js";
import type { Anomaly, Extraction, Figure, Page } from "../../src/model/index.js";
import { contextOf } from "../../src/run/context.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { extractInput, foundIn, type ReadReport, readReport } from "../../src/run/read-report.js";
import { loadSchemas } from "../../src/run/rulebooks.js";
import { type Comparison, compare } from "../../tools/unseen/compare.js";

const schemas = loadSchemas(SCHEMAS_FOLDER);

export const read = (file: string): Promise<ReadReport> => readReport(file);

/** What a report says, as a run finds it. */
export const extractionOf = (report: ReadReport): Extraction =>
  extract(extractInput({ file: report.source.file }, report, schemas));

/** The same as if no rulebook knew its publisher: read with the shared rules alone. */
export function unseenOf(report: ReadReport): Comparison {
  const { file } = report.source;
  const identity = foundIn(report, schemas);
  const { rulebook } = identity;
  if (rulebook === undefined || schemas.common === undefined) throw new Error(`no rulebook knows ${file}`);
  const unseen = extractInput({ file }, report, schemas, { ...identity, rulebook: undefined });
  return compare(
    { extraction: extractionOf(report), area: rulebook.area },
    { extraction: extract(unseen), area: schemas.common.area },
  );
}

/** The same report with other pages: laid out and extracted anew. */
export const withPages = (report: ReadReport, pages: Page[]): Extraction =>
  extractionOf({ ...report, pages, blocks: layout(pages) });

export const anomaliesOf = (extractions: readonly Extraction[]): Promise<Anomaly[]> =>
  check({ extractions, ...contextOf(schemas) });

/** Share of the figures with a meaning that are mapped, of those in tables and lists or of all others. */
export function coverage(figures: readonly Figure[], where: "tables" | "text"): number {
  const inTables = ({ container }: Figure): boolean => container === "table" || container === "list";
  const open = figures.filter((f) => f.state !== "ignored" && inTables(f) === (where === "tables"));
  return open.filter(({ state }) => state === "mapped").length / Math.max(open.length, 1);
}
