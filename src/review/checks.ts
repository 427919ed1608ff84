import { setTimeout as pause } from "node:timers/promises";
import type { Decision } from "../model/index.js";
import { documentsOf } from "./effect.js";
import type { Change } from "./lines.js";
import type { Recheck, ReviewState } from "./state.js";
import type { Effect } from "./wire.js";

/**
 * Checks documents again; undefined where one of them is not there any more, or is not the same file. `decisions` are
 * all those in force.
 */
export type Rechecker = (
  documents: readonly string[],
  decisions: readonly Decision[],
) => Promise<Recheck | undefined>;

/** How long a decision waits for its reports to be read; where it takes longer they are checked behind it. */
const PATIENCE_MS = 1000;

/** What can wait does so until the page has what it asks for after a decision. */
const BEHIND_MS = 300;

interface ChecksOptions {
  state: ReviewState;
  recheck: Rechecker;
  /** Does one change after the other. */
  inTurn: (work: () => Promise<void>) => Promise<void>;
  /** Tells pages what has changed; where no line has, they look again at what an anomaly proposes. */
  tell: (changed: readonly Change[]) => void;
}

/** Has the reports checked that decisions are about, at once where values changed, else behind them. */
export class Checks {
  readonly #options: ChecksOptions;
  /** Documents that decisions taken in are about: those whose values changed, and those only judged. */
  #unchecked = { valued: new Set<string>(), judged: new Set<string>() };

  constructor(options: ChecksOptions) {
    this.#options = options;
  }

  /** Takes the log as it now is, with what others wrote. */
  take(decisions: readonly Decision[]): void {
    const { state } = this.#options;
    for (const decision of decisions.slice(state.decisions.length)) {
      const kind = this.#changesValues(decision) ? "valued" : "judged";
      for (const document of documentsOf([decision])) this.#unchecked[kind].add(document);
    }
    state.take(decisions);
  }

  /** Whether a decision gives a value, or takes back one that was given: only then another anomaly closes or opens. */
  #changesValues({ changes, anomaly_id }: Decision): boolean {
    return changes.length > 0 || (this.#options.state.current.get(anomaly_id)?.changes.length ?? 0) > 0;
  }

  /** Checks what the decisions taken in are about. */
  async checkTaken(): Promise<Effect["rechecked"]> {
    const { valued, judged } = this.#unchecked;
    this.#unchecked = { valued: new Set(), judged: new Set() };
    if (judged.size > 0) this.#behind([...judged]);
    return valued.size > 0 ? this.#soon([...valued]) : "now";
  }

  async #soon(documents: readonly string[]): Promise<Effect["rechecked"]> {
    const shown = this.#check(documents);
    const result = await Promise.race([shown, pause(PATIENCE_MS, "later" as const, { ref: false })]);
    if (result === undefined) return "never";
    if (result !== "later") {
      this.#options.state.absorb(result);
      return "now";
    }
    shown.then(() => this.#behind(documents)).catch(() => undefined);
    return "later";
  }

  /** A verdict alone makes some values less suspect than others: the pages are told when that was worked out. */
  #behind(documents: readonly string[]): void {
    pause(BEHIND_MS, undefined, { ref: false })
      .then(() => this.#inTurn(documents, this.#options.tell))
      .catch(() => undefined);
  }

  /** Reads and checks documents before they are needed. */
  async warm(documents: readonly string[]): Promise<void> {
    await this.#inTurn(documents, (changed) => {
      if (changed.length > 0) this.#options.tell(changed);
    });
  }

  /** Decisions do not wait while reports are read. */
  async #inTurn(documents: readonly string[], tell: ChecksOptions["tell"]): Promise<void> {
    const { recheck, inTurn, state } = this.#options;
    await recheck(documents, []);
    await inTurn(async () => {
      const result = await this.#check(documents);
      if (result !== undefined) state.absorb(result);
      tell(state.changes());
    });
  }

  /** Checks the reports whose values were decided on since the publication was made: what that opened is in no file. */
  async catchUp(): Promise<void> {
    const { current, observations } = this.#options.state;
    const isApplied = ({ changes }: Decision): boolean =>
      changes.every((c) => c.observation === "" || observations.get(c.observation)?.obs_value === c.new);
    const late = [...current.values()].filter((decision) => !isApplied(decision));
    for (const document of documentsOf(late)) await this.warm([document]);
  }

  #check(documents: readonly string[]): Promise<Recheck | undefined> {
    const { recheck, state } = this.#options;
    return recheck(documents, [...state.current.values()]);
  }
}
