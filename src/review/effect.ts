import type { Decision } from "../model/index.js";
import type { Change } from "./lines.js";
import { isOpen } from "./state.js";
import type { Item } from "./wire.js";

/** What became of all others than those decided on. */
export function othersIn(
  changes: readonly Change[],
  decided: readonly string[],
): { closed: Item[]; opened: Item[] } {
  const effect = { closed: [] as Item[], opened: [] as Item[] };
  for (const { id, before, after } of changes) {
    if (after === undefined || decided.includes(id)) continue;
    const [was, is] = [before !== undefined && isOpen(before.state), isOpen(after.state)];
    if (was && !is) effect.closed.push(after);
    if (is && !was) effect.opened.push(after);
  }
  return effect;
}

/** Documents that decisions are about. */
export const documentsOf = (decisions: readonly Decision[]): string[] => [
  ...new Set(decisions.flatMap((d) => (d.about ? [d.about.document] : (d.anomaly?.documents ?? [])))),
];
