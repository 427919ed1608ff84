export { ANOMALY_COLUMNS, anomaliesCsv, anomaliesJson } from "./anomalies.js";
export { DOCUMENT_COLUMNS, documentsCsv } from "./documents.js";
export { FIGURE_COLUMNS, figuresCsv } from "./figures.js";
export { claimFolder, type Publication, writePublication } from "./folder.js";
export { OBSERVATION_COLUMNS, observationsCsv } from "./observations.js";
