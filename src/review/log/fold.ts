import type { Decision } from "../../model/index.js";

/** What now holds for each anomaly that was ever ruled upon: its last line. In the order of the log. */
export function currentDecisions(decisions: readonly Decision[]): Map<string, Decision> {
  const current = new Map<string, Decision>();
  for (const decision of decisions) {
    current.delete(decision.anomaly_id);
    current.set(decision.anomaly_id, decision);
  }
  return current;
}

/** A decision that puts off, or takes back, leaves its anomaly open. */
export const isRuling = (decision: Decision | undefined): decision is Decision =>
  decision !== undefined && decision.verdict !== "deferred";

const UNDONE = "undo:";

/** Batch of the lines that take back `batch`. */
export const undoBatch = (batch: string): string => `${UNDONE}${batch}`;

/** True for lines that take others back. */
export const isUndo = (decision: Decision): boolean => decision.batch.startsWith(UNDONE);

/**
 * The lines of the last batch of a steward that still hold and were not taken back; empty where there are none.
 */
export function lastBatch(decisions: readonly Decision[], steward: string): Decision[] {
  const current = new Set([...currentDecisions(decisions).values()].map((d) => d.decision_id));
  const last = decisions.findLast((d) => d.steward === steward && !isUndo(d) && current.has(d.decision_id));
  return last === undefined
    ? []
    : decisions.filter((d) => d.batch === last.batch && current.has(d.decision_id));
}

/** What held for an anomaly before one of its decisions; undefined where nothing did. */
export function before(decisions: readonly Decision[], decision: Decision): Decision | undefined {
  return decisions.find((d) => d.decision_id === decision.supersedes);
}
