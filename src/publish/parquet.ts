import type { SchemaElement } from "hyparquet";
import { type DecimalType, decimalMeasure, unscaled } from "./decimal.js";
import type { Cell, Column, Table } from "./table.js";

/** Named in the file, so that the bytes do not depend on the writer's own version string. */
const CREATED_BY = "recoupe";
const ROWS_A_GROUP = 20_000;

/** A column, and how its cells are told in the file. */
interface ParquetColumn {
  element: SchemaElement;
  told: (cell: Cell) => string | number | bigint | null;
}

const decimalElement = (name: string, { precision, scale }: DecimalType): SchemaElement => ({
  name,
  ...(precision <= 18 ? { type: "INT64" } : { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16 }),
  converted_type: "DECIMAL",
  precision,
  scale,
});

function parquetColumn(column: Column, decimal: DecimalType): ParquetColumn {
  const { name } = column;
  const repetition_type = column.required ? "REQUIRED" : "OPTIONAL";
  switch (column.type) {
    case "integer":
      return { element: { name, type: "INT32", repetition_type }, told: (cell) => cell };
    case "number":
      return { element: { name, type: "DOUBLE", repetition_type }, told: (cell) => cell };
    case "decimal":
      return {
        element: { ...decimalElement(name, decimal), repetition_type },
        told: (cell) => (cell === null ? null : unscaled(String(cell), decimal.scale)),
      };
    default:
      return {
        element: { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type },
        told: (cell) => (cell === null || cell === "" ? (column.required ? "" : null) : String(cell)),
      };
  }
}

/** The type of each column, were it one of decimals. */
function decimalsOf({ columns, rows }: Table): DecimalType[] {
  const measures = columns.map(() => decimalMeasure());
  const places = columns.flatMap((c, i) => (c.type === "decimal" ? [i] : []));
  for (const row of rows) for (const i of places) measures[i]?.see((row[i] ?? null) as string | null);
  return measures.map((measure) => measure.type());
}

/**
 * Writes a table as Apache Parquet to `path`: exact decimals, 32-bit integers, text in dictionaries; what each column
 * holds stands in the file's key-value metadata (`column:NAME` in English, `column:NAME:fr` in French). Memory holds one
 * group of rows.
 */
export async function writeParquet(
  path: string,
  table: Table,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const { fileWriter, ParquetWriter } = await import("hyparquet-writer");
  const decimals = decimalsOf(table);
  const columns = table.columns.map((column, i) => parquetColumn(column, decimals[i] as DecimalType));
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [{ name: "root", num_children: columns.length }, ...columns.map((c) => c.element)],
    createdBy: CREATED_BY,
    kvMetadata: [
      ...Object.entries(metadata).map(([key, value]) => ({ key, value })),
      ...table.columns.flatMap(({ name, en, fr }) => [
        { key: `column:${name}`, value: en },
        { key: `column:${name}:fr`, value: fr },
      ]),
    ],
  });
  const group = async (rows: readonly Cell[][]): Promise<void> => {
    await writer.write({
      columnData: columns.map(({ element, told }, i) => ({
        name: element.name,
        data: rows.map((row) => told(row[i] ?? null)),
      })),
      rowGroupSize: ROWS_A_GROUP,
    });
  };
  let rows: Cell[][] = [];
  for (const row of table.rows) {
    rows.push(row);
    if (rows.length < ROWS_A_GROUP) continue;
    await group(rows);
    rows = [];
  }
  if (rows.length > 0) await group(rows);
  await writer.finish();
}
