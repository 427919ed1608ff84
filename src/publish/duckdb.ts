import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { Fault } from "../model/index.js";
import { decimalType } from "./decimal.js";
import type { Column, Table } from "./table.js";

/** The catalogue's name is part of the file's bytes, so it is always the same. */
const FILE = "recoupe.duckdb";

/** With one thread and uncompressed text, the same tables give the same bytes. See also `loading`. */
const SETTINGS = [
  "SET preserve_insertion_order = true",
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `codelists/sex` is table `code_sex`. */
const sqlName = (table: string): string => table.replace(/^codelists\//, "code_");

function sqlType(column: Column, cells: Iterable<string | null>): string {
  switch (column.type) {
    case "integer":
      return "INTEGER";
    case "number":
      return "DOUBLE";
    case "decimal": {
      const { precision, scale } = decimalType(cells);
      return `DECIMAL(${precision},${scale})`;
    }
    default:
      return "VARCHAR";
  }
}

/** Compressed text leaves gaps in its blocks that hold whatever the memory held. */
const STABLE_TEXT = " USING COMPRESSION uncompressed";

/**
 * Statements that create a table and fill it from a CSV file without nulls. A cell that fails TRY_CAST leaves a
 * defined value under its null mark; a null that is read leaves whatever the memory held, and other bytes each time.
 */
function loading(table: Table, csv: string): string[] {
  const name = quoted(sqlName(table.name));
  const columns = table.columns.map((column, i) => ({
    column,
    type: sqlType(
      column,
      table.rows.map((row) => row[i] as string | null),
    ),
  }));
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
      delim = ',', quote = '"', escape = '"', nullstr = '\u0001', parallel = false, max_line_size = 16777216, columns = {${names}})`,
    `COMMENT ON TABLE ${name} IS ${literal(table.fr)}`,
    ...table.columns.map((c) => `COMMENT ON COLUMN ${name}.${quoted(c.name)} IS ${literal(c.fr)}`),
  ];
}

const plainCsv = ({ columns, rows }: Table): string =>
  stringify(rows, { header: true, columns: columns.map((c) => c.name), quoted_empty: true });

/** The tables and views as one DuckDB database. Text is as printed, without the guards that CSV cells bear. */
export async function databaseFile(tables: readonly Table[], views: readonly string[]): Promise<Uint8Array> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const folder = await mkdtemp(join(tmpdir(), "recoupe-duckdb-"));
  try {
    const path = join(folder, FILE);
    const instance = await DuckDBInstance.create(path, { threads: "1", default_block_size: "16384" });
    const connection = await instance.connect();
    try {
      for (const setting of SETTINGS) await connection.run(setting);
      for (const table of tables) {
        const csv = join(folder, "table.csv");
        await writeFile(csv, plainCsv(table));
        for (const statement of loading(table, csv)) await connection.run(statement);
      }
      for (const view of views) await connection.run(view);
      await connection.run("CHECKPOINT");
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
    return await readFile(path);
  } catch (cause) {
    throw new Fault({
      file: folder,
      message: `the database cannot be made there (${cause instanceof Error ? cause.message : String(cause)}).`,
      remedy: "Free some space there, or name another folder for temporary files in TMPDIR.",
      cause,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
