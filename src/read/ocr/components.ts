import { INKED, type Ink } from "./ink.js";

/** Ink that hangs together, in pixels; `x1` and `bottom` are the first outside. */
export interface Component {
  x0: number;
  top: number;
  x1: number;
  bottom: number;
  /** Pixels of ink. */
  area: number;
}

interface InkRun {
  x0: number;
  x1: number;
  parent: number;
}

/** The connected components of the ink (8-neighbours), by runs and union-find. */
export function componentsOf(ink: Ink): Component[] {
  const runs: (InkRun & { y: number })[] = [];
  let above: number[] = [];
  for (let y = 0; y < ink.height; y++) {
    const here: number[] = [];
    for (const { x0, x1 } of rowRuns(ink, y)) {
      here.push(runs.length);
      runs.push({ x0, x1, y, parent: runs.length });
    }
    link(runs, above, here);
    above = here;
  }
  const found = new Map<number, Component>();
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i];
    if (run === undefined) continue;
    const root = rootOf(runs, i);
    const c = found.get(root);
    const area = run.x1 - run.x0;
    if (c === undefined) found.set(root, { x0: run.x0, x1: run.x1, top: run.y, bottom: run.y + 1, area });
    else {
      c.x0 = Math.min(c.x0, run.x0);
      c.x1 = Math.max(c.x1, run.x1);
      c.bottom = run.y + 1;
      c.area += area;
    }
  }
  return [...found.values()];
}

function rowRuns({ width, level }: Ink, y: number): { x0: number; x1: number }[] {
  const runs: { x0: number; x1: number }[] = [];
  const row = y * width;
  for (let x = 0; x < width; x++) {
    if ((level[row + x] ?? 0) < INKED) continue;
    const x0 = x;
    while (x < width && (level[row + x] ?? 0) >= INKED) x++;
    runs.push({ x0, x1: x });
  }
  return runs;
}

function link(runs: InkRun[], above: readonly number[], here: readonly number[]): void {
  let a = 0;
  for (const h of here) {
    const run = runs[h];
    if (run === undefined) continue;
    while (a < above.length && (runs[above[a] ?? 0]?.x1 ?? 0) < run.x0) a++;
    for (let k = a; k < above.length; k++) {
      const index = above[k] ?? 0;
      if ((runs[index]?.x0 ?? Infinity) > run.x1) break;
      const [p, q] = [rootOf(runs, index), rootOf(runs, h)];
      const root = runs[Math.max(p, q)];
      if (p !== q && root !== undefined) root.parent = Math.min(p, q);
    }
  }
}

function rootOf(runs: InkRun[], i: number): number {
  let at = i;
  for (;;) {
    const run = runs[at];
    if (run === undefined || run.parent === at) return at;
    const up = runs[run.parent];
    if (up !== undefined) run.parent = up.parent;
    at = run.parent;
  }
}
