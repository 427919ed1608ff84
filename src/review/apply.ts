import type { Decision, Observation } from "../model/index.js";

/** What the decisions in force make of the observations. */
export interface Applied {
  observations: Observation[];
  /** Decisions whose cells are no longer as the steward saw them; they come back to the queue. */
  stale: Decision[];
}

/** A: ruled upon and found good. U: an anomaly that nobody could resolve touches it (SDMX CL_OBS_STATUS). */
const GOOD = "A";
const DOUBTFUL = "U";

/**
 * Applies decisions, one an anomaly, to observations: corrections go to `obs_value`, what is printed stays in
 * `obs_value_printed`; `obs_status` and `decision_id` say who ruled. Decisions on documents that are not among the
 * observations are left alone. The same input gives the same output; nothing is changed in place.
 */
export function applyDecisions(
  observations: readonly Observation[],
  decisions: readonly Decision[],
): Applied {
  const byId = new Map(observations.map((o) => [o.observation_id, o]));
  const documents = new Set(observations.map((o) => o.document_id));
  const here = decisions.filter((d) => isAbout(d, documents, byId));
  const stale = here.filter((d) => isStale(d, byId));
  const changed = new Map<string, Observation>();
  for (const decision of here)
    if (!stale.includes(decision))
      for (const id of touchedBy(decision)) {
        const o = changed.get(id) ?? byId.get(id);
        if (o !== undefined) changed.set(id, ruled(o, decision));
      }
  return { observations: observations.map((o) => changed.get(o.observation_id) ?? o), stale };
}

function isAbout(d: Decision, documents: ReadonlySet<string>, byId: ReadonlyMap<string, unknown>): boolean {
  if (d.about !== undefined) return documents.has(d.about.document);
  const named = d.anomaly?.documents ?? [];
  if (named.length > 0) return named.every((document) => documents.has(document));
  return d.changes.some((c) => byId.has(c.observation));
}

/** True where a cell is gone, or is no longer printed as the steward saw it. */
export function isStale(decision: Decision, byId: ReadonlyMap<string, Observation>): boolean {
  const seen = decision.seen ?? [];
  const values =
    seen.length > 0 ? seen : decision.changes.map((c) => ({ observation: c.observation, value: c.old }));
  return values.some(({ observation, value }) => {
    if (observation === "") return false;
    const o = byId.get(observation);
    return o === undefined || o.obs_value_printed !== value;
  });
}

/** Observations that a decision says something about. */
function touchedBy({ verdict, changes, anomaly, about }: Decision): string[] {
  const corrected = changes.filter((c) => c.observation !== "").map((c) => c.observation);
  if (verdict === "deferred") return [];
  if (corrected.length > 0) return corrected;
  if (about !== undefined) return [about.observation];
  // A label put right says nothing of the values beside it.
  if (changes.length > 0 || anomaly === undefined) return [];
  const most = Math.max(0, ...anomaly.suspects.map((s) => s.probability));
  const suspects = anomaly.suspects.filter((s) => s.probability >= most / 2).map((s) => s.observation);
  const members = anomaly.observations.filter((o) => o.role !== "label").map((o) => o.observation);
  return isGood(verdict) || suspects.length === 0 ? members : suspects;
}

const isGood = (verdict: Decision["verdict"]): boolean =>
  verdict === "legitimate" || verdict === "not_same_fact";

/** A corrected value is not touched by what is ruled on another anomaly of the same cell. */
function ruled(o: Observation, decision: Decision): Observation {
  const { decision_id, verdict, changes } = decision;
  const change = changes.find((c) => c.observation === o.observation_id);
  if (change !== undefined) return { ...o, obs_value: change.new, obs_status: GOOD, decision_id };
  if (o.obs_value !== o.obs_value_printed) return o;
  const untold = o.obs_status === "V" || o.obs_status === GOOD;
  const status = isGood(verdict) ? GOOD : DOUBTFUL;
  return untold ? { ...o, obs_status: status, decision_id } : { ...o, decision_id };
}
