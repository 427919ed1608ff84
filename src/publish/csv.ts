import { stringify } from "csv-stringify/sync";
import { inert } from "./cells.js";
import type { Cell, Table } from "./table.js";

/** RFC 4180, UTF-8, `\r\n`, a header line; null is an empty field. */
export function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const safe = rows.map((row) => row.map((v) => (typeof v === "string" ? inert(v) : v)));
  return stringify(safe, { header: true, columns: [...columns], record_delimiter: "windows" });
}

export const tableCsv = (table: Table): string =>
  csv(
    table.columns.map((c) => c.name),
    table.rows,
  );
