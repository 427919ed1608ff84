import type { Anomaly, Decision, DocumentLine, Observation, QualityLine } from "../model/index.js";
import { isStale } from "./apply.js";
import { detailOf } from "./detail.js";
import { type Change, Lines } from "./lines.js";
import { isRuling, isUndo } from "./log/fold.js";
import type { SignOff } from "./log/policy.js";
import { type Signatures, signaturesIn } from "./log/signature.js";
import type { Publication } from "./publication.js";
import { ALL, qualityOf } from "./quality.js";
import { inQueueOrder, likenessOf } from "./queue.js";
import { observationOf, valueSubject } from "./sample.js";
import { type Describe, subjectOf } from "./subject.js";
import type { Detail, Item, State, Subject } from "./wire.js";

/** What some documents show once decisions are applied. */
export interface Recheck {
  /** Those that were checked, and those they were compared with. */
  documents: readonly string[];
  /** Everything that does not hold, whatever was ruled on it. */
  anomalies: Anomaly[];
  /** Ids of all that showed, before and after the decisions. */
  found: ReadonlySet<string>;
  observations: Observation[];
  /** Decisions whose anomaly is gone though nothing was corrected, or whose cells changed. */
  stale: Decision[];
  /** Whether an anomaly, of one of `documents`, is one that was looked for. */
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

/**
 * Where every anomaly and every value of the sample stands: what the log and the checks make of it. Only what a change
 * touches is worked out again, so that a decision takes as long in a large publication as in a small one. No I/O.
 */
export class ReviewState {
  readonly #options: StateOptions;
  readonly #documents: ReadonlyMap<string, DocumentLine>;
  /** Ids of what was ever shown of a document; some may be gone. Copies share it. */
  readonly #byDocument: Map<string, Set<string>>;
  readonly observations: Map<string, Observation>;
  /** What does not hold at present, or is to be looked at, ruled upon or not. */
  readonly #present: Set<string>;
  readonly #stale: Set<string>;
  readonly #known: Map<string, Subject>;
  readonly #lines: Lines;
  readonly #current: Map<string, Decision>;
  #decisions: readonly Decision[] = [];
  #signatures: Signatures;
  #quality: QualityLine | undefined;

  constructor(options: StateOptions, from?: ReviewState) {
    const { anomalies, documents, observations, sample } = options.publication;
    this.#options = options;
    this.#documents = from ? from.#documents : new Map(documents.map((d) => [d.document_id, d]));
    this.#byDocument = from ? from.#byDocument : new Map();
    this.observations = new Map(from ? from.observations : observations);
    this.#present = new Set(from ? from.#present : []);
    this.#stale = new Set(from ? from.#stale : []);
    this.#known = new Map(from ? from.#known : []);
    this.#current = new Map(from ? from.#current : []);
    this.#decisions = from ? from.#decisions : [];
    this.#signatures = from ? from.#signatures : signaturesIn([]);
    this.#lines = new Lines((id) => this.#item(id), from ? from.#lines.entries() : []);
    if (from !== undefined) return;
    for (const anomaly of anomalies) this.#show(anomaly);
    for (const id of sample) this.look(id);
    this.changes();
  }

  /** For trying out what a decision would do. */
  copy(): ReviewState {
    return new ReviewState(this.#options, this);
  }

  get decisions(): readonly Decision[] {
    return this.#decisions;
  }

  /** What now holds, by anomaly. */
  get current(): ReadonlyMap<string, Decision> {
    return this.#current;
  }

  /** All that was ever shown, by id. */
  get known(): ReadonlyMap<string, Subject> {
    return this.#known;
  }

  #touch(id: string): void {
    this.#lines.touch(id);
    if (observationOf(id) !== undefined) this.#quality = undefined;
  }

  #keep(subject: Subject): void {
    const { anomaly_id, documents } = subject;
    this.#known.set(anomaly_id, subject);
    for (const document of documents) {
      const own = this.#byDocument.get(document);
      if (own === undefined) this.#byDocument.set(document, new Set([anomaly_id]));
      else own.add(anomaly_id);
    }
    this.#touch(anomaly_id);
  }

  #show(subject: Subject): void {
    this.#present.add(subject.anomaly_id);
    this.#keep(subject);
  }

  /** Has a value looked at that nothing flagged; its subject's id. */
  look(observation: string): string {
    const o = this.observations.get(observation);
    const id = valueSubject(observation);
    if (o !== undefined && !this.#known.has(id)) this.#show(subjectOf(o, this.#options.describe));
    return id;
  }

  /** Takes the log as it now is. */
  take(decisions: readonly Decision[]): void {
    const last = this.#decisions.length - 1;
    const goesOn = decisions[last] === this.#decisions[last];
    if (!goesOn) {
      for (const id of this.#current.keys()) this.#touch(id);
      this.#current.clear();
    }
    const added = decisions.slice(goesOn ? last + 1 : 0);
    this.#decisions = decisions;
    if (added.length > 0) this.#signatures = signaturesIn(decisions);
    for (const decision of added) {
      // In the order of the log.
      this.#current.delete(decision.anomaly_id);
      this.#current.set(decision.anomaly_id, decision);
    }
    for (const decision of added)
      if (this.#current.get(decision.anomaly_id) === decision) this.#recall(decision);
  }

  /** Brings back what the last run no longer tells because it was ruled upon. */
  #recall(decision: Decision): void {
    const { anomaly, about, anomaly_id } = decision;
    this.#touch(anomaly_id);
    if (about !== undefined) this.look(about.observation);
    else if (anomaly === undefined || !anomaly.documents.every((d) => this.#documents.has(d))) return;
    else if (!this.#known.has(anomaly_id)) this.#keep(anomaly);
    if (isRuling(decision) && isStale(decision, this.observations)) this.#stale.add(decision.decision_id);
  }

  /** Takes in what checking some documents again has shown. */
  absorb(result: Recheck): void {
    const about = new Set(result.documents.flatMap((d) => [...(this.#byDocument.get(d) ?? [])]));
    for (const id of about) {
      const subject = this.#known.get(id);
      if (subject !== undefined && isAnomaly(subject) && result.covers(subject)) this.#clear(id, result);
    }
    for (const anomaly of result.anomalies) this.#show(this.#shown(anomaly));
    for (const o of result.observations)
      if (this.observations.has(o.observation_id) || o.decision_id !== "")
        this.observations.set(o.observation_id, o);
    this.#remember(result);
    for (const id of about) {
      const decision = this.#current.get(id);
      if (decision?.anomaly && result.covers(decision.anomaly)) this.#stale.delete(decision.decision_id);
    }
    for (const decision of result.stale) {
      this.#stale.add(decision.decision_id);
      this.#touch(decision.anomaly_id);
    }
  }

  #clear(id: string, { found }: Recheck): void {
    this.#present.delete(id);
    this.#touch(id);
    // Neither printed so nor ruled upon: what another version of the checks, or a decision taken back, had shown.
    if (!found.has(id) && !isRuling(this.#current.get(id))) this.#known.delete(id);
  }

  /** Keeps the values that what was found is about. */
  #remember({ anomalies, observations }: Recheck): void {
    const wanted = new Set(anomalies.flatMap((a) => a.observations.map((o) => o.observation)));
    for (const o of observations)
      if (wanted.has(o.observation_id)) this.observations.set(o.observation_id, o);
  }

  /** A ruled anomaly stays as it was shown to whoever ruled; anything else as it now is. */
  #shown(anomaly: Anomaly): Anomaly {
    const decision = this.#current.get(anomaly.anomaly_id);
    const asRuled = isRuling(decision) && !this.#stale.has(decision.decision_id);
    return (asRuled ? decision.anomaly : undefined) ?? anomaly;
  }

  inOrder(): Item[] {
    return inQueueOrder(
      [...this.#lines.entries()].map(([, item]) => item),
      this.#known,
    );
  }

  /** The lines that have changed since this was last asked. */
  changes(): Change[] {
    return this.#lines.changes();
  }

  detail(id: string): Detail | undefined {
    const subject = this.#known.get(id);
    const item = this.item(id);
    if (subject === undefined || item === undefined) return undefined;
    return detailOf(subject, item, this.observations, this.#decisions);
  }

  /** What was found where people looked at values that nothing had flagged. */
  quality(): QualityLine {
    this.#quality ??= this.#counted();
    return this.#quality;
  }

  #counted(): QualityLine {
    const { sample, unflagged } = this.#options.publication;
    const ruled = sample.flatMap((id) => {
      const decision = this.#current.get(valueSubject(id));
      return decision && this.#stateOf(valueSubject(id), decision) === "decided" ? [decision] : [];
    });
    return qualityOf(ALL, {
      unflagged,
      sampled: sample.length,
      checked: ruled.length,
      wrong: ruled.filter((d) => d.verdict !== "legitimate").length,
    });
  }

  /** The first anomaly that is about an observation, alone or among others. */
  about(observation: string): string | undefined {
    for (const { anomaly_id, observations } of this.#known.values())
      if (observations.some((o) => o.observation === observation)) return anomaly_id;
    return undefined;
  }

  /** All that is about a page of a document, and present or ruled upon. */
  onPage(document: string, page: number): Detail[] {
    const isHere = ({ observation }: Subject["observations"][number]): boolean => {
      const o = this.observations.get(observation);
      return o?.document_id === document && o.source_page === page;
    };
    return [...(this.#byDocument.get(document) ?? [])].flatMap((id) => {
      const subject = this.#known.get(id);
      const own = subject?.documents[0] === document && subject.page === page;
      return subject !== undefined && (own || subject.observations.some(isHere))
        ? (this.detail(id) ?? [])
        : [];
    });
  }

  /** What is said of one anomaly; undefined where it is no more. */
  item(id: string): Item | undefined {
    return this.#lines.get(id);
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

  #item(id: string): Item | undefined {
    const subject = this.#known.get(id);
    if (subject === undefined) return undefined;
    const decision = this.#current.get(id);
    return {
      ...this.#lasting(subject),
      state: this.#stateOf(id, decision),
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
