import { createHash } from "node:crypto";
import type { Dataset } from "../model/index.js";
import {
  ANOMALY_MEANINGS,
  type ColumnMeaning,
  DOCUMENT_MEANINGS,
  FIGURE_MEANINGS,
  OBSERVATION_MEANINGS,
} from "./dictionary.js";

/** A file of the package, for its `bytes` and `hash`. */
export interface PackagedFile {
  path: string;
  content: string;
}

const CODE_MEANINGS: Record<string, ColumnMeaning> = {
  code: { type: "string", en: "Code", fr: "Code", required: true },
  label_fr: { type: "string", en: "French label", fr: "Libellé français" },
  label_en: { type: "string", en: "English label", fr: "Libellé anglais" },
  definition: { type: "string", en: "Definition", fr: "Définition" },
  parent: { type: "string", en: "Broader code", fr: "Code plus large" },
};

/** Columns of each `codelists/*.csv` of a publication. */
export const CODE_COLUMNS = Object.keys(CODE_MEANINGS);

/** Where each table's meanings come from, its key, and whether its columns refer to others. */
function meaningsOf(path: string): { meanings: Record<string, ColumnMeaning>; key: string } {
  switch (path) {
    case "observations.csv":
      return { meanings: OBSERVATION_MEANINGS, key: "observation_id" };
    case "figures.csv":
      return { meanings: FIGURE_MEANINGS, key: "figure_id" };
    case "anomalies.csv":
      return { meanings: ANOMALY_MEANINGS, key: "anomaly_id" };
    case "documents.csv":
      return { meanings: DOCUMENT_MEANINGS, key: "document_id" };
    default:
      return { meanings: CODE_MEANINGS, key: "code" };
  }
}

const nameOf = (path: string): string =>
  path
    .replace(/\.csv$/, "")
    .replaceAll("/", "-")
    .replaceAll("_", "-");

function field(name: string, meaning: ColumnMeaning): object {
  return {
    name,
    type: meaning.type,
    title: meaning.fr,
    description: meaning.en,
    ...(meaning.required ? { constraints: { required: true } } : {}),
  };
}

function foreignKeys(path: string, meanings: Record<string, ColumnMeaning>): object[] {
  const codes = Object.entries(meanings).flatMap(([name, m]) =>
    m.codes === undefined
      ? []
      : [
          {
            fields: [name],
            reference: { resource: `codelists-${m.codes.replaceAll("_", "-")}`, fields: ["code"] },
          },
        ],
  );
  const toDocuments =
    path === "observations.csv" || path === "figures.csv"
      ? [{ fields: ["document_id"], reference: { resource: "documents", fields: ["document_id"] } }]
      : [];
  return [...codes, ...toDocuments];
}

function resource(file: PackagedFile): object {
  const { meanings, key } = meaningsOf(file.path);
  const keys = foreignKeys(file.path, meanings);
  return {
    name: nameOf(file.path),
    type: "table",
    path: file.path,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    dialect: { delimiter: ",", lineTerminator: "\r\n", quoteChar: '"', doubleQuote: true },
    bytes: Buffer.byteLength(file.content),
    hash: `sha256:${createHash("sha256").update(file.content).digest("hex")}`,
    schema: {
      fields: Object.entries(meanings).map(([name, meaning]) => field(name, meaning)),
      primaryKey: [key],
      ...(keys.length > 0 ? { foreignKeys: keys } : {}),
      missingValues: [{ value: "", label: "not stated" }],
    },
  };
}

/** The descriptor of a publication (Data Package v2), over its CSV files. */
export function datapackageJson(dataset: Dataset, files: readonly PackagedFile[]): string {
  const { version } = dataset;
  const descriptor = {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "recoupe-observations",
    title: "Figures of activity reports of public-employment bodies, checked",
    version: `${version.engine}+${version.rules.slice(0, 8)}.${version.inputs.slice(0, 8)}`,
    ...(version.created === "" ? {} : { created: version.created }),
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
        title: d.document_id || d.file,
        path: d.file.replace(/^.*[\\/]/, ""),
        version: `sha256:${d.sha256}`,
      })),
    resources: files.map(resource),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}
