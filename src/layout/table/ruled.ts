import type { Word } from "../../model/index.js";
import { type Grid, inside } from "./grid.js";
import { type Lattice, lattices } from "./lattice.js";
import { resolve } from "./resolve.js";
import type { Rules } from "./rules.js";

/** Tables whose cells are drawn: groups of connected rules that make several slots. */
export function ruledGrids(words: readonly Word[], rules: Rules, space: number): Grid[] {
  return lattices(rules)
    .filter((l) => l.xs.length > 1 && l.ys.length > 1 && l.xs.length + l.ys.length > 5)
    .map((l) => resolve(l, within(l, words), space, "ruled"))
    .filter((grid) => grid.rows >= 2 && grid.columns >= 2 && grid.cells.length >= 4);
}

function within(lattice: Lattice, words: readonly Word[]): Word[] {
  const { xs, ys } = lattice;
  const box = { x0: xs[0]!, top: ys[0]!, x1: xs.at(-1)!, bottom: ys.at(-1)! };
  return words.filter((w) => inside(w, box));
}
