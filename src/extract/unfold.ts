import { cellValue } from "./cell-value.js";
import { cellAt, type Grid, type GridCell } from "./grid.js";

/** Whether a table's columns are pairs, label then value, under no header or one header repeated. */
function isPaired(grid: Grid): boolean {
  if (grid.columns < 4 || grid.columns % 2 !== 0 || grid.headerRows > 1) return false;
  const body = grid.cells.filter((cell) => cell.row >= grid.headerRows && cell.text !== "");
  const plain = body.every((cell) => cell.rowSpan === 1 && cell.columnSpan === 1);
  const labels = body.filter((cell) => cell.column % 2 === 0);
  const values = body.filter((cell) => cell.column % 2 === 1);
  const told = labels.every((cell) => /\p{L}/u.test(cell.text) && cellValue(cell.text) === null);
  return (
    plain &&
    values.length > 0 &&
    told &&
    values.every((cell) => cellValue(cell.text) !== null) &&
    repeats(grid)
  );
}

function repeats(grid: Grid): boolean {
  if (grid.headerRows === 0) return true;
  const header = Array.from({ length: grid.columns }, (_, column) => cellAt(grid, 0, column)?.text ?? "");
  return header.every((text, column) => text === header[column % 2]);
}

/** A table of several pairs of columns (name, value | name, value) as one table of two columns. */
export function unfold(grid: Grid): Grid {
  if (!isPaired(grid)) return grid;
  const height = grid.rows - grid.headerRows;
  const moved = (cell: GridCell): GridCell[] => {
    const pair = Math.floor(cell.column / 2);
    if (cell.row < grid.headerRows) return pair === 0 ? [cell] : [];
    return [{ ...cell, row: cell.row + pair * height, column: cell.column % 2 }];
  };
  return {
    ...grid,
    rows: grid.headerRows + height * (grid.columns / 2),
    columns: 2,
    cells: grid.cells.flatMap(moved),
    stubColumns: 1,
    totalRows: new Set(),
    totalColumns: new Set(),
    groupRows: new Set(),
  };
}
