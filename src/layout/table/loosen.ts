import type { Word } from "../../model/index.js";
import { linesOf } from "../line.js";
import { chunkLines } from "./chunks.js";
import type { LatticeCell } from "./lattice.js";
import { isValue } from "./value.js";

/** A lattice cell with its words. */
export interface Filled extends LatticeCell {
  words: Word[];
}

/**
 * Parts high cells where the rows drawn beside them go on through them: values stand in several of these
 * rows, or labels beside such values do. A label over several rows of values stays one cell.
 */
export function loosened(cells: readonly Filled[], ys: readonly number[], space: number): Filled[] {
  const parted = cells.filter((c) => c.rowSpan > 1 && rowsOfValues(c, ys, space).size > 1);
  if (parted.length === 0) return [...cells];
  return cells.flatMap((cell) => {
    const beside = parted.some((p) => p.row < cell.row + cell.rowSpan && p.row + p.rowSpan > cell.row);
    const single = parted.includes(cell) || (beside && cell.rowSpan > 1 && oneLabelEach(cell, ys));
    return single ? byRow(cell, ys) : [cell];
  });
}

const rowAt = (y: number, ys: readonly number[]): number => ys.findLastIndex((top) => top <= y);

function rowsOfValues(cell: Filled, ys: readonly number[], space: number): Set<number> {
  const rows = new Set<number>();
  for (const line of chunkLines(cell.words, space))
    if (line.chunks.some((c) => isValue(c.text))) rows.add(rowAt((line.box.top + line.box.bottom) / 2, ys));
  return rows;
}

/** Most of the rows hold a line of the cell, so that it is labels one below the other. */
function oneLabelEach(cell: Filled, ys: readonly number[]): boolean {
  const rows = new Set(linesOf(cell.words).map((l) => rowAt((l.box.top + l.box.bottom) / 2, ys)));
  return rows.size > 1 && rows.size >= 0.7 * cell.rowSpan;
}

function byRow(cell: Filled, ys: readonly number[]): Filled[] {
  return Array.from({ length: cell.rowSpan }, (_, i) => {
    const row = cell.row + i;
    const words = cell.words.filter((w) => {
      const at = rowAt((w.box.top + w.box.bottom) / 2, ys);
      return at === row;
    });
    const box = { ...cell.box, top: ys[row]!, bottom: ys[row + 1]! };
    return { ...cell, row, rowSpan: 1, box, words };
  }).filter((c) => c.words.length > 0);
}
