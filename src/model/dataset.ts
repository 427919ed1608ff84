import type { Anomaly } from "./anomaly.js";
import type { Catalogue, CodeLists } from "./catalogue.js";
import type { Decision } from "./decision.js";
import type { Figure } from "./figure.js";
import type { Many } from "./many.js";
import type { Observation } from "./observation.js";
import type { DocumentLine } from "./run.js";

/** What a publication states about itself. */
export interface Version {
  /** Of this programme. */
  engine: string;
  /** Hash over catalogue, code lists and rulebooks. */
  rules: string;
  /** Hash over the inputs' own hashes. */
  inputs: string;
  /** ISO 8601 date-time: SOURCE_DATE_EPOCH, else the newest date the inputs state, else empty. */
  created: string;
}

/** What a sample of the values that nothing flagged says of them all. */
export interface QualityLine {
  /** `_T` for all documents together. */
  document_id: string;
  /** Printed values that no anomaly is about. */
  unflagged: number;
  sampled: number;
  /** Of these, those that somebody compared with the page. */
  checked: number;
  wrong: number;
  /** Share of the checked that are wrong, and its 95 % interval (Wilson); null where none was checked. */
  rate: number | null;
  rate_low: number | null;
  rate_high: number | null;
}

/** All that is published, whatever the format and however long: its lists may stand on disk. */
export interface LongDataset {
  observations: Many<Observation>;
  figures: Many<Figure>;
  anomalies: Many<Anomaly>;
  documents: DocumentLine[];
  /** Stewards' rulings, where there is a log; what is published of them. */
  decisions?: Pick<Decision, "decision_id" | "verdict" | "comment" | "at">[];
  /** The residual error, of all documents and of each. */
  quality?: QualityLine[];
  catalogue: Catalogue;
  codeLists: CodeLists;
  version: Version;
}

/** The same in memory. */
export interface Dataset extends LongDataset {
  observations: Observation[];
  figures: Figure[];
  anomalies: Anomaly[];
}
