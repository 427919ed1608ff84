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

/** Finds the line whose words a line repeats: itself, or for one that takes back what it brought back, if anything. */
export type OriginOf = (decision: Decision) => Decision | undefined;

export function originsIn(decisions: readonly Decision[]): OriginOf {
  const byId = new Map(decisions.map((d) => [d.decision_id, d]));
  const origin: OriginOf = (d) => {
    if (!isUndo(d)) return d;
    const replaced = byId.get(d.supersedes);
    const undone = replaced && origin(replaced);
    const restored = undone && byId.get(undone.supersedes);
    return restored && origin(restored);
  };
  return origin;
}

/** A line that holds, and the one whose words it repeats. */
export interface Standing {
  line: Decision;
  origin: Decision;
}

/** The lines of the last batch of a steward that still hold, also as brought back; empty where there are none. */
export function lastBatch(decisions: readonly Decision[], steward: string): Standing[] {
  const originOf = originsIn(decisions);
  const standing = [...currentDecisions(decisions).values()].flatMap((line): Standing[] => {
    const origin = originOf(line);
    return origin === undefined ? [] : [{ line, origin }];
  });
  const place = new Map(decisions.map((d, i) => [d.decision_id, i]));
  const own = standing.filter(({ origin }) => origin.steward === steward);
  const at = ({ origin }: Standing): number => place.get(origin.decision_id) ?? -1;
  const last = own.toSorted((a, b) => at(b) - at(a))[0];
  return last === undefined ? [] : own.filter(({ origin }) => origin.batch === last.origin.batch);
}

/** What held for an anomaly before one of its decisions; undefined where nothing did. */
export function before(decisions: readonly Decision[], decision: Decision): Decision | undefined {
  return decisions.find((d) => d.decision_id === decision.supersedes);
}
