import type { Anomaly, Decision, DocumentLine, Observation } from "../../src/model/index.js";
import type { Publication } from "../../src/review/publication.js";
import type { RuleDesk } from "../../src/review/rules/desk.js";

/** A value of a report, printed in a table. */
export { observationOf as observation } from "../fixtures/observation.js";

/** A decision to be, by "agent", that an anomaly is none. */
export function draft(
  anomaly_id: string,
  parts: Partial<Decision> = {},
): Omit<Decision, "decision_id" | "previous"> {
  return {
    anomaly_id,
    verdict: "legitimate",
    changes: [],
    proposal_rank: null,
    comment: "",
    steward: "agent",
    role: "steward",
    at: "2031-02-03T04:05:06.000Z",
    batch: "1",
    supersedes: "",
    engine_version: "0.1.0",
    ...parts,
  };
}

/** A total that its two parts do not make: 40 + 2 ≠ 45. */
export function anomaly(parts: Partial<Anomaly> = {}): Anomaly {
  return {
    anomaly_id: "a",
    check: "total",
    severity: "error",
    documents: ["doc"],
    observations: [
      { observation: "t", role: "total" },
      { observation: "p", role: "part" },
      { observation: "q", role: "part" },
    ],
    stated: "45",
    expected: "42",
    difference: "3",
    tolerance: "0",
    arithmetic: "40 + 2 = 42 ≠ 45",
    suspects: [{ observation: "t", probability: 0.6 }],
    proposals: [],
    origin: "source",
    group: "g",
    message: { fr: "fr", en: "en" },
    page: 1,
    notes: [],
    ...parts,
  };
}

/** A publication in memory. */
export const publicationOf = (
  anomalies: Anomaly[],
  documents: DocumentLine[],
  observations: Observation[],
  sample: string[] = [],
): Publication => ({
  anomalies,
  documents,
  observations: new Map(observations.map((o) => [o.observation_id, o])),
  sample,
  unflagged: observations.length,
  observationsOf: async (document) => observations.filter((o) => o.document_id === document),
  tellersOf: () => [],
  close: async () => undefined,
});

const none = async (): Promise<never> => {
  throw new Error("there are no rulebooks here");
};

/** Where no rules are written. */
export const noRules: RuleDesk = {
  figures: async () => ({ groups: [], indicators: [], missing: [] }),
  trial: none,
  draft: none,
  follow: async () => undefined,
  recover: async () => undefined,
};
