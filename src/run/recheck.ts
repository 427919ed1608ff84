import { check as checked } from "../check/index.js";
import type { Anomaly, DocumentLine, Extraction } from "../model/index.js";
import type { Rechecker } from "../review/index.js";
import { checkDecided } from "./decisions.js";
import type { BackgroundReader } from "./pool.js";
import { UNKNOWN } from "./report.js";
import type { Schemas } from "./rulebooks.js";
import { contextOf } from "./run.js";

/** Documents kept in memory once they are read. */
const MOST_KEPT = 100;

/**
 * Checks documents of a publication again with decisions applied. A publication does not hold all that the checks
 * need, so each report is read once more when first asked for; `fileOf` says where it is.
 */
export function recheckerOf(
  documents: readonly DocumentLine[],
  fileOf: (document: DocumentLine) => Promise<string | undefined>,
  { schemas, reader }: { schemas: Schemas; reader: BackgroundReader },
): Rechecker {
  const lines = new Map(documents.map((d) => [d.document_id, d]));
  const kept = new Map<string, Promise<Extraction | undefined>>();
  const asPrinted = new Map<string, Anomaly[]>();
  const read = async (id: string): Promise<Extraction | undefined> => {
    const line = lines.get(id);
    const file = line === undefined ? undefined : await fileOf(line);
    if (line === undefined || file === undefined) return undefined;
    const publisher = line.publisher === UNKNOWN ? {} : { publisher: line.publisher };
    const { extraction, sha256 } = await reader.read({ file, ...publisher });
    return sha256 === line.sha256 && extraction?.document.document_id === id ? extraction : undefined;
  };
  const extractionOf = (id: string): Promise<Extraction | undefined> => {
    const known = kept.get(id) ?? read(id);
    kept.delete(id);
    kept.set(id, known);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  };
  return async (ids, decisions) => {
    const extractions = (await Promise.all(ids.map(extractionOf))).filter((e) => e !== undefined);
    if (extractions.length < ids.length) return undefined;
    const key = ids.toSorted().join(" ");
    const check = (of: readonly Extraction[]): Promise<Anomaly[]> =>
      checked({ extractions: of, ...contextOf(schemas) });
    // What is printed does not change while the page is open.
    const printed = asPrinted.get(key) ?? (await check(extractions));
    asPrinted.set(key, printed);
    const decided = await checkDecided(extractions, decisions, async (of) =>
      of === extractions ? printed : check(of),
    );
    const observations = decided.extractions.flatMap((e) => e.observations);
    return { anomalies: decided.everything, found: decided.found, observations, stale: decided.stale };
  };
}
