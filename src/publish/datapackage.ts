import { type LongDataset, plainLine } from "../model/index.js";
import type { Column, Table } from "./table.js";

/** A table and its CSV, as written. */
export interface PackagedTable {
  table: Table;
  bytes: number;
  sha256: string;
}

const resourceName = (table: string): string => table.replaceAll(/[/_]/g, "-");

const TYPES = { string: "string", integer: "integer", decimal: "number", number: "number" } as const;

function field(column: Column): object {
  const constraints = {
    ...(column.required ? { required: true } : {}),
    ...(column.among ? { enum: column.among } : {}),
    ...(column.pattern ? { pattern: column.pattern } : {}),
    ...(column.least === undefined ? {} : { minimum: column.least }),
    ...(column.most === undefined ? {} : { maximum: column.most }),
  };
  return {
    name: column.name,
    type: TYPES[column.type],
    title: column.fr,
    description: column.en,
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}

/** A key into the table itself names the table too: readers of versions 1 and 2 of the standard both take that. */
function foreignKeys({ name, columns }: Table): object[] {
  return columns.flatMap((column) => {
    const { codes, refers } = column;
    if (codes !== undefined) {
      const resource = resourceName(`codelists/${codes}`);
      return [{ fields: [column.name], reference: { resource, fields: ["code"] } }];
    }
    if (refers === undefined) return [];
    const resource = resourceName(refers.table ?? name);
    return [{ fields: [column.name], reference: { resource, fields: [refers.column] } }];
  });
}

function resource({ table, bytes, sha256 }: PackagedTable): object {
  const keys = foreignKeys(table);
  return {
    name: resourceName(table.name),
    type: "table",
    path: `${table.name}.csv`,
    title: table.fr,
    description: table.en,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    dialect: { delimiter: ",", lineTerminator: "\r\n", quoteChar: '"', doubleQuote: true, header: true },
    bytes,
    hash: `sha256:${sha256}`,
    schema: {
      $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
      fieldsMatch: ["exact"],
      fields: table.columns.map(field),
      primaryKey: table.key,
      ...(keys.length > 0 ? { foreignKeys: keys } : {}),
      missingValues: [""],
    },
  };
}

/** The descriptor of a publication (Data Package v2, https://datapackage.org), over its CSV files. */
export function datapackageJson(dataset: LongDataset, tables: readonly PackagedTable[]): string {
  const { version } = dataset;
  const descriptor = {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "recoupe-observations",
    title: "Chiffres des rapports d'activité de l'emploi des jeunes, vérifiés et sourcés",
    description: "Figures of activity reports of public-employment bodies, checked, each with its page.",
    keywords: ["mission locale", "emploi des jeunes", "rapport d'activité", "open data"],
    version: `${version.engine}+${version.rules.slice(0, 8)}.${version.inputs.slice(0, 8)}`,
    ...(version.created === "" ? {} : { created: version.created }),
    recoupe: version,
    licenses: [
      {
        name: "etalab-2.0",
        title: "Licence Ouverte 2.0",
        path: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
      },
    ],
    sources: dataset.documents
      .filter((d) => d.sha256 !== "")
      .map((d) => ({
        title: plainLine(d.document_id || d.file),
        path: plainLine(d.file.replace(/^.*[\\/]/, "")),
        version: `sha256:${d.sha256}`,
      })),
    resources: tables.map(resource),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}
