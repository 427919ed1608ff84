import { join } from "node:path";
import type { Anomaly, Decision, Extraction } from "../model/index.js";
import { applyDecisions, currentDecisions, decisionLog, decisionsCsv, LOG_FILE } from "../review/index.js";

/** A checked run, with what stewards decided applied. */
export interface Decided {
  /** With the values retained. */
  extractions: Extraction[];
  /** What still does not hold, and is not said to be right. */
  anomalies: Anomaly[];
  /** The same with what is said to be right. */
  everything: Anomaly[];
  /** Ids of all that showed, before and after the decisions. */
  found: ReadonlySet<string>;
  /** Decisions whose anomaly is gone, or whose cells are printed otherwise now: to be looked at again. */
  stale: Decision[];
}

type Check = (extractions: readonly Extraction[]) => Promise<Anomaly[]>;

/** The decisions that hold in a folder; none where nobody has decided. Throws `Fault` where the log was altered. */
export async function decisionsIn(out: string): Promise<Decision[]> {
  return [...currentDecisions(await decisionLog(join(out, LOG_FILE)).read()).values()];
}

/**
 * Checks what is printed, applies the decisions on what that shows, and checks again with the values retained, until
 * no decision is left that is about a new finding: a correction may uncover what another decision is about.
 */
export async function checkDecided(
  extractions: readonly Extraction[],
  decisions: readonly Decision[],
  check: Check,
): Promise<Decided> {
  let anomalies = await check(extractions);
  let decided = [...extractions];
  const found = new Set(anomalies.map((a) => a.anomaly_id));
  const applied = new Set<Decision>();
  const stale = new Set<Decision>();
  for (;;) {
    const fresh = decisions.filter((d) => !applied.has(d) && found.has(d.anomaly_id));
    if (fresh.length === 0) break;
    for (const decision of fresh) applied.add(decision);
    const result = applyAll(
      extractions,
      decisions.filter((d) => applied.has(d)),
    );
    for (const decision of result.stale) stale.add(decision);
    decided = result.extractions;
    anomalies = await check(decided);
    for (const { anomaly_id } of anomalies) found.add(anomaly_id);
  }
  for (const decision of gone(extractions, decisions, found)) stale.add(decision);
  const closed = new Set([...applied].filter((d) => !stale.has(d) && closes(d)).map((d) => d.anomaly_id));
  return {
    extractions: decided,
    anomalies: anomalies.filter((a) => !closed.has(a.anomaly_id)),
    everything: anomalies,
    found,
    stale: [...stale],
  };
}

/** Right as printed, not comparable, or a label whose right spelling is known: nothing is left to tell. */
const closes = ({ verdict, changes }: Decision): boolean =>
  verdict === "legitimate" ||
  verdict === "not_same_fact" ||
  (verdict === "corrected" && changes.some((c) => c.observation === ""));

/** Decisions on documents of this run whose anomaly no longer shows. */
function gone(
  extractions: readonly Extraction[],
  decisions: readonly Decision[],
  found: ReadonlySet<string>,
): Decision[] {
  const documents = new Set(extractions.map((e) => e.document.document_id));
  return decisions.filter((d) => {
    const named = d.anomaly?.documents ?? [];
    const here = named.length > 0 && named.every((document) => documents.has(document));
    return here && d.verdict !== "deferred" && !found.has(d.anomaly_id);
  });
}

function applyAll(
  extractions: readonly Extraction[],
  decisions: readonly Decision[],
): { extractions: Extraction[]; stale: Decision[] } {
  const { observations, stale } = applyDecisions(
    extractions.flatMap((e) => e.observations),
    decisions,
  );
  let taken = 0;
  const applied = extractions.map((e) => {
    const own = observations.slice(taken, taken + e.observations.length);
    taken += e.observations.length;
    return { ...e, observations: own };
  });
  return { extractions: applied, stale };
}

/** The log of a folder, verified: how many lines and how many that hold, and the log as a CSV table. */
export async function decisionsReport(out: string): Promise<{ lines: number; inForce: number; csv: string }> {
  const decisions = await decisionLog(join(out, LOG_FILE)).read();
  const inForce = [...currentDecisions(decisions).values()].filter((d) => d.verdict !== "deferred").length;
  return { lines: decisions.length, inForce, csv: decisionsCsv(decisions) };
}
