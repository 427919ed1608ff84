import type {
  Anomaly,
  Box,
  CheckCode,
  Decision,
  Message,
  QualityLine,
  Role,
  Severity,
  Verdict,
} from "../model/index.js";

/**
 * Where an anomaly stands: `open`; `deferred` (put off); `stale` (decided on other values: to look at again);
 * `unsigned` (decided, and a second person is to sign); `decided`; `settled` (a correction made for another one put it
 * right).
 */
export type State = "open" | "deferred" | "stale" | "unsigned" | "decided" | "settled";

/** What is looked at: an anomaly, or a value that nothing flagged (`sample`). */
export type Subject = Omit<Anomaly, "check"> & { check: CheckCode | "sample" };

/** One line of the queue. */
export interface Item {
  id: string;
  check: Subject["check"];
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
  /** Who ruled; empty where nobody did. */
  author: string;
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
  anomaly: Subject;
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

/** The decision that holds for the one who asks, so that nobody overwrites what they have not seen. */
export interface Choice {
  anomaly: string;
  supersedes: string;
}

export interface DecisionRequest {
  /** The first is the one looked at; others get the same ruling, as far as it fits them. */
  choices: Choice[];
  ruling: Ruling;
  comment: string;
  steward: string;
}

/** Signs what others ruled. */
export interface SignRequest {
  choices: Choice[];
  comment: string;
  steward: string;
}

/** What a decision, or taking one back, did. */
export interface Effect {
  decided: string[];
  /** Anomalies that it put right, and anomalies that it made or brought back, beside those decided on. */
  closed: Item[];
  opened: Item[];
  /**
   * `later`: a report has to be read first, and what the checks show is told when it was; `never`: it is gone, so that
   * only the decision itself is known.
   */
  rechecked: "now" | "later" | "never";
  milliseconds: number;
}

/** What a choice would do, were it made. Null where a report could not be read again. */
export type Foreseen = {
  /** Whether the anomaly itself would be put right. */
  settles: boolean;
  closed: Item[];
  opened: Item[];
} | null;

export interface Queue {
  /** Grows with every change. */
  version: number;
  /** What is wrong with the log on the disk: nothing can be decided until it is mended. */
  trouble: Message | null;
  items: Item[];
  documents: { id: string; file: string; publisher: string; period: string; pages: number }[];
  /** Who asks: by their own address, or the user that the server was started by. */
  steward: string;
  role: "steward" | "approver";
  /** True where the address says who asks, so that no other name can be given. */
  named: boolean;
  /** True where decisions are signed by a second person. */
  signOff: boolean;
  /** What the sample says of all that nothing flagged. */
  quality: QualityLine;
  /** Printed figures that no rule claims. */
  unmapped: number;
}

/** What became of a queue since one of its versions. */
export interface QueueChange extends Pick<Queue, "version" | "quality" | "unmapped" | "trouble"> {
  /** Lines that are new, or others than they were. */
  changed: Item[];
  /** Ids of those that are no more. */
  gone: string[];
}

/** One printed figure that no rule claims. */
export interface LooseFigure {
  id: string;
  document: string;
  page: number;
  box: Box;
  raw: string;
  /** The sentence or item it stands in, or the labels of its row and column. */
  context: string;
}

/** Figures that look alike: in the same words, or in the same column of a table. */
export interface FigureGroup {
  id: string;
  publisher: string;
  /** Name of the rulebook's file; empty where the publisher has none. */
  rulebook: string;
  kind: "statement" | "table";
  title: string;
  section: string;
  figures: LooseFigure[];
  /** The beginning of a rule for them, as YAML: to ignore them, and to map them. */
  drafts: { ignore: RuleDraft; map: RuleDraft };
}

export type RuleList = "tables" | "statements" | "ignore";

/** A rule for one list of a rulebook; in `text` `INDICATOR` and `REASON` stand for what the steward says. */
export interface RuleDraft {
  list: RuleList;
  text: string;
}

export interface Figures {
  groups: FigureGroup[];
  indicators: { code: string; label: Message }[];
  /** Documents whose report is gone, or another one by now. */
  missing: string[];
}

export interface RuleRequest extends RuleDraft {
  publisher: string;
  /** Documents that the rule is meant for: what it does is shown for these. */
  documents: string[];
  steward: string;
  comment: string;
  /** Hash of the rulebook as it was when the steward saw the difference. */
  seen: string;
}

/** What a rule would do, shown before it is written. */
export interface RuleTrial {
  /** Lines of the rulebook's file, as `diff -u` has them. */
  diff: string;
  /** Hash of the rulebook as it is now. */
  seen: string;
  /** Figures that nobody had and that the rule takes, or sets aside. */
  claimed: LooseFigure[];
  /** Figures that were something else before. */
  changed: LooseFigure[];
}
