import { createHash, randomBytes } from "node:crypto";
import { type Decision, type DocumentLine, Fault } from "../../model/index.js";
import { BadRequest } from "../drafts.js";
import type { Draft } from "../log/chain.js";
import { isRuling } from "../log/fold.js";
import { locked } from "../log/lock.js";
import type { Figures, LooseFigure, RuleRequest, RuleTrial } from "../wire.js";
import { groupsOf, type Loose } from "./groups.js";
import { difference, hasRule, ruleId, withoutRule, withRule } from "./text.js";

/** The rulebooks, and what they make of the reports of a publication. */
export interface Rulebooks {
  /** Figures of a document that no rule claims; undefined where its report is gone, or another one. */
  loose(document: string): Promise<Loose[] | undefined>;
  /** File of a publisher's rulebook; undefined where it has none. */
  fileOf(publisher: string): string | undefined;
  read(file: string): Promise<string>;
  /** What a rulebook in these words would change in some documents. Throws `Fault` where it is not well formed. */
  effect(
    publisher: string,
    text: string,
    documents: readonly string[],
  ): Promise<{ claimed: LooseFigure[]; changed: LooseFigure[] }>;
  /** Replaces the file as a whole, once the text is well formed. Throws `Fault` where it cannot be written. */
  write(publisher: string, text: string): Promise<void>;
  indicators: Figures["indicators"];
}

/** Rules that stewards write for figures that no rule claims. */
export interface RuleDesk {
  figures(): Promise<Figures>;
  trial(request: RuleRequest): Promise<RuleTrial>;
  /** The line of the log that a rule stands for. Throws `BadRequest` where the rulebook is no more as it was seen. */
  draft(
    request: RuleRequest,
    stamp: { engineVersion: string; at: string },
    current: ReadonlyMap<string, Decision>,
  ): Promise<Draft>;
  /** Makes the rulebook follow a line that was just added to the log. */
  follow(decision: Decision): Promise<void>;
  /** The same for a line that was there before: only where nobody has touched the file since. */
  recover(decision: Decision): Promise<void>;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const RULE = "rule:";

export function ruleDesk(documents: readonly DocumentLine[], rulebooks: Rulebooks): RuleDesk {
  const opened = async (publisher: string): Promise<{ file: string; text: string }> => {
    const file = rulebooks.fileOf(publisher);
    if (file === undefined)
      throw new Fault({
        file: `schemas/publishers/${publisher}.yaml`,
        message: {
          fr: "n'est pas là : cet éditeur n'a pas de livre de règles.",
          en: "is not there: this publisher has no rulebook.",
        },
        remedy: {
          fr: "En commencer un avec `recoupe rules draft`.",
          en: "Begin one with `recoupe rules draft`.",
        },
      });
    return { file, text: await rulebooks.read(file) };
  };
  const changed = (text: string, { rule, ...decision }: Decision): string | undefined => {
    if (rule === undefined) return undefined;
    const there = hasRule(text, rule.list, rule.id);
    if (isRuling(decision as Decision)) return there ? undefined : withRule(text, rule, rule.publisher);
    return there ? withoutRule(text, rule.list, rule.id) : undefined;
  };
  const make = async (decision: Decision, mayTouch: (text: string) => boolean): Promise<void> => {
    if (decision.rule === undefined) return;
    const { publisher } = decision.rule;
    const { file } = await opened(publisher);
    await locked(file, async () => {
      const { text } = await opened(publisher);
      const next = mayTouch(text) ? changed(text, decision) : undefined;
      if (next !== undefined) await rulebooks.write(publisher, next);
    });
  };
  return {
    figures: async () => {
      const lines = documents.filter((d) => d.figures_unmapped > 0);
      const found: Loose[] = [];
      const missing: string[] = [];
      for (const { document_id } of lines) {
        const loose = await rulebooks.loose(document_id);
        if (loose === undefined) missing.push(document_id);
        else found.push(...loose);
      }
      const groups = groupsOf(found, (publisher) => rulebooks.fileOf(publisher)?.split("/").at(-1) ?? "");
      return { groups, indicators: rulebooks.indicators, missing };
    },
    trial: async (request) => {
      const { file, text } = await opened(request.publisher);
      const next = withRule(text, request, file);
      const effect = await rulebooks.effect(request.publisher, next, request.documents);
      return { diff: difference(text, next, file.split("/").at(-1) ?? file), seen: sha256(text), ...effect };
    },
    draft: async (request, { engineVersion, at }, current) => {
      const { file, text } = await opened(request.publisher);
      if (sha256(text) !== request.seen)
        throw new BadRequest({
          fr: "le livre de règles a changé entre-temps : regardez de nouveau la différence.",
          en: "the rulebook was changed meanwhile: look at the difference again.",
        });
      const id = ruleId(request.text, file);
      const anomaly_id = `${RULE}${request.publisher}#${id}`;
      const { publisher, list, text: rule } = request;
      const after = sha256(withRule(text, request, file));
      return {
        anomaly_id,
        verdict: list === "ignore" ? "legitimate" : "corrected",
        changes: [],
        proposal_rank: null,
        comment: request.comment,
        steward: request.steward,
        role: "steward",
        at,
        batch: randomBytes(6).toString("hex"),
        supersedes: current.get(anomaly_id)?.decision_id ?? "",
        engine_version: engineVersion,
        rule: { publisher, list, id, text: rule, before: sha256(text), after },
      };
    },
    follow: (decision) => make(decision, () => true),
    recover: (decision) =>
      make(decision, (text) => {
        const { rule } = decision;
        return sha256(text) === (isRuling(decision) ? rule?.before : rule?.after);
      }).catch(() => undefined),
  };
}
