import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Grid } from "./peer.js";

/** A cell of a golden table: the value, and the labels of its row and its column, as printed. */
export interface GoldenCell {
  page: number;
  row: string;
  column: string;
  text: string;
}

/** Cells that the golden file of a facsimile takes from tables: those with a column. */
export function goldenCells(file: string): GoldenCell[] {
  const rows: Record<string, string>[] = parse(readFileSync(file, "utf8"), { columns: true, bom: true });
  return rows
    .filter((row) => row.source_column !== "" && row.source_text !== "")
    .map((row) => ({
      page: Number(row.source_page),
      row: ownLabel(row.source_row),
      column: ownLabel(row.source_column),
      text: row.source_text ?? "",
    }));
}

/** Of `group > label` the label: what groups the lines or columns stands apart. */
const ownLabel = (path = ""): string => path.split(" > ").at(-1) ?? "";

export interface Recall {
  cells: number;
  /** Cells found in one row with the label of their row. */
  beside: number;
  /** Those that stand in one column with the label of their column, too. */
  placed: number;
}

/** How many golden cells stand where they belong in the tables that a tool found. Page 0 of a grid stands for any. */
export function recallOf(cells: readonly GoldenCell[], grids: readonly Grid[]): Recall {
  const filled = grids.map((grid) => ({ page: grid.page, rows: withSpans(grid.rows) }));
  const found = { cells: cells.length, beside: 0, placed: 0 };
  for (const cell of cells) {
    const here = filled.filter((grid) => grid.page === 0 || grid.page === cell.page);
    if (here.some((grid) => stands(cell, grid.rows, () => true))) found.beside += 1;
    if (here.some((grid) => stands(cell, grid.rows, (r, c) => under(cell.column, grid.rows, r, c))))
      found.placed += 1;
  }
  return found;
}

/** White space, case and typographic apostrophes aside. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\u00ad]+/g, "")
    .replaceAll("’", "'")
    .toLowerCase();

function stands(
  cell: GoldenCell,
  rows: readonly (readonly string[])[],
  column: (row: number, column: number) => boolean,
): boolean {
  const [text, label] = [plain(cell.text), plain(cell.row)];
  return rows.some(
    (row, r) =>
      (label === "" || row.some((other) => plain(other) === label)) &&
      row.some((own, c) => plain(own) === text && column(r, c)),
  );
}

/** Whether what stands above a place, from the top down, makes the label of its column, or ends on it. */
function under(label: string, rows: readonly (readonly string[])[], row: number, column: number): boolean {
  const wanted = plain(label);
  const above = rows.slice(0, row).map((other) => plain(other[column] ?? ""));
  return above.some((_, from) =>
    above.slice(from).some((__, n) => above.slice(from, from + n + 1).join("") === wanted),
  );
}

/** Where a neighbouring cell reaches over a place, its text: that at the left, else that above. */
function withSpans(rows: readonly (readonly (string | null)[])[]): string[][] {
  const filled: string[][] = [];
  for (const row of rows) {
    const own: string[] = [];
    for (const [c, text] of row.entries()) own.push(text ?? own[c - 1] ?? filled.at(-1)?.[c] ?? "");
    filled.push(own);
  }
  return filled;
}
