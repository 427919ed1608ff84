import {
  type CheckContext,
  checkDocument,
  confirmed,
  inReadingOrder,
  putRight,
  type Reread,
} from "../check/index.js";
import type { Anomaly, Extraction, Observation } from "../model/index.js";
import { type Cache, keyOf } from "./cache.js";
import { engineOf } from "./engine.js";

/** What the checks found in one document by itself. */
export interface Examination {
  /** Observations that a second reading put right, as they are now. */
  mended: Observation[];
  /** One for each of them. */
  notices: Anomaly[];
  /** In reading order; suspects were read a second time. */
  anomalies: Anomaly[];
}

/** Checks a document by itself, and puts right what a second reading of its pages shows to be misread. */
export async function examine(
  extraction: Extraction,
  context: CheckContext,
  reread: Reread,
): Promise<Examination> {
  const { extractions, anomalies: notices } = await putRight([extraction], context, reread);
  const [read = extraction] = extractions;
  const own = inReadingOrder(checkDocument(read, context));
  return {
    mended: read.observations.filter((o, i) => o !== extraction.observations[i]),
    notices,
    anomalies: await confirmed(own, [read], reread),
  };
}

/** The same, from the cache where the same checks looked at the same extraction before. */
export async function examined(
  extraction: Extraction,
  context: CheckContext,
  reread: Reread,
  cache: Cache,
): Promise<Examination> {
  const key = examinationKey(extraction, context);
  const kept = await cache.get<Examination>("checks", key);
  if (kept !== undefined) return kept;
  const examination = await examine(extraction, context, reread);
  await cache.put("checks", key, examination);
  return examination;
}

/** What is known of an extraction from an earlier run. */
export const recalled = (
  extraction: Extraction,
  context: CheckContext,
  cache: Cache,
): Promise<Examination | undefined> => cache.get("checks", examinationKey(extraction, context));

function examinationKey(extraction: Extraction, context: CheckContext): string {
  return keyOf(
    engineOf("model", "normalise", "read", "check", "run"),
    JSON.stringify(extraction),
    knownOf(context),
  );
}

const known = new WeakMap<object, string>();

/** All that the checks know beside the document; hashed once. */
function knownOf(context: CheckContext): string {
  const hash = known.get(context) ?? keyOf(JSON.stringify(context));
  known.set(context, hash);
  return hash;
}

/** An extraction with what was put right in it. */
export function withMended(extraction: Extraction, mended: readonly Observation[]): Extraction {
  if (mended.length === 0) return extraction;
  const byId = new Map(mended.map((o) => [o.observation_id, o]));
  const observations = extraction.observations.map((o) => byId.get(o.observation_id) ?? o);
  return { ...extraction, observations };
}
