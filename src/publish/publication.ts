import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { LongDataset } from "../model/index.js";
import { tableCsv } from "./csv.js";
import { datapackageJson, type PackagedTable } from "./datapackage.js";
import { dictionaryPage } from "./dictionary/page.js";
import { DATABASE_FILE, writeDatabase } from "./duckdb.js";
import type { Content, Publication } from "./folder.js";
import { pageLinks } from "./links.js";
import { writeParquet } from "./parquet.js";
import { plainDataset } from "./plain.js";
import { type Crops, reportHtml } from "./report/index.js";
import { sdmxCsv } from "./sdmx/data.js";
import { sdmxStructure } from "./sdmx/structure.js";
import type { Table } from "./table.js";
import { anomaliesJson, asPrinted, correctionsTable, tablesOf } from "./tables/index.js";
import { DATABASE_VIEWS } from "./views.js";
import { workbook } from "./workbook/index.js";

export interface PublicationOptions {
  /** Retained values (default), or those printed; `corrections.csv` tells the difference either way. */
  values?: "corrected" | "printed";
  /** Where each document's PDF stands, as a link from the folder of the publication; else its bare file name. */
  pdfs?: ReadonlyMap<string, string>;
  /** For each anomaly, pictures of the places it is about, its values marked; the report does without. */
  crops?: Crops;
}

/**
 * All files of a publication, by name, to be written in this order: their contents are made one after the other, in
 * parts, so that memory holds little of a long dataset. The same dataset gives the same bytes.
 */
export function publication(
  given: LongDataset,
  { values = "corrected", pdfs, crops }: PublicationOptions = {},
): Publication {
  const dataset = plainDataset(given);
  const published =
    values === "printed" ? { ...dataset, observations: asPrinted(dataset.observations) } : dataset;
  const tables = tablesOf(published, correctionsTable(dataset));
  const packaged: PackagedTable[] = [];
  const pageLink = pageLinks(published.documents, pdfs);
  const { engine, rules, inputs } = published.version;
  const [observations] = tables;
  return new Map<string, Content>([
    ...tables.map((table): [string, Content] => [`${table.name}.csv`, weighed(table, packaged)]),
    ["anomalies.json", anomaliesJson(published.anomalies)],
    ["datapackage.json", later(() => datapackageJson(published, packaged))],
    ["data-dictionary.md", dictionaryPage(tables)],
    ["observations.sdmx.csv", sdmxCsv(published.observations)],
    ["structure.sdmx.json", later(() => sdmxStructure(published))],
    ["observations.parquet", (path) => writeParquet(path, observations, { engine, rules, inputs })],
    [DATABASE_FILE, (path) => writeDatabase(path, tables, DATABASE_VIEWS)],
    ["recoupe.xlsx", async (path) => writeFile(path, await workbook(published, tables, pageLink))],
    ["report.html", later(() => reportHtml(published, pageLink, crops))],
  ]);
}

/** A text that is made when it is its turn. */
function* later(make: () => string): Generator<string> {
  yield make();
}

/** The CSV of a table, whose size and hash go to `packaged` once it is written. */
function* weighed(table: Table, packaged: PackagedTable[]): Generator<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  for (const part of tableCsv(table)) {
    hash.update(part);
    bytes += Buffer.byteLength(part);
    yield part;
  }
  packaged.push({ table, bytes, sha256: hash.digest("hex") });
}
