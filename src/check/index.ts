import type { Anomaly, Extraction } from "../model/index.js";
import { checkDocument } from "./document.js";
import type { CheckContext } from "./finder.js";

export { checkDocument } from "./document.js";
export type { CheckContext, Territory } from "./finder.js";

const SEVERITIES = ["error", "warning", "info"];

/** Reading order: by document, page, severity; the id last, so that a run always tells the same. */
export function inReadingOrder(anomalies: readonly Anomaly[]): Anomaly[] {
  const rank = (a: Anomaly): number => SEVERITIES.indexOf(a.severity);
  return anomalies.toSorted(
    (a, b) =>
      compare(a.documents.join(), b.documents.join()) ||
      a.page - b.page ||
      rank(a) - rank(b) ||
      compare(a.check, b.check) ||
      compare(a.anomaly_id, b.anomaly_id),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Checks documents, each by itself. */
export async function check(
  input: { extractions: readonly Extraction[] } & CheckContext,
): Promise<Anomaly[]> {
  const { extractions, ...context } = input;
  return inReadingOrder(extractions.flatMap((extraction) => checkDocument(extraction, context)));
}
