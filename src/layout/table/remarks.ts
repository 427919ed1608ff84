import type { Word } from "../../model/index.js";
import type { Grid, GridCell } from "./grid.js";
import { median } from "./median.js";
import { isTotal, isValue, startsWithFigure } from "./value.js";

/** A grid, the title that stood in its first row and the remarks that stood in its last rows. */
export interface Remarked {
  grid: Grid;
  title: Word[];
  remarks: Word[][];
}

const TITLE = /^(?:table(?:au)?|exhibit|annexe)\s+[\dIVXA-Z]/i;
const MARK = /^(?:\*|\(?\d{1,2}\)|sources?\b|notes?\b|n\.?b\.?\b|champ\b|lecture\b)/i;

/**
 * Takes the title out of the first row and remarks out of the last ones: one text over the whole width,
 * the remarks marked or set smaller, and no total.
 */
export function withoutRemarks(grid: Grid): Remarked {
  const remarks: Word[][] = [];
  let rows = grid.rows;
  let cells = grid.cells;
  while (rows > 2) {
    const last = cells.filter((c) => c.row === rows - 1);
    const high = cells.some((c) => c.row < rows - 1 && c.row + c.rowSpan > rows - 1);
    if (last.length !== 1 || high || !isRemark(last[0]!, cells, grid.columns)) break;
    remarks.unshift(last[0]!.words);
    cells = cells.filter((c) => c !== last[0]);
    rows--;
  }
  const first = cells.filter((c) => c.row === 0);
  if (rows < 3 || first.length !== 1 || !isTitle(first[0]!, grid.columns))
    return { grid: { ...grid, rows, cells }, title: [], remarks };
  const below = cells.filter((c) => c !== first[0]).map((c) => ({ ...c, row: c.row - 1 }));
  return { grid: { ...grid, rows: rows - 1, cells: below }, title: first[0]!.words, remarks };
}

const isTitle = (cell: GridCell, columns: number): boolean =>
  cell.rowSpan === 1 && cell.columnSpan === columns && TITLE.test(cell.words.map((w) => w.text).join(" "));

function isRemark(cell: GridCell, cells: readonly GridCell[], columns: number): boolean {
  const text = cell.words.map((w) => w.text).join(" ");
  if (cell.columnSpan < columns || columns < 2 || isTotal(text) || isValue(text)) return false;
  const size = median(cells.filter((c) => c !== cell).flatMap((c) => c.words.map((w) => w.size)));
  const smaller = median(cell.words.map((w) => w.size)) < 0.9 * size;
  return MARK.test(text) || (smaller && !startsWithFigure(text));
}
