import type { Anomaly, Decision, DocumentLine, Observation, QualityLine } from "../model/index.js";
import { isStale } from "./apply.js";
import { detailOf } from "./detail.js";
import { currentDecisions, isRuling, isUndo } from "./log/fold.js";
import type { SignOff } from "./log/policy.js";
import { type Signatures, signaturesIn } from "./log/signature.js";
import type { Publication } from "./publication.js";
import { ALL, qualityOf } from "./quality.js";
import { inQueueOrder, likenessOf } from "./queue.js";
import { valueSubject } from "./sample.js";
import { type Describe, subjectOf } from "./subject.js";
import type { Detail, Item, State, Subject } from "./wire.js";

/** What some documents show once decisions are applied. */
export interface Recheck {
  /** Everything that does not hold, whatever was ruled on it. */
  anomalies: Anomaly[];
  /** Ids of all that showed, before and after the decisions. */
  found: ReadonlySet<string>;
  observations: Observation[];
  /** Decisions whose anomaly is gone though nothing was corrected, or whose cells changed. */
  stale: Decision[];
  /** Whether an anomaly is one that was looked for. */
  covers: (anomaly: Anomaly) => boolean;
}

export interface StateOptions {
  publication: Pick<Publication, "anomalies" | "documents" | "observations" | "sample" | "unflagged">;
  describe: Describe;
  signOff: SignOff;
}

const isAnomaly = (subject: Subject): subject is Anomaly => subject.check !== "sample";

type Lasting = Omit<Item, "state" | "verdict" | "decision" | "author">;
const LASTING = new WeakMap<Subject, Lasting>();

/** Where every anomaly and every value of the sample stands: what the log and the checks make of it. No I/O. */
export class ReviewState {
  readonly #options: StateOptions;
  readonly #documents: ReadonlyMap<string, DocumentLine>;
  readonly observations: Map<string, Observation>;
  /** All that was ever shown, by id. */
  readonly known: Map<string, Subject>;
  /** What does not hold at present, or is to be looked at, ruled upon or not. */
  #present: Set<string>;
  #stale: Set<string>;
  decisions: Decision[] = [];
  current = new Map<string, Decision>();
  #signatures: Signatures = signaturesIn([]);

  constructor(options: StateOptions, from?: ReviewState) {
    const { anomalies, documents, observations, sample } = options.publication;
    this.#options = options;
    this.#documents = new Map(documents.map((d) => [d.document_id, d]));
    this.observations = new Map(from?.observations ?? observations);
    this.known = new Map(from?.known ?? anomalies.map((a) => [a.anomaly_id, a]));
    this.#present = new Set(from ? from.#present : anomalies.map((a) => a.anomaly_id));
    this.#stale = new Set(from ? from.#stale : []);
    if (from === undefined) for (const id of sample) this.look(id);
    else this.take(from.decisions);
  }

  /** For trying out what a decision would do. */
  copy(): ReviewState {
    return new ReviewState(this.#options, this);
  }

  /** Has a value looked at that nothing flagged; its subject's id. */
  look(observation: string): string {
    const o = this.observations.get(observation);
    const id = valueSubject(observation);
    if (o === undefined || this.known.has(id)) return id;
    this.known.set(id, subjectOf(o, this.#options.describe));
    this.#present.add(id);
    return id;
  }

  /** Takes the log as it now is. */
  take(decisions: Decision[]): void {
    this.decisions = decisions;
    this.current = currentDecisions(decisions);
    this.#signatures = signaturesIn(decisions);
    for (const decision of this.current.values()) this.#recall(decision);
  }

  /** Brings back what the last run no longer tells because it was ruled upon. */
  #recall(decision: Decision): void {
    const { anomaly, about } = decision;
    if (about !== undefined) this.look(about.observation);
    else if (anomaly === undefined || !anomaly.documents.every((d) => this.#documents.has(d))) return;
    else if (!this.known.has(anomaly.anomaly_id)) this.known.set(anomaly.anomaly_id, anomaly);
    if (isRuling(decision) && isStale(decision, this.observations)) this.#stale.add(decision.decision_id);
  }

  /** Takes in what checking some documents again has shown. */
  absorb(result: Recheck): void {
    for (const [id, subject] of this.known) {
      if (!isAnomaly(subject) || !result.covers(subject)) continue;
      this.#present.delete(id);
      // Neither printed so nor ruled upon: what another version of the checks, or a decision taken back, had shown.
      if (!result.found.has(id) && !isRuling(this.current.get(id))) this.known.delete(id);
    }
    for (const anomaly of result.anomalies) {
      this.#present.add(anomaly.anomaly_id);
      this.known.set(anomaly.anomaly_id, this.#shown(anomaly));
    }
    for (const o of result.observations)
      if (this.observations.has(o.observation_id) || o.decision_id !== "")
        this.observations.set(o.observation_id, o);
    this.#remember(result);
    for (const decision of this.current.values())
      if (decision.anomaly && result.covers(decision.anomaly)) this.#stale.delete(decision.decision_id);
    for (const decision of result.stale) this.#stale.add(decision.decision_id);
  }

  /** Keeps the values that what was found is about. */
  #remember({ anomalies, observations }: Recheck): void {
    const wanted = new Set(anomalies.flatMap((a) => a.observations.map((o) => o.observation)));
    for (const o of observations)
      if (wanted.has(o.observation_id)) this.observations.set(o.observation_id, o);
  }

  /** A ruled anomaly stays as it was shown to whoever ruled; anything else as it now is. */
  #shown(anomaly: Anomaly): Anomaly {
    const decision = this.current.get(anomaly.anomaly_id);
    const asRuled = isRuling(decision) && !this.#stale.has(decision.decision_id);
    return (asRuled ? decision.anomaly : undefined) ?? anomaly;
  }

  inOrder(): Item[] {
    return inQueueOrder(this.items(), this.known);
  }

  items(): Item[] {
    return [...this.known.values()].map((subject) => this.#item(subject));
  }

  detail(id: string): Detail | undefined {
    const subject = this.known.get(id);
    if (subject === undefined) return undefined;
    return detailOf(subject, this.#item(subject), this.observations, this.decisions);
  }

  /** What was found where people looked at values that nothing had flagged. */
  quality(): QualityLine {
    const { sample, unflagged } = this.#options.publication;
    const ruled = sample.flatMap((id) => {
      const decision = this.current.get(valueSubject(id));
      return this.#stateOf(valueSubject(id), decision) === "decided" && decision ? [decision] : [];
    });
    return qualityOf(ALL, {
      unflagged,
      sampled: sample.length,
      checked: ruled.length,
      wrong: ruled.filter((d) => d.verdict !== "legitimate").length,
    });
  }

  /** Whether an anomaly is about an observation, alone or among others. */
  isAbout(id: string, observation: string): boolean {
    const subject = this.known.get(id);
    return subject?.observations.some((o) => o.observation === observation) ?? false;
  }

  /** What is said of one anomaly; undefined where it is no more. */
  item(id: string): Item | undefined {
    const subject = this.known.get(id);
    return subject && this.#item(subject);
  }

  /** What does not depend on decisions is worked out once. */
  #lasting(subject: Subject): Lasting {
    const known = LASTING.get(subject);
    if (known !== undefined) return known;
    const { anomaly_id, check, severity, documents, page, group, message } = subject;
    const publishers = [...new Set(documents.map((d) => this.#documents.get(d)?.publisher ?? ""))];
    const alike = likenessOf(subject);
    const lasting = { id: anomaly_id, check, severity, documents, publishers, page, group, message, alike };
    LASTING.set(subject, lasting);
    return lasting;
  }

  #item(subject: Subject): Item {
    const { anomaly_id } = subject;
    const decision = this.current.get(anomaly_id);
    return {
      ...this.#lasting(subject),
      state: this.#stateOf(anomaly_id, decision),
      verdict: decision?.verdict ?? "",
      decision: decision?.decision_id ?? "",
      author: isRuling(decision) ? this.#signatures.authorOf(decision) : "",
    };
  }

  #stateOf(id: string, decision: Decision | undefined): State {
    if (isRuling(decision)) {
      if (this.#stale.has(decision.decision_id)) return "stale";
      return this.#options.signOff === "none" || this.#signatures.isSigned(decision) ? "decided" : "unsigned";
    }
    if (!this.#present.has(id)) return "settled";
    return decision !== undefined && !isUndo(decision) ? "deferred" : "open";
  }
}

export const isOpen = (state: State): boolean =>
  state === "open" || state === "stale" || state === "deferred";
