import type { Anomaly, Decision, DocumentLine, Observation } from "../model/index.js";
import { isStale } from "./apply.js";
import { detailOf } from "./detail.js";
import { draftsOf, undoDrafts } from "./drafts.js";
import { currentDecisions, isRuling, isUndo } from "./log/fold.js";
import type { DecisionLog } from "./log/log.js";
import type { Publication } from "./publication.js";
import { inQueueOrder, likenessOf } from "./queue.js";
import type { DecisionRequest, Detail, Effect, Item, Queue, State } from "./wire.js";

/** What some documents show once decisions are applied. */
interface Recheck {
  /** Everything that does not hold, whatever was ruled on it. */
  anomalies: Anomaly[];
  /** Ids of all that showed, before and after the decisions. */
  found: ReadonlySet<string>;
  observations: Observation[];
  /** Decisions whose anomaly is gone though nothing was corrected, or whose cells changed. */
  stale: Decision[];
}

/** Checks documents again; undefined where one of them is not there any more, or is not the same file. */
export type Rechecker = (
  documents: readonly string[],
  decisions: readonly Decision[],
) => Promise<Recheck | undefined>;

/** One review of one publication: who looks at it sees the same state. */
export interface Session {
  queue(): Queue;
  detail(anomaly: string): Detail | undefined;
  decide(request: DecisionRequest): Promise<Effect>;
  undo(steward: string): Promise<Effect>;
  /** Takes in what another process wrote. */
  refresh(): Promise<void>;
  /** Checks a document once before it is needed. */
  warm(document: string): Promise<void>;
  /** Calls back after every change; returns the way to stop that. */
  onChange(listener: () => void): () => void;
}

export interface SessionOptions {
  publication: Publication;
  log: DecisionLog;
  recheck: Rechecker;
  engineVersion: string;
  steward: string;
  now: () => Date;
}

/** Opens a review. Throws `Fault` where the log was altered. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const review = new Review(options, await options.log.read());
  return {
    queue: () => review.queue(),
    detail: (id) => review.detail(id),
    decide: (request) => review.inTurn(() => review.decide(request)),
    undo: (steward) => review.inTurn(() => review.undo(steward)),
    refresh: () => review.inTurn(() => review.refresh()),
    warm: (document) => review.warm(document),
    onChange: (listener) => {
      review.listeners.add(listener);
      return () => review.listeners.delete(listener);
    },
  };
}

class Review {
  readonly listeners = new Set<() => void>();
  readonly #options: SessionOptions;
  readonly #documents: Map<string, DocumentLine>;
  readonly #observations: Map<string, Observation>;
  /** All that was ever shown, by id. */
  readonly #known: Map<string, Anomaly>;
  /** What does not hold at present, ruled upon or not. */
  readonly #present = new Set<string>();
  readonly #stale = new Set<string>();
  #decisions: Decision[];
  #current: Map<string, Decision>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions, decisions: Decision[]) {
    const { anomalies, documents, observations } = options.publication;
    this.#options = options;
    this.#documents = new Map(documents.map((d) => [d.document_id, d]));
    this.#observations = observations;
    this.#decisions = decisions;
    this.#current = currentDecisions(decisions);
    this.#known = new Map(anomalies.map((a) => [a.anomaly_id, a]));
    for (const { anomaly_id } of anomalies) this.#present.add(anomaly_id);
    for (const decision of this.#current.values()) this.#recall(decision);
  }

  /** Brings back an anomaly that the last run no longer tells because it was ruled upon. */
  #recall(decision: Decision): void {
    const { anomaly } = decision;
    if (anomaly === undefined || !anomaly.documents.every((d) => this.#documents.has(d))) return;
    if (!this.#known.has(anomaly.anomaly_id)) this.#known.set(anomaly.anomaly_id, anomaly);
    if (isRuling(decision) && isStale(decision, this.#observations)) this.#stale.add(decision.decision_id);
  }

  /** One change after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  queue(): Queue {
    const documents = [...this.#documents.values()].map((d) => ({
      id: d.document_id,
      file: d.file,
      publisher: d.publisher,
      period: d.period,
    }));
    return { items: inQueueOrder(this.#items(), this.#known), documents, steward: this.#options.steward };
  }

  detail(id: string): Detail | undefined {
    const anomaly = this.#known.get(id);
    if (anomaly === undefined) return undefined;
    return detailOf(anomaly, this.#item(anomaly), this.#observations, this.#decisions);
  }

  async decide(request: DecisionRequest): Promise<Effect> {
    const { log, engineVersion, now } = this.#options;
    const chosen = request.choices.map((c) => ({ ...c, known: this.#known.get(c.anomaly) }));
    const drafts = draftsOf(request, chosen, this.#observations, { engineVersion, at: now().toISOString() });
    return this.#write(() => log.append(drafts));
  }

  async undo(steward: string): Promise<Effect> {
    const { log, now } = this.#options;
    this.#take(await log.read());
    return this.#write(() => log.append(undoDrafts(this.#decisions, steward, now().toISOString())));
  }

  async refresh(): Promise<void> {
    const before = this.#decisions.length;
    const decisions = await this.#options.log.read();
    if (decisions.length === before) return;
    this.#take(decisions);
    await this.#recheck(documentsOf(decisions.slice(before)));
    this.#tell();
  }

  async warm(document: string): Promise<void> {
    // Reading takes its time, and decisions do not wait for it.
    await this.#options.recheck(this.#scopeOf([document]), []);
    await this.inTurn(async () => {
      if (await this.#recheck([document])) this.#tell();
    });
  }

  async #write(append: () => Promise<Decision[]>): Promise<Effect> {
    const before = new Map(this.#items().map((item) => [item.id, item]));
    const added = await append();
    const started = performance.now();
    this.#take(await this.#options.log.read());
    const rechecked = await this.#recheck(documentsOf(added));
    const milliseconds = Math.round(performance.now() - started);
    this.#tell();
    const decided = added.map((d) => d.anomaly_id);
    const others = this.#items().filter((item) => !decided.includes(item.id));
    const wasOpen = (item: Item): boolean => isOpen(before.get(item.id)?.state ?? "settled");
    return {
      decided,
      closed: others.filter((item) => !isOpen(item.state) && wasOpen(item)),
      opened: others.filter((item) => isOpen(item.state) && !wasOpen(item)),
      rechecked,
      milliseconds,
    };
  }

  #take(decisions: Decision[]): void {
    this.#decisions = decisions;
    this.#current = currentDecisions(decisions);
    for (const decision of this.#current.values()) if (isRuling(decision)) this.#recall(decision);
  }

  #scopeOf(documents: readonly string[]): string[] {
    const scope = new Set(documents);
    for (const { documents: named } of this.#known.values())
      if (named.length > 1 && named.some((d) => documents.includes(d))) for (const d of named) scope.add(d);
    return [...scope].sort();
  }

  /** Checks some documents, and those they are compared with, with what is now decided. */
  async #recheck(documents: readonly string[]): Promise<boolean> {
    const scope = this.#scopeOf(documents);
    const result = await this.#options.recheck(scope, [...this.#current.values()]);
    if (result === undefined) return false;
    const within = (a: Anomaly): boolean => a.documents.every((d) => scope.includes(d));
    for (const [id, anomaly] of this.#known) {
      if (!within(anomaly)) continue;
      this.#present.delete(id);
      // Neither printed so nor ruled upon: what another version of the checks, or a decision taken back, had shown.
      if (!result.found.has(id) && !isRuling(this.#current.get(id))) this.#known.delete(id);
    }
    for (const anomaly of result.anomalies) {
      this.#present.add(anomaly.anomaly_id);
      this.#known.set(anomaly.anomaly_id, this.#shown(anomaly));
    }
    for (const o of result.observations) this.#observations.set(o.observation_id, o);
    for (const decision of this.#current.values())
      if (decision.anomaly && within(decision.anomaly)) this.#stale.delete(decision.decision_id);
    for (const decision of result.stale) this.#stale.add(decision.decision_id);
    return true;
  }

  /** A ruled anomaly stays as it was shown to whoever ruled; anything else as it now is. */
  #shown(anomaly: Anomaly): Anomaly {
    const decision = this.#current.get(anomaly.anomaly_id);
    const asRuled = isRuling(decision) && !this.#stale.has(decision.decision_id);
    return (asRuled ? decision.anomaly : undefined) ?? anomaly;
  }

  #items(): Item[] {
    return [...this.#known.values()].map((anomaly) => this.#item(anomaly));
  }

  #item(anomaly: Anomaly): Item {
    const { anomaly_id, check, severity, documents, page, group, message } = anomaly;
    const decision = this.#current.get(anomaly_id);
    const state = this.#stateOf(anomaly_id, decision);
    const publishers = documents.map((d) => this.#documents.get(d)?.publisher ?? "");
    return {
      id: anomaly_id,
      check,
      severity,
      documents,
      publishers: [...new Set(publishers)],
      page,
      group,
      message,
      state,
      verdict: decision?.verdict ?? "",
      decision: decision?.decision_id ?? "",
      alike: likenessOf(anomaly),
    };
  }

  #stateOf(id: string, decision: Decision | undefined): State {
    const putOff = decision !== undefined && !isUndo(decision);
    if (isRuling(decision)) return this.#stale.has(decision.decision_id) ? "stale" : "decided";
    if (!this.#present.has(id)) return "settled";
    return putOff ? "deferred" : "open";
  }

  #tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const isOpen = (state: State): boolean => state === "open" || state === "stale" || state === "deferred";

const documentsOf = (decisions: readonly Decision[]): string[] => [
  ...new Set(decisions.flatMap((d) => d.anomaly?.documents ?? [])),
];
