import type { Dataset } from "../model/index.js";
import { tableCsv } from "./csv.js";
import { datapackageJson } from "./datapackage.js";
import { dictionaryPage } from "./dictionary/page.js";
import { databaseFile } from "./duckdb.js";
import type { Publication } from "./folder.js";
import { pageLinks } from "./links.js";
import { tableParquet } from "./parquet.js";
import { plainDataset } from "./plain.js";
import { type Crops, reportHtml } from "./report/index.js";
import { sdmxCsv } from "./sdmx/data.js";
import { sdmxStructure } from "./sdmx/structure.js";
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

/** All files of a publication, by name. The same dataset gives the same bytes. */
export async function publication(
  given: Dataset,
  { values = "corrected", pdfs, crops }: PublicationOptions = {},
): Promise<Publication> {
  const dataset = plainDataset(given);
  const published =
    values === "printed" ? { ...dataset, observations: asPrinted(dataset.observations) } : dataset;
  const tables = tablesOf(published, correctionsTable(dataset));
  const packaged = tables.map((table) => ({ table, csv: tableCsv(table) }));
  const pageLink = pageLinks(published.documents, pdfs);
  const { engine, rules, inputs } = published.version;
  const [observations] = tables;
  return new Map<string, string | Uint8Array>([
    ...packaged.map(({ table, csv }): [string, string] => [`${table.name}.csv`, csv]),
    ["anomalies.json", anomaliesJson(published.anomalies)],
    ["datapackage.json", datapackageJson(published, packaged)],
    ["data-dictionary.md", dictionaryPage(tables)],
    ["observations.sdmx.csv", sdmxCsv(published.observations)],
    ["structure.sdmx.json", sdmxStructure(published)],
    ["observations.parquet", await tableParquet(observations, { engine, rules, inputs })],
    ["recoupe.duckdb", await databaseFile(tables, DATABASE_VIEWS)],
    ["recoupe.xlsx", await workbook(published, tables, pageLink)],
    ["report.html", reportHtml(published, pageLink, crops)],
  ]);
}
