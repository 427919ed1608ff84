import type { Anomaly } from "./anomaly.js";
import type { Catalogue, CodeLists } from "./catalogue.js";
import type { Decision } from "./decision.js";
import type { Figure } from "./figure.js";
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

/** All that is published, whatever the format. */
export interface Dataset {
  observations: Observation[];
  figures: Figure[];
  anomalies: Anomaly[];
  documents: DocumentLine[];
  /** Stewards' rulings, where there is a log; what is published of them. */
  decisions?: Pick<Decision, "decision_id" | "verdict" | "comment" | "at">[];
  catalogue: Catalogue;
  codeLists: CodeLists;
  version: Version;
}
