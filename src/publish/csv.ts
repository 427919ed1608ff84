import { stringify } from "csv-stringify/sync";
import { inert } from "./cells.js";
import type { Cell, Table } from "./table.js";

/** Rows turned into text at a time. */
const ROWS_A_PART = 500;

type Written = (cell: Cell) => Cell;

/** A spreadsheet takes none of its cells for a formula. */
const guarded: Written = (cell) => (typeof cell === "string" ? inert(cell) : cell);

/** RFC 4180, UTF-8, `\r\n`, a header line; null is an empty field. In parts, as the rows may be millions. */
export function* csv(columns: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  const parts = partsOf(rows, guarded);
  yield stringify([columns], { record_delimiter: "windows" });
  for (const part of parts) yield stringify(part, { record_delimiter: "windows" });
}

/** Cells as they are, and empty text told from null by its quotes: for programs that take no guards away. */
export function* plainCsv({ columns, rows }: Table): Generator<string> {
  yield stringify([columns.map((c) => c.name)]);
  for (const part of partsOf(rows, (cell) => cell)) yield stringify(part, { quoted_empty: true });
}

function* partsOf(rows: Iterable<readonly Cell[]>, written: Written): Generator<Cell[][]> {
  let part: Cell[][] = [];
  for (const row of rows) {
    part.push(row.map(written));
    if (part.length < ROWS_A_PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

export const tableCsv = (table: Table): Iterable<string> =>
  csv(
    table.columns.map((c) => c.name),
    table.rows,
  );
