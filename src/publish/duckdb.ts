import { open, rm, stat } from "node:fs/promises";
import { plainCsv } from "./csv.js";
import { type DecimalMeasure, decimalMeasure } from "./decimal.js";
import type { Cell, Column, Table } from "./table.js";

/** The catalogue's name is part of the file's bytes, so the file is made under the name that it keeps. */
export const DATABASE_FILE = "recoupe.duckdb";

/** With one thread and uncompressed text, the same tables give the same bytes. See also `loading`. */
const SETTINGS = [
  "SET preserve_insertion_order = true",
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  "SET memory_limit = '192MB'",
];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `codelists/sex` is table `code_sex`. */
const sqlName = (table: string): string => table.replace(/^codelists\//, "code_");

function sqlType(column: Column, measure: DecimalMeasure | undefined): string {
  switch (column.type) {
    case "integer":
      return "INTEGER";
    case "number":
      return "DOUBLE";
    case "decimal": {
      const { precision, scale } = (measure ?? decimalMeasure()).type();
      return `DECIMAL(${precision},${scale})`;
    }
    default:
      return "VARCHAR";
  }
}

/** The longest line that is read, bytes, and what is read at a time: else sixteen times the longest line, all of it held. */
const LONGEST_LINE = 1 << 24;
const READ_AT_ONCE = 2 * LONGEST_LINE;

/** Bytes of tables, as CSV, that wait for being put on the disk together. */
const MOST_WAITING = 1 << 24;

/** Compressed text leaves gaps in its blocks that hold whatever the memory held. */
const STABLE_TEXT = " USING COMPRESSION uncompressed";

/**
 * Statements that create a table and fill it from a CSV file without nulls. A cell that fails TRY_CAST leaves a
 * defined value under its null mark; a null that is read leaves whatever the memory held, and other bytes each time.
 */
function loading(table: Table, csv: string, measures: Measures): string[] {
  const name = quoted(sqlName(table.name));
  const columns = table.columns.map((column, i) => ({ column, type: sqlType(column, measures.get(i)) }));
  const declared = columns.map(
    ({ column, type }) =>
      `${quoted(column.name)} ${type}${column.required ? " NOT NULL" : ""}${type === "VARCHAR" ? STABLE_TEXT : ""}`,
  );
  const selected = columns.map(({ column, type }) => {
    if (type !== "VARCHAR") return `TRY_CAST(${quoted(column.name)} AS ${type})`;
    return column.required ? quoted(column.name) : `nullif(${quoted(column.name)}, '')`;
  });
  const names = table.columns.map((c) => `${literal(c.name)}: 'VARCHAR'`).join(", ");
  return [
    `CREATE TABLE ${name} (${declared.join(", ")})`,
    `INSERT INTO ${name} SELECT ${selected.join(", ")} FROM read_csv(${literal(csv)}, header = true, auto_detect = false,
      delim = ',', quote = '"', escape = '"', nullstr = '\u0001', parallel = false, max_line_size = ${LONGEST_LINE}, buffer_size = ${READ_AT_ONCE}, columns = {${names}})`,
    `COMMENT ON TABLE ${name} IS ${literal(table.fr)}`,
    ...table.columns.map((c) => `COMMENT ON COLUMN ${name}.${quoted(c.name)} IS ${literal(c.fr)}`),
  ];
}

/** Of the columns of decimals, by place. */
type Measures = ReadonlyMap<number, DecimalMeasure>;

/** Writes a table as CSV, without guards, and finds what its decimals need. */
async function written(table: Table, path: string): Promise<Measures> {
  const measures = new Map(
    table.columns.flatMap((c, i) => (c.type === "decimal" ? [[i, decimalMeasure()] as const] : [])),
  );
  const rows = {
    *[Symbol.iterator](): Generator<Cell[]> {
      for (const row of table.rows) {
        for (const [i, measure] of measures) measure.see((row[i] ?? null) as string | null);
        yield row;
      }
    },
  };
  const file = await open(path, "w");
  try {
    for (const part of plainCsv({ ...table, rows })) await file.writeFile(part);
  } finally {
    await file.close();
  }
  return measures;
}

/**
 * Writes the tables and views as one DuckDB database to `path`, whose last part is `DATABASE_FILE`. Text is as printed,
 * without the guards that CSV cells bear. What it needs meanwhile stands beside it.
 */
export async function writeDatabase(
  path: string,
  tables: readonly Table[],
  views: readonly string[],
): Promise<void> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const csv = `${path}.csv`;
  try {
    const instance = await DuckDBInstance.create(path, { threads: "1", default_block_size: "16384" });
    const connection = await instance.connect();
    try {
      for (const setting of SETTINGS) await connection.run(setting);
      // As one, so that the disk is waited for once; of long tables each by itself, as memory holds what waits.
      await connection.run("BEGIN");
      let waiting = 0;
      for (const table of tables) {
        const measures = await written(table, csv);
        for (const statement of loading(table, csv, measures)) await connection.run(statement);
        waiting += (await stat(csv)).size;
        if (waiting < MOST_WAITING) continue;
        for (const statement of ["COMMIT", "CHECKPOINT", "BEGIN"]) await connection.run(statement);
        waiting = 0;
      }
      for (const view of views) await connection.run(view);
      await connection.run("COMMIT");
      await connection.run("CHECKPOINT");
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } finally {
    for (const left of [csv, `${path}.tmp`]) await rm(left, { recursive: true, force: true });
  }
}
