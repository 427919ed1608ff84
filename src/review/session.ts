import { type Decision, type DocumentLine, Fault, type Message } from "../model/index.js";
import { Checks, type Rechecker } from "./checks.js";
import { BadRequest, draftsOf, signatureDrafts, undoDrafts } from "./drafts.js";
import { documentsOf, othersIn } from "./effect.js";
import type { Change } from "./lines.js";
import { type Draft, lineOf } from "./log/chain.js";
import type { DecisionLog } from "./log/log.js";
import type { SignOff } from "./log/policy.js";
import { News } from "./news.js";
import type { Publication } from "./publication.js";
import type { RuleDesk } from "./rules/desk.js";
import { ReviewState } from "./state.js";
import type { Describe } from "./subject.js";
import type {
  DecisionRequest,
  Detail,
  Effect,
  Figures,
  Foreseen,
  Queue,
  QueueChange,
  RuleRequest,
  RuleTrial,
  Ruling,
  SignRequest,
} from "./wire.js";

/** Who asks: whoever the address was given to, or whoever types a name on this machine. */
export type Asker = Pick<Queue, "steward" | "role" | "named">;

/** One review of one publication: who looks at it sees the same state. */
export interface Session {
  queue(asker?: Asker): Queue;
  /** What changed since a version; undefined where that was too long ago. */
  queueSince(version: number): QueueChange | undefined;
  detail(anomaly: string): Detail | undefined;
  /** All that is about a page. */
  onPage(document: string, page: number): Detail[];
  /** The subject to look at for an observation: an anomaly about it, else the value itself. */
  look(observation: string): Promise<string | undefined>;
  decide(request: DecisionRequest): Promise<Effect>;
  /** Signs what others ruled; what they ruled themselves is left out. */
  sign(request: SignRequest): Promise<Effect>;
  undo(steward: string): Promise<Effect>;
  /** What a ruling would do, were it made. */
  foresee(anomaly: string, ruling: Ruling): Promise<Foreseen>;
  figures(): Promise<Figures>;
  tryRule(request: RuleRequest): Promise<RuleTrial>;
  writeRule(request: RuleRequest): Promise<RuleTrial>;
  /** Takes in what another process wrote. */
  refresh(): Promise<void>;
  /** Checks documents before they are needed. */
  warm(documents: readonly string[]): Promise<void>;
  /** Checks the reports that were decided on since the publication was made. */
  catchUp(): Promise<void>;
  /** Calls back after every change; returns the way to stop that. */
  onChange(listener: () => void): () => void;
}

export interface SessionOptions {
  publication: Publication;
  log: DecisionLog;
  recheck: Rechecker;
  describe: Describe;
  desk: RuleDesk;
  signOff: SignOff;
  engineVersion: string;
  steward: string;
  now: () => Date;
}

/** Opens a review. Throws `Fault` where the log was altered. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const review = new Review(options);
  await review.open();
  return {
    queue: (asker) => review.queue(asker),
    queueSince: (version) => review.queueSince(version),
    detail: (id) => review.state.detail(id),
    onPage: (document, page) => review.state.onPage(document, page),
    look: (id) => review.look(id),
    decide: (request) => review.inTurn(() => review.decide(request)),
    sign: (request) => review.inTurn(() => review.sign(request)),
    undo: (steward) => review.inTurn(() => review.undo(steward)),
    foresee: (id, ruling) => review.foresee(id, ruling),
    figures: () => review.figures(),
    tryRule: (request) => options.desk.trial(request),
    writeRule: (request) => review.inTurn(() => review.writeRule(request)),
    refresh: () => review.inTurn(() => review.refresh()),
    warm: (documents) => review.checks.warm(documents),
    catchUp: () => review.checks.catchUp(),
    onChange: (listener) => review.news.listen(listener),
  };
}

class Review {
  readonly news = new News();
  readonly state: ReviewState;
  readonly checks: Checks;
  readonly #options: SessionOptions;
  readonly #documents: readonly DocumentLine[];
  #unmapped: number;
  #trouble: Message | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#documents = options.publication.documents;
    this.#unmapped = this.#documents.reduce((sum, d) => sum + d.figures_unmapped, 0);
    this.state = new ReviewState(options);
    this.checks = new Checks({
      state: this.state,
      recheck: options.recheck,
      inTurn: (work) => this.inTurn(work),
      tell: (changed) => this.news.tell(changed.map(({ id }) => id)),
    });
  }

  async open(): Promise<void> {
    const decisions = await this.#options.log.read();
    this.state.take(decisions);
    this.state.changes();
    // A rule may have reached the log and not the rulebook when the machine went down.
    for (const decision of this.state.current.values()) await this.#options.desk.recover(decision);
  }

  /** One change after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  queue(asker: Asker = { steward: this.#options.steward, role: "steward", named: false }): Queue {
    const documents = this.#documents.map((d) => ({
      id: d.document_id,
      file: d.file,
      publisher: d.publisher,
      period: d.period,
      pages: d.pages,
    }));
    return {
      version: this.news.version,
      trouble: this.#trouble,
      items: this.state.inOrder(),
      documents,
      ...asker,
      signOff: this.#options.signOff === "wanted",
      quality: this.state.quality(),
      unmapped: this.#unmapped,
    };
  }

  queueSince(version: number): QueueChange | undefined {
    const ids = this.news.since(version);
    if (ids === undefined) return undefined;
    return {
      version: this.news.version,
      trouble: this.#trouble,
      changed: ids.flatMap((id) => this.state.item(id) ?? []),
      gone: ids.filter((id) => this.state.item(id) === undefined),
      quality: this.state.quality(),
      unmapped: this.#unmapped,
    };
  }

  async look(observation: string): Promise<string | undefined> {
    const about = this.state.about(observation);
    if (about !== undefined) return about;
    const { publication } = this.#options;
    for (const { document_id } of this.#documents) {
      if (this.state.observations.has(observation)) break;
      const found = (await publication.observationsOf(document_id)).find(
        (o) => o.observation_id === observation,
      );
      if (found !== undefined) this.state.observations.set(observation, found);
    }
    if (!this.state.observations.has(observation)) return undefined;
    const id = this.state.look(observation);
    this.#tell();
    return id;
  }

  async decide(request: DecisionRequest): Promise<Effect> {
    return this.#write(await this.#options.log.append(this.#drafts(request)));
  }

  #drafts(request: DecisionRequest): Draft[] {
    const { engineVersion, now } = this.#options;
    const chosen = request.choices.map((c) => ({ ...c, known: this.state.known.get(c.anomaly) }));
    return draftsOf(request, chosen, this.state.observations, { engineVersion, at: now().toISOString() });
  }

  async sign(request: SignRequest): Promise<Effect> {
    const { log, signOff, now } = this.#options;
    if (signOff === "none")
      throw new BadRequest({
        fr: "ici, les décisions ne se visent pas.",
        en: "decisions are not signed here.",
      });
    const decisions = await log.read();
    return this.#write(await log.append(signatureDrafts(request, decisions, now().toISOString())));
  }

  async undo(steward: string): Promise<Effect> {
    const { log, now, desk } = this.#options;
    this.checks.take(await log.read());
    const added = await log.append(undoDrafts(this.state.decisions, steward, now().toISOString()));
    for (const decision of added) await desk.follow(decision);
    return this.#write(added);
  }

  async foresee(id: string, ruling: Ruling): Promise<Foreseen> {
    const { steward } = this.#options;
    const choices = [{ anomaly: id, supersedes: this.state.current.get(id)?.decision_id ?? "" }];
    const decisions = this.#drafts({ choices, ruling, comment: "", steward }).map(
      (d) => lineOf(d, "").link.decision,
    );
    const trial = this.state.copy();
    trial.take([...trial.decisions, ...decisions]);
    const result = await this.#options.recheck(documentsOf(decisions), [...trial.current.values()]);
    if (result === undefined) return null;
    trial.absorb(result);
    const settles = !result.anomalies.some((a) => a.anomaly_id === id);
    return { settles, ...othersIn(trial.changes(), [id]) };
  }

  async figures(): Promise<Figures> {
    const figures = await this.#options.desk.figures();
    const lost = this.#documents.filter((d) => figures.missing.includes(d.document_id));
    const listed = figures.groups.reduce((sum, group) => sum + group.figures.length, 0);
    this.#unmapped = listed + lost.reduce((sum, d) => sum + d.figures_unmapped, 0);
    return figures;
  }

  async writeRule(request: RuleRequest): Promise<RuleTrial> {
    const { desk, log, engineVersion, now } = this.#options;
    const trial = await desk.trial(request);
    const draft = await desk.draft(request, { engineVersion, at: now().toISOString() }, this.state.current);
    const [added] = await log.append([draft]);
    if (added !== undefined) await desk.follow(added);
    this.checks.take(await log.read());
    this.#tell();
    return trial;
  }

  async refresh(): Promise<void> {
    const decisions = await this.#readLog();
    if (decisions === undefined || decisions.length === this.state.decisions.length) return;
    this.checks.take(decisions);
    await this.checks.checkTaken();
    this.#tell();
  }

  /** The log as it now is; undefined where somebody has altered it, which every page is told. */
  async #readLog(): Promise<Decision[] | undefined> {
    const [decisions, trouble] = await this.#options.log.read().then(
      (found) => [found, null] as const,
      (error: unknown) => [undefined, troubleIn(error)] as const,
    );
    if (trouble?.en !== this.#trouble?.en) {
      this.#trouble = trouble;
      this.#tell();
    }
    return decisions;
  }

  async #write(added: readonly Decision[]): Promise<Effect> {
    const started = performance.now();
    this.checks.take(await this.#options.log.read());
    const rechecked = await this.checks.checkTaken();
    const changed = this.#tell();
    const milliseconds = Math.round(performance.now() - started);
    const decided = added.map((d) => d.anomaly_id);
    return { decided, ...othersIn(changed, decided), rechecked, milliseconds };
  }

  /** Tells what has changed since this was last told; returns it. */
  #tell(): Change[] {
    const changed = this.state.changes();
    this.news.tell(changed.map(({ id }) => id));
    return changed;
  }
}

function troubleIn(error: unknown): Message {
  if (error instanceof Fault) return error.line;
  const said = error instanceof Error ? error.message : String(error);
  return { fr: said, en: said };
}
