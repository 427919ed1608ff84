import { randomBytes } from "node:crypto";
import { Decimal, type Decision, type Message, type Observation } from "../model/index.js";
import type { Draft } from "./log/chain.js";
import { before, currentDecisions, isRuling, lastBatch, undoBatch } from "./log/fold.js";
import { signaturesIn } from "./log/signature.js";
import { loggedSubject } from "./subject.js";
import type { DecisionRequest, Ruling, SignRequest, Subject } from "./wire.js";

/** A request that cannot be carried out; nothing was written. */
export class BadRequest extends Error {
  constructor(readonly what: Message) {
    super(what.en);
  }
}

interface Chosen {
  anomaly: string;
  supersedes: string;
  known: Subject | undefined;
}

interface Stamp {
  engineVersion: string;
  at: string;
}

/**
 * The lines that a request stands for: one for the anomaly looked at, and one for each further one that the same
 * ruling fits (the same proposal, or a verdict). Throws `BadRequest` where the first makes no sense.
 */
export function draftsOf(
  request: DecisionRequest,
  chosen: readonly Chosen[],
  observations: ReadonlyMap<string, Observation>,
  stamp: Stamp,
): Draft[] {
  const [first] = chosen;
  if (first?.known === undefined)
    throw new BadRequest({ fr: "cette anomalie n'existe pas.", en: "there is no such anomaly." });
  const leading = first.known;
  const batch = randomBytes(6).toString("hex");
  return chosen.flatMap(({ known, supersedes }) => {
    if (known === undefined) return [];
    const ruled = ruledOn(known, leading, request.ruling, observations);
    if (ruled === undefined) return [];
    return [
      {
        anomaly_id: known.anomaly_id,
        ...ruled,
        comment: request.comment,
        steward: request.steward,
        role: "steward" as const,
        at: stamp.at,
        batch,
        supersedes,
        engine_version: stamp.engineVersion,
        seen: seenOf(known, observations),
        ...loggedSubject(known, observations),
      },
    ];
  });
}

const seenOf = (anomaly: Subject, observations: ReadonlyMap<string, Observation>): Draft["seen"] =>
  anomaly.observations.map(({ observation }) => ({
    observation,
    value: observations.get(observation)?.obs_value_printed ?? null,
  }));

type Ruled = Pick<Draft, "verdict" | "changes" | "proposal_rank">;

/** What a ruling on the leading anomaly means for one; undefined where it does not fit it. */
function ruledOn(
  anomaly: Subject,
  leading: Subject,
  ruling: Ruling,
  observations: ReadonlyMap<string, Observation>,
): Ruled | undefined {
  if (ruling.kind === "verdict") return { verdict: ruling.verdict, changes: [], proposal_rank: null };
  if (ruling.kind === "value") return anomaly === leading ? typed(anomaly, ruling, observations) : undefined;
  const model = leading.proposals[ruling.rank];
  if (model === undefined)
    throw new BadRequest({ fr: "cette proposition n'existe pas.", en: "there is no such proposal." });
  const rank = anomaly.proposals.findIndex(
    (p) => p.value === model.value && p.observation === model.observation && p.kind === model.kind,
  );
  if (rank < 0) return undefined;
  const old = model.observation === "" ? anomaly.stated : printed(observations, model.observation);
  return {
    verdict: "corrected",
    changes: [{ observation: model.observation, old, new: model.value }],
    proposal_rank: rank,
  };
}

function typed(
  anomaly: Subject,
  { observation, value, verdict }: Extract<Ruling, { kind: "value" }>,
  observations: ReadonlyMap<string, Observation>,
): Ruled {
  if (observation === "") {
    if (value.trim() === "") throw new BadRequest({ fr: "le nom est vide.", en: "the name is empty." });
    return {
      verdict,
      changes: [{ observation, old: anomaly.stated, new: value.trim() }],
      proposal_rank: null,
    };
  }
  if (!anomaly.observations.some((o) => o.observation === observation))
    throw new BadRequest({
      fr: "cette anomalie ne porte pas sur cette valeur.",
      en: "this anomaly is not about that value.",
    });
  if (!Decimal.safeParse(value).success)
    throw new BadRequest({ fr: "ce n'est pas un nombre.", en: "that is no number." });
  return {
    verdict,
    changes: [{ observation, old: printed(observations, observation), new: value }],
    proposal_rank: null,
  };
}

const printed = (observations: ReadonlyMap<string, Observation>, id: string): string | null =>
  observations.get(id)?.obs_value_printed ?? null;

const OWN: Message = {
  fr: "personne ne vise sa propre décision.",
  en: "nobody signs what they ruled themselves.",
};
const NOTHING: Message = { fr: "il n'y a rien à viser.", en: "there is nothing to sign." };

/**
 * The lines by which a second person signs: each says again what was ruled. What is not there to be signed, or was
 * ruled by whoever wants to sign, is left out; throws `BadRequest` where that is the first.
 */
export function signatureDrafts(
  { choices, comment, steward }: SignRequest,
  decisions: readonly Decision[],
  at: string,
): Draft[] {
  const current = currentDecisions(decisions);
  const { authorOf, isSigned } = signaturesIn(decisions);
  const batch = randomBytes(6).toString("hex");
  return choices.flatMap(({ anomaly, supersedes }, i) => {
    const ruling = current.get(anomaly);
    const open = isRuling(ruling) && !isSigned(ruling);
    if (!open || authorOf(ruling) === steward) {
      if (i > 0) return [];
      throw new BadRequest(open ? OWN : NOTHING);
    }
    const { decision_id, previous, ...said } = ruling;
    return [
      {
        ...said,
        comment: comment || said.comment,
        steward,
        role: "approver" as const,
        at,
        batch,
        supersedes,
      },
    ];
  });
}

/** The lines that take back a steward's last batch: what held before holds again. */
export function undoDrafts(decisions: readonly Decision[], steward: string, at: string): Draft[] {
  return lastBatch(decisions, steward).map(({ line, origin }) => {
    const restored = before(decisions, origin);
    const { decision_id, previous, ...earlier } = restored ?? origin;
    return {
      ...earlier,
      ...(isRuling(restored)
        ? {}
        : { verdict: "deferred" as const, changes: [], proposal_rank: null, comment: "" }),
      steward,
      at,
      batch: undoBatch(origin.batch),
      supersedes: line.decision_id,
    };
  });
}
