import type { Word } from "../../model/index.js";
import { compact, type Grid, inside } from "./grid.js";
import { type Lattice, lattices } from "./lattice.js";
import type { Rules } from "./rules.js";

/** Tables whose cells are drawn: groups of connected rules that make two rows and two columns at least. */
export function ruledGrids(words: readonly Word[], rules: Rules): Grid[] {
  return lattices(rules)
    .filter((l) => l.xs.length > 2 && l.ys.length > 2)
    .map((l) => filled(l, words))
    .filter((grid) => grid.rows >= 2 && grid.columns >= 2 && grid.cells.length >= 4);
}

function filled(lattice: Lattice, words: readonly Word[]): Grid {
  const { xs, ys } = lattice;
  const box = { x0: xs[0]!, top: ys[0]!, x1: xs.at(-1)!, bottom: ys.at(-1)! };
  const within = words.filter((w) => inside(w, box));
  const cells = lattice.cells
    .map((cell) => ({ ...cell, words: within.filter((w) => inside(w, cell.box)) }))
    .filter((cell) => cell.words.length > 0);
  return compact({ box, rows: ys.length - 1, columns: xs.length - 1, cells, ruling: "ruled" });
}
