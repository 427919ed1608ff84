import type { SchemaElement } from "hyparquet";
import { decimalType, unscaled } from "./decimal.js";
import type { Cell, Column, Table } from "./table.js";

/** Named in the file, so that the bytes do not depend on the writer's own version string. */
const CREATED_BY = "recoupe";
const ROWS_A_GROUP = 100_000;

interface ParquetColumn {
  element: SchemaElement;
  data: (string | number | bigint | null)[];
}

const decimalElement = (name: string, precision: number, scale: number): SchemaElement => ({
  name,
  ...(precision <= 18 ? { type: "INT64" } : { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16 }),
  converted_type: "DECIMAL",
  precision,
  scale,
});

function parquetColumn(column: Column, cells: readonly Cell[]): ParquetColumn {
  const { name } = column;
  const repetition_type = column.required ? "REQUIRED" : "OPTIONAL";
  switch (column.type) {
    case "integer":
      return { element: { name, type: "INT32", repetition_type }, data: cells as (number | null)[] };
    case "number":
      return { element: { name, type: "DOUBLE", repetition_type }, data: cells as (number | null)[] };
    case "decimal": {
      const values = cells as (string | null)[];
      const { precision, scale } = decimalType(values);
      return {
        element: { ...decimalElement(name, precision, scale), repetition_type },
        data: values.map((v) => (v === null ? null : unscaled(v, scale))),
      };
    }
    default:
      return {
        element: { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type },
        data: cells.map((c) => (c === null || c === "" ? (column.required ? "" : null) : String(c))),
      };
  }
}

/**
 * A table as Apache Parquet: exact decimals, 32-bit integers, text in dictionaries; what each column holds stands
 * in the file's key-value metadata (`column:NAME` in English, `column:NAME:fr` in French).
 */
export async function tableParquet(
  table: Table,
  metadata: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columns = table.columns.map((column, i) =>
    parquetColumn(
      column,
      table.rows.map((row) => row[i] ?? null),
    ),
  );
  const buffer = parquetWriteBuffer({
    schema: [{ name: "root", num_children: columns.length }, ...columns.map((c) => c.element)],
    columnData: columns.map(({ element, data }) => ({ name: element.name, data })),
    rowGroupSize: ROWS_A_GROUP,
    createdBy: CREATED_BY,
    kvMetadata: [
      ...Object.entries(metadata).map(([key, value]) => ({ key, value })),
      ...table.columns.flatMap(({ name, en, fr }) => [
        { key: `column:${name}`, value: en },
        { key: `column:${name}:fr`, value: fr },
      ]),
    ],
  });
  return new Uint8Array(buffer);
}
