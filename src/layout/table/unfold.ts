import type { Grid, GridCell } from "./grid.js";
import { isFigure, isValue } from "./value.js";

const textOf = (cell: GridCell): string => cell.words.map((w) => w.text).join(" ");

/**
 * A list of names and values set in several pairs of columns (name, value | name, value) as one table of
 * two columns, read pair by pair. Other grids come back as they are.
 */
export function unfolded(grid: Grid): Grid {
  const pairs = grid.columns / 2;
  if (pairs < 2 || !Number.isInteger(pairs) || grid.cells.some((c) => c.columnSpan > 1 || c.rowSpan > 1))
    return grid;
  const headed = repeatsHeader(grid);
  const first = headed ? 1 : 0;
  const body = grid.cells.filter((c) => c.row >= first);
  if (!inPairs(body, grid.columns) || (!headed && grid.rows < 3)) return grid;
  const height = grid.rows - first;
  const cells = grid.cells
    .filter((c) => c.row >= first || c.column < 2)
    .map((c) => ({
      ...c,
      column: c.column % 2,
      row: c.row < first ? c.row : c.row + Math.floor(c.column / 2) * height,
    }));
  const used = Math.max(...cells.map((c) => c.row)) + 1;
  return { ...grid, rows: used, columns: 2, cells };
}

function inPairs(cells: readonly GridCell[], columns: number): boolean {
  for (let column = 0; column < columns; column++) {
    const texts = cells.filter((c) => c.column === column).map(textOf);
    if (texts.length === 0) return false;
    const fits = column % 2 === 0 ? texts.filter((t) => !isValue(t)) : texts.filter(isValue);
    if (fits.length < 0.9 * texts.length) return false;
    if (column % 2 === 1 && !texts.some(isFigure)) return false;
  }
  return true;
}

/** The first row names every pair of columns alike. */
function repeatsHeader(grid: Grid): boolean {
  const head = Array.from({ length: grid.columns }, (_, c) =>
    grid.cells.find((cell) => cell.row === 0 && cell.column === c),
  );
  return head.every((cell, c) => {
    const model = head[c % 2];
    return (
      cell !== undefined && model !== undefined && !isValue(textOf(cell)) && textOf(cell) === textOf(model)
    );
  });
}
