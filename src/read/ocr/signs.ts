import type { Component } from "./components.js";

/** Ink that stands over itself: a letter with its dot or accent. */
export interface Sign {
  x0: number;
  x1: number;
  components: Component[];
}

/** The signs of a word from left to right. */
export function signsOf(components: readonly Component[]): Sign[] {
  const signs: Sign[] = [];
  for (const c of components.toSorted((p, q) => p.x0 - q.x0)) {
    const last = signs.at(-1);
    const shared = last === undefined ? 0 : Math.min(last.x1, c.x1) - c.x0;
    if (last !== undefined && shared > 0.5 * Math.min(c.x1 - c.x0, last.x1 - last.x0)) {
      last.components.push(c);
      last.x1 = Math.max(last.x1, c.x1);
    } else signs.push({ x0: c.x0, x1: c.x1, components: [c] });
  }
  return signs;
}
