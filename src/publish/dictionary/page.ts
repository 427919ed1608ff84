import type { Column, Table } from "../table.js";

const inCell = (text: string): string => text.replaceAll("|", "\\|");

function valuesOf({ codes, refers, among, pattern, least, most }: Column, table: Table): string {
  if (codes !== undefined) return `[${codes}](#code-lists)`;
  if (refers !== undefined) return `\`${refers.table ?? table.name}.${refers.column}\``;
  if (among !== undefined) return among.map((v) => `\`${v}\``).join(" ");
  if (pattern !== undefined) return `\`${pattern}\``;
  if (least !== undefined) return most === undefined ? `≥ ${least}` : `${least}–${most}`;
  return "";
}

function section(table: Table): string[] {
  return [
    `## ${table.name}.csv`,
    "",
    `${table.en} / ${table.fr}. Key: ${table.key.map((k) => `\`${k}\``).join(", ")}.`,
    "",
    "| column | type | values | meaning | signification |",
    "| --- | --- | --- | --- | --- |",
    ...table.columns.map(
      (c) =>
        `| \`${c.name}\` | ${c.type}${c.required ? ", required" : ""} | ${inCell(valuesOf(c, table))} | ${inCell(c.en)} | ${inCell(c.fr)} |`,
    ),
    "",
  ];
}

/** The data dictionary as Markdown: every table, its key and its columns, in both languages. */
export function dictionaryPage(tables: readonly Table[]): string {
  const lists = tables.filter((t) => t.name.startsWith("codelists/"));
  const indicators = lists.filter((t) => t.name === "codelists/indicator");
  const [list] = lists.filter((t) => t.name !== "codelists/indicator");
  const names = lists.map((t) => `\`${t.name.replace("codelists/", "")}\``).join(", ");
  return [
    "# Data dictionary",
    "",
    "Columns of the tables of a publication, the same in CSV, Parquet and DuckDB (where code lists are named `code_…`).",
    "An empty cell of a CSV file is a missing value. `decimal` is exact; `number` is an estimate.",
    "",
    ...tables.filter((t) => !t.name.startsWith("codelists/")).flatMap(section),
    "## Code lists",
    "",
    `One file a list under \`codelists/\`: ${names}.`,
    "",
    ...(list === undefined ? [] : section({ ...list, name: "codelists/*", en: "Codes", fr: "Codes" })),
    ...indicators.flatMap(section),
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}
