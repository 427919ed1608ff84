import type { Anomaly, Box, CheckCode, Decision, Message, Role, Severity, Verdict } from "../model/index.js";

/**
 * Where an anomaly stands: `open`; `deferred` (put off); `stale` (decided on other values: to look at again);
 * `decided`; `settled` (a correction made for another one put it right).
 */
export type State = "open" | "deferred" | "stale" | "decided" | "settled";

/** One line of the queue. */
export interface Item {
  id: string;
  check: CheckCode;
  severity: Severity;
  documents: string[];
  publishers: string[];
  page: number;
  group: string;
  message: Message;
  state: State;
  /** Of the decision in force; empty where there is none. */
  verdict: Verdict | "";
  decision: string;
  /** The same for anomalies that are the same mistake made again (one misspelling of one name). */
  alike: string;
}

/** One value that an anomaly is about, where it stands and what is known of it. */
export interface Member {
  observation: string;
  role: Role;
  document: string;
  page: number;
  box: Box;
  /** Row and column as printed, or the words around the value. */
  label: string;
  row: string;
  column: string;
  /** Title of the table, or the heading above. */
  place: string;
  text: string;
  /** Retained, printed, and the interval that the printed digits stand for. */
  value: string | null;
  printed: string | null;
  lo: string | null;
  hi: string | null;
  unit: string;
  indicator: string;
  /** Probability that this is the wrong one; null where it is not suspected. */
  suspected: number | null;
}

/** All that the page shows of one anomaly. */
export interface Detail {
  item: Item;
  anomaly: Anomaly;
  members: Member[];
  /** Decisions on it and on the same values, newest first. */
  history: Decision[];
}

/** What a steward rules. A `rank` is the place of a proposal of the anomaly, from 0. */
export type Ruling =
  | { kind: "proposal"; rank: number }
  | { kind: "value"; observation: string; value: string; verdict: "corrected" | "extraction_error" }
  | {
      kind: "verdict";
      verdict: "source_error" | "extraction_error" | "legitimate" | "not_same_fact" | "deferred";
    };

export interface DecisionRequest {
  /** The first is the one looked at; others get the same ruling, as far as it fits them. */
  choices: { anomaly: string; supersedes: string }[];
  ruling: Ruling;
  comment: string;
  steward: string;
}

/** What a decision, or taking one back, did. */
export interface Effect {
  decided: string[];
  /** Anomalies that it put right, and anomalies that it made or brought back, beside those decided on. */
  closed: Item[];
  opened: Item[];
  /** False where a report could not be read again, so that only the decision itself is known. */
  rechecked: boolean;
  milliseconds: number;
}

export interface Queue {
  items: Item[];
  documents: { id: string; file: string; publisher: string; period: string }[];
  /** The steward that the server was started by. */
  steward: string;
}
