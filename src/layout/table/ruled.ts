import type { Word } from "../../model/index.js";
import { acceptRuled } from "./accept.js";
import { type Grid, inside } from "./grid.js";
import { type Lattice, latticeOf, lattices } from "./lattice.js";
import { headTop } from "./raised.js";
import { resolve } from "./resolve.js";
import type { Rules } from "./separators.js";

/** Tables whose cells are drawn: groups of connected rules that make several slots. */
export function ruledGrids(words: readonly Word[], rules: Rules, space: number): Grid[] {
  return lattices(rules)
    .filter((l) => l.xs.length > 1 && l.ys.length > 1 && l.xs.length + l.ys.length > 5)
    .flatMap((l) => {
      const read = resolve(l, within(l, words), space, "ruled");
      const grid: Grid = drawsCells(l, read) ? read : { ...read, ruling: "partial" };
      return acceptRuled(grid, drawnColumns(l)) ? [headed(grid, l, words, space, rules)] : [];
    });
}

/** The grid with the header that stands above its first line, where its own rows name no columns. */
function headed(grid: Grid, lattice: Lattice, words: readonly Word[], space: number, rules: Rules): Grid {
  const top = headTop(grid, words, space, rules);
  if (top === undefined) return grid;
  const head = { at: top, from: lattice.xs[0]!, to: lattice.xs.at(-1)! };
  const { horizontal, vertical } = lattice.rules;
  const raised = latticeOf({ horizontal: [head, ...horizontal], vertical });
  return resolve(raised, within(raised, words), space, grid.ruling);
}

/** Whether most rows and columns are drawn, and not a frame and heads alone. */
const drawsCells = ({ xs, ys }: Lattice, { rows, columns }: Grid): boolean =>
  columns < 2 * (xs.length - 1) && rows < 2 * (ys.length - 1);

/** In how many columns most rows have a cell of their own. */
function drawnColumns(lattice: Lattice): number {
  const own = lattice.cells.filter((c) => c.columnSpan === 1);
  const rows = lattice.ys.length - 1;
  return lattice.xs.slice(1).filter((_, c) => {
    const height = own.filter((cell) => cell.column === c).reduce((n, cell) => n + cell.rowSpan, 0);
    return height >= 0.5 * rows;
  }).length;
}

function within(lattice: Lattice, words: readonly Word[]): Word[] {
  const { xs, ys } = lattice;
  const box = { x0: xs[0]!, top: ys[0]!, x1: xs.at(-1)!, bottom: ys.at(-1)! };
  return words.filter((w) => inside(w, box));
}
