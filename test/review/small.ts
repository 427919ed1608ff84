import type { Anomaly, Decision, DocumentLine, Observation } from "../../src/model/index.js";
import { applyDecisions } from "../../src/review/apply.js";
import { decisionLog } from "../../src/review/log/log.js";
import { openSession, type Session, type SessionOptions } from "../../src/review/session.js";
import { anomaly, noRules, observation, publicationOf } from "./sample.js";

/** A report of four values, two misspellings, and a total that is told twice. */
export const line = { document_id: "doc", file: "doc.pdf", publisher: "mno", period: "2031" } as DocumentLine;
export const values = (): Observation[] => [
  observation("t", "45"),
  observation("p", "40"),
  observation("q", "2"),
  observation("s", "45"),
];
const proposal = (value: string): Anomaly["proposals"][number] => ({
  observation: "t",
  value,
  kind: "digit",
  probability: 0.6,
  repairs: ["a"],
  breaks: [],
  reason: { fr: "", en: "" },
});
export const total = (): Anomaly => anomaly({ proposals: [proposal("42")] });
/** The total told twice: it disagrees as soon as only one of the two is changed. */
const twice = (): Anomaly =>
  anomaly({
    anomaly_id: "r",
    check: "restated",
    group: "r",
    observations: [
      { observation: "t", role: "statement" },
      { observation: "s", role: "restatement" },
    ],
  });
export const typo = (id: string): Anomaly =>
  anomaly({
    anomaly_id: id,
    check: "commune",
    group: id,
    observations: [{ observation: "p", role: "label" }],
    stated: "Lillee",
    expected: "Lille",
    proposals: [{ ...proposal("Lille"), observation: "", kind: "spelling" }],
  });

export const recheck = async (_: readonly string[], decisions: readonly Decision[]) => {
  const { observations, stale } = applyDecisions(values(), decisions);
  const value = (id: string) => Number(observations.find((o) => o.observation_id === id)?.obs_value);
  const anomalies = [
    ...(value("t") === value("p") + value("q") ? [] : [total()]),
    ...(value("t") === value("s") ? [] : [twice()]),
    typo("x"),
    typo("y"),
  ];
  const found = new Set(["a", "x", "y", ...anomalies.map((each) => each.anomaly_id)]);
  return { anomalies, found, observations, stale, covers: () => true, documents: ["doc"] };
};

/** A review of the small report, its log at `path`. */
export const smallReview = (
  path: string,
  printed: Observation[] = values(),
  parts: Partial<SessionOptions> = {},
): Promise<Session> =>
  openSession({
    publication: publicationOf([total(), typo("x"), typo("y")], [line], printed),
    log: decisionLog(path),
    recheck,
    describe: (o) => ({ fr: o.source_text, en: o.source_text }),
    desk: noRules,
    signOff: "none",
    engineVersion: "0.1.0",
    steward: "agent",
    now: () => new Date("2031-02-03T04:05:06Z"),
    ...parts,
  });
