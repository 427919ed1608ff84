import type { Box } from "../model/index.js";
import type { Pair } from "./keyfigure.js";
import { heightOf, hull } from "./line.js";

/** Height of the number and label together, for judging how close rows of them follow. */
export const pairBox = (pair: Pair): Box => hull([pair.number.box, ...pair.label.map((l) => l.box)]);

/**
 * Rows of numbers of one size, aligned under one another with their labels at the right: the sub-list
 * of a larger figure. Pairs that belong to none come as runs of one.
 */
export function runsOf(pairs: readonly Pair[]): Pair[][] {
  const runs: Pair[][] = [];
  for (const pair of [...pairs].sort((a, b) => a.number.box.top - b.number.box.top)) {
    const run = runs.find((r) => follows(r.at(-1)!, pair));
    if (run === undefined) runs.push([pair]);
    else run.push(pair);
  }
  return runs;
}

function follows(a: Pair, b: Pair): boolean {
  const [n, m] = [a.number, b.number];
  const size = n.style.size;
  const aligned = Math.abs(n.box.x1 - m.box.x1) < 0.5 * size || Math.abs(n.box.x0 - m.box.x0) < 0.5 * size;
  const gap = m.box.top - pairBox(a).bottom;
  const labels = Math.abs((a.label[0]?.box.x0 ?? 0) - (b.label[0]?.box.x0 ?? 0)) < 2.5 * size;
  return (
    a.side === "right" &&
    b.side === "right" &&
    Math.abs(size - m.style.size) <= 0.08 * size &&
    aligned &&
    labels &&
    gap > -0.6 * heightOf(n.box) &&
    gap < 0.75 * size &&
    n.around[0] === m.around[0]
  );
}
