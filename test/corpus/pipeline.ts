import { check } from "../../src/check/index.js";
import type { Anomaly, Extraction } from "../../src/model/index.js";
import { type Outcome, processDocument } from "../../src/run/document.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { loadSchemas } from "../../src/run/rulebooks.js";
import { contextOf } from "../../src/run/run.js";

const schemas = loadSchemas(SCHEMAS_FOLDER);

/** Reads one report in this process, as a run does. */
export const read = (file: string): Promise<Outcome> => processDocument({ file }, schemas);

export function extractionOf({ extraction, faults }: Outcome): Extraction {
  if (extraction === undefined) throw new Error(faults.join(" "));
  return extraction;
}

export const anomaliesOf = (extractions: readonly Extraction[]): Promise<Anomaly[]> =>
  check({ extractions, ...contextOf(schemas) });
