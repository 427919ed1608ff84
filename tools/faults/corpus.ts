import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { CheckContext } from "../../src/check/index.js";
import type { Extraction } from "../../src/model/index.js";
import { contextOf } from "../../src/run/context.js";
import { processDocument } from "../../src/run/document.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { loadSchemas } from "../../src/run/rulebooks.js";

export interface Corpus {
  reports: Extraction[];
  context: CheckContext;
}

/** All PDF files below a folder, read and extracted. */
export async function corpusBelow(folder: string): Promise<Corpus> {
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".pdf"))
    .sort();
  const reports: Extraction[] = [];
  for (const file of files) {
    const { extraction } = await processDocument({ file: join(folder, file) }, schemas);
    if (extraction) reports.push(extraction);
  }
  return { reports, context: contextOf(schemas) };
}
