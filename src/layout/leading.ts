import { sameSize } from "./breaks.js";
import type { PieceFlow } from "./draft.js";

/** Usual distance from one line's top to the next, in sizes, where nothing better is known. */
const LEADING = 1.3;

/** The usual distance between lines of one size, from those that are there. */
export function leadings(flows: readonly PieceFlow[]): (size: number) => number {
  const steps = new Map<number, number[]>();
  for (const flow of flows) {
    const lines = flow.rows.map((row) =>
      row.length === 1 && row[0]?.kind === "line" ? row[0].segment : null,
    );
    for (const [i, line] of lines.entries()) {
      const next = lines[i + 1];
      if (line === null || next === null || next === undefined || !sameSize(line, next)) continue;
      const step = (next.core.top - line.core.top) / line.style.size;
      const key = Math.round(line.style.size);
      if (step <= 0.8 || step >= 1.9) continue;
      const known = steps.get(key);
      if (known === undefined) steps.set(key, [step]);
      else known.push(step);
    }
  }
  return (size) => {
    const known = (steps.get(Math.round(size)) ?? []).sort((a, b) => a - b);
    const usual = known.length >= 3 ? known[Math.floor(known.length * 0.3)]! : LEADING;
    return Math.min(usual, 1.6) * size;
  };
}
