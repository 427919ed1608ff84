import type { Message } from "./anomaly.js";
import type { Edit, PlaceMention } from "./edit.js";
import type { Figure } from "./figure.js";
import type { Observation } from "./observation.js";

/** What a document is, once its publisher and period are known. */
export interface DocumentIdentity {
  document_id: string;
  file: string;
  sha256: string;
  /** Code of the rulebook, or "unknown". */
  publisher: string;
  /** Year the report is about, `2023`; empty where no rule tells. */
  period: string;
}

/** What `extract` makes of one document. */
export interface Extraction {
  document: DocumentIdentity;
  observations: Observation[];
  figures: Figure[];
  edits: Edit[];
  places: PlaceMention[];
  /** Rules of the rulebook that matched nothing in this document. */
  unmatchedRules: string[];
  /** Assertions of the rulebook that do not hold, as sentences. */
  failedAssertions: Message[];
}

/** A document of which some values are known and no more: enough to be compared with others, not to be checked by itself. */
export const valuesAlone = (document: DocumentIdentity, observations: Observation[]): Extraction => ({
  document,
  observations,
  figures: [],
  edits: [],
  places: [],
  unmatchedRules: [],
  failedAssertions: [],
});
