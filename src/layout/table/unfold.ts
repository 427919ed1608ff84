import type { Grid, GridCell } from "./grid.js";
import { isFigure, isValue } from "./value.js";

/** The white between the pairs of a list at most, in sizes of type. */
const GUTTER = 6;

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

/** Lists of pairs without lines, found as grids beside one another with the same rows, made one. */
export function joinedLists(grids: readonly Grid[]): Grid[] {
  const chains: Grid[][] = [];
  for (const grid of [...grids].sort((a, b) => a.box.x0 - b.box.x0)) {
    const chain = chains.find((c) => isRestOfList(c.at(-1)!, grid));
    if (chain === undefined) chains.push([grid]);
    else chain.push(grid);
  }
  return chains.map((chain) => chain.reduce(appended));
}

/** The heads of a list: a row that holds no value. */
const headOf = ({ cells }: Grid): string[] => {
  const first = cells.filter((c) => c.row === 0).map(textOf);
  return first.some(isValue) ? [] : first;
};

function isRestOfList(left: Grid, right: Grid): boolean {
  const [head, other] = [headOf(left), headOf(right)];
  if (head.join("\n") !== other.join("\n")) return false;
  const isList = (g: Grid): boolean =>
    g.ruling === "unruled" && g.columns === 2 && g.rows >= 3 && inPairs(bodyOf(g, head), 2);
  if (!isList(left) || !isList(right)) return false;
  const size = left.cells[0]!.words[0]!.size;
  const gap = right.box.x0 - left.box.x1;
  const sameTop = Math.abs(left.box.top - right.box.top) < 0.3 * size;
  const sameRows = left.rows === right.rows || left.rows === right.rows + 1;
  return sameTop && sameRows && gap > 0 && gap < GUTTER * size;
}

const bodyOf = ({ cells }: Grid, head: readonly string[]): GridCell[] =>
  cells.filter((c) => head.length === 0 || c.row > 0);

/** The rows of the right list under those of the left one, its heads, if any, left out. */
function appended(left: Grid, right: Grid): Grid {
  const head = headOf(right);
  const skipped = head.length > 0 ? 1 : 0;
  const box = {
    x0: left.box.x0,
    top: Math.min(left.box.top, right.box.top),
    x1: right.box.x1,
    bottom: Math.max(left.box.bottom, right.box.bottom),
  };
  const rest = bodyOf(right, head).map((c) => ({ ...c, row: c.row + left.rows - skipped }));
  return { ...left, box, rows: left.rows + right.rows - skipped, cells: [...left.cells, ...rest] };
}
