import type { Item, State, Subject } from "./wire.js";

const WEIGHT = { error: 3, warning: 2, info: 1 } as const;
const STATES: readonly State[] = ["stale", "open", "deferred", "unsigned", "settled", "decided"];

/**
 * The order in which anomalies are worth a steward's time: those with a common cause first, the largest groups
 * before; then by impact × ambiguity × severity. What we may have misread comes before what is misprinted.
 * What is decided comes last.
 */
export function inQueueOrder(items: readonly Item[], anomalies: ReadonlyMap<string, Subject>): Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  const worth = new Map([...groups].map(([group, members]) => [group, worthOf(members, anomalies)]));
  const state = (item: Item): number => (item.state === "decided" || item.state === "settled" ? 1 : 0);
  return items.toSorted((a, b) => {
    if (a.group === b.group)
      return state(a) - state(b) || STATES.indexOf(a.state) - STATES.indexOf(b.state) || order(a, b);
    const one = worth.get(a.group) ?? NONE;
    const two = worth.get(b.group) ?? NONE;
    return (
      one.closed - two.closed ||
      two.severity - one.severity ||
      two.size - one.size ||
      two.score - one.score ||
      (a.group < b.group ? -1 : 1)
    );
  });
}

const order = (a: Item, b: Item): number => a.page - b.page || (a.id < b.id ? -1 : 1);

interface Worth {
  closed: number;
  /** Whether there is more than information among its members. */
  severity: number;
  size: number;
  score: number;
}
const NONE: Worth = { closed: 1, severity: 0, size: 0, score: 0 };

function worthOf(members: readonly Item[], anomalies: ReadonlyMap<string, Subject>): Worth {
  const open = members.filter((m) => m.state !== "decided" && m.state !== "settled");
  const counted = open.length > 0 ? open : members;
  return {
    closed: open.length > 0 ? 0 : 1,
    severity: counted.some((m) => m.severity !== "info") ? 1 : 0,
    size: counted.length > 1 ? counted.length : 0,
    score: Math.max(...counted.map((m) => scoreOf(anomalies.get(m.id)))),
  };
}

function scoreOf(anomaly: Subject | undefined): number {
  if (anomaly === undefined) return 0;
  const certainty = Math.max(0, ...anomaly.proposals.map((p) => p.probability));
  const ours = anomaly.origin === "source" ? 1 : 4;
  return impactOf(anomaly) * (1.1 - certainty) * WEIGHT[anomaly.severity] * ours;
}

/** How much of the value is at stake, times how many values it touches. */
function impactOf({ difference, stated, expected, observations }: Subject): number {
  const largest = Math.max(Math.abs(Number(stated)), Math.abs(Number(expected)));
  const relative = difference === null || !(largest > 0) ? 0.1 : Math.abs(Number(difference)) / largest;
  return Math.min(1, relative) * Math.sqrt(observations.length);
}

/** Label mistakes that are one mistake made again, in whatever report; others are alike only to themselves. */
export function likenessOf(anomaly: Subject): string {
  const ofLabel = anomaly.proposals.some((p) => p.observation === "");
  return ofLabel ? `${anomaly.check}|${anomaly.stated}|${anomaly.expected}` : anomaly.anomaly_id;
}
