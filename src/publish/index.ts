export { ANOMALY_COLUMNS } from "./anomalies.js";
export { DOCUMENT_COLUMNS } from "./documents.js";
export { FIGURE_COLUMNS } from "./figures.js";
export { claimFolder, type Publication, writePublication } from "./folder.js";
export { OBSERVATION_COLUMNS } from "./observations.js";
export { publication } from "./publication.js";
