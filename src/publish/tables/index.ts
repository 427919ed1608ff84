import type { LongDataset } from "../../model/index.js";
import type { Table } from "../table.js";
import { anomaliesTable, anomalyObservationsTable } from "./anomalies.js";
import { codeListTables } from "./codelists.js";
import { communesTable } from "./communes.js";
import { comparabilityTable } from "./comparability.js";
import { documentsTable } from "./documents.js";
import { figuresTable } from "./figures.js";
import { observationsTable } from "./observations.js";
import { qualityTable } from "./quality.js";

/** All tables of a publication, code lists last; `corrections` are told of the dataset before any choice of values. */
export function tablesOf(dataset: LongDataset, corrections: Table): [Table, ...Table[]] {
  return [
    observationsTable(dataset.observations),
    figuresTable(dataset.figures),
    anomaliesTable(dataset.anomalies),
    anomalyObservationsTable(dataset.anomalies),
    documentsTable(dataset.documents),
    communesTable(dataset),
    comparabilityTable(dataset.observations, dataset.catalogue),
    corrections,
    qualityTable(dataset.quality ?? []),
    ...codeListTables(dataset),
  ];
}

export { anomaliesJson } from "./anomalies.js";
export { asPrinted, correctionsTable } from "./corrections.js";
