import type { Dataset } from "../model/index.js";
import { anomaliesCsv, anomaliesJson } from "./anomalies.js";
import { codeListFiles } from "./codelists.js";
import { datapackageJson } from "./datapackage.js";
import { documentsCsv } from "./documents.js";
import { figuresCsv } from "./figures.js";
import type { Publication } from "./folder.js";
import { observationsCsv } from "./observations.js";

/** All files of a publication, by name. The same dataset gives the same bytes. */
export function publication(dataset: Dataset): Publication {
  const tables = [
    { path: "observations.csv", content: observationsCsv(dataset.observations) },
    { path: "figures.csv", content: figuresCsv(dataset.figures) },
    { path: "anomalies.csv", content: anomaliesCsv(dataset.anomalies) },
    { path: "documents.csv", content: documentsCsv(dataset.documents) },
    ...codeListFiles(dataset),
  ];
  return new Map([
    ...tables.map((t): [string, string] => [t.path, t.content]),
    ["anomalies.json", anomaliesJson(dataset.anomalies)],
    ["datapackage.json", datapackageJson(dataset, tables)],
  ]);
}
