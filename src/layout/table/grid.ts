import type { Box, Table, Word } from "../../model/index.js";

/** A cell of a table in the making: its slots, its box, the words in it. */
export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  box: Box;
  words: Word[];
}

/** A table in the making. Cells without words are left out; their slots are empty. */
export interface Grid {
  box: Box;
  rows: number;
  columns: number;
  cells: GridCell[];
  ruling: Table["ruling"];
}

const centreX = (box: Box): number => (box.x0 + box.x1) / 2;
const centreY = (box: Box): number => (box.top + box.bottom) / 2;

export function inside(word: Word, box: Box): boolean {
  const x = centreX(word.box);
  const y = centreY(word.box);
  return x >= box.x0 && x <= box.x1 && y >= box.top && y <= box.bottom;
}

/** Share of the smaller box that both cover. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: Box): number => (box.x1 - box.x0) * (box.bottom - box.top);
  return (width * height) / Math.max(Math.min(area(a), area(b)), 0.01);
}

/** The grid without rows and columns in which no cell starts, or only such as go on, spans shortened accordingly. */
export function compact(grid: Grid): Grid {
  const rowOf = renumbering(
    grid.rows,
    grid.cells.map((c) => [c.row, c.rowSpan]),
  );
  const columnOf = renumbering(
    grid.columns,
    grid.cells.map((c) => [c.column, c.columnSpan]),
  );
  const cells = grid.cells.map((c) => ({
    ...c,
    row: rowOf[c.row]!,
    column: columnOf[c.column]!,
    rowSpan: rowOf[c.row + c.rowSpan]! - rowOf[c.row]!,
    columnSpan: columnOf[c.column + c.columnSpan]! - columnOf[c.column]!,
  }));
  return { ...grid, rows: rowOf[grid.rows]!, columns: columnOf[grid.columns]!, cells };
}

/** New number of each old line, where only lines in which something starts are kept. */
function renumbering(count: number, starts: [number, number][]): number[] {
  const kept = new Array<boolean>(count).fill(false);
  for (const [start, span] of starts) if (span === 1 || start === count - 1) kept[start] = true;
  // Where only long spans start and nothing ends before the next kept line, one line will do for both.
  for (const [start, span] of starts) if (!kept.slice(start, start + span).some(Boolean)) kept[start] = true;
  const out: number[] = [];
  let next = 0;
  for (let i = 0; i <= count; i++) {
    out.push(next);
    if (kept[i]) next++;
  }
  return out;
}
