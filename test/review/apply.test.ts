import { describe, expect, test } from "vitest";
import {
  type Anomaly,
  type Decision,
  type Extraction,
  type Observation,
  valuesAlone,
} from "../../src/model/index.js";
import { applyDecisions } from "../../src/review/apply.js";
import { lineOf } from "../../src/review/log/chain.js";
import { checkDecided } from "../../src/run/decisions.js";
import { anomaly, draft, observation } from "./sample.js";

const decision = (parts: Partial<Decision>): Decision => lineOf(draft("a", parts), "").link.decision;
const table = (): Observation[] => [observation("t", "45"), observation("p", "40"), observation("q", "2")];
const seen = [
  { observation: "t", value: "45" },
  { observation: "p", value: "40" },
  { observation: "q", value: "2" },
];
const correction = (parts: Partial<Decision> = {}): Decision =>
  decision({
    verdict: "corrected",
    changes: [{ observation: "t", old: "45", new: "42" }],
    anomaly: anomaly(),
    seen,
    ...parts,
  });
const one = (observations: readonly Observation[], id: string): Observation | undefined =>
  observations.find((o) => o.observation_id === id);

describe("applying the log", () => {
  test("a correction is retained beside what is printed", () => {
    const ruling = correction();
    const { observations, stale } = applyDecisions(table(), [ruling]);
    expect(stale).toEqual([]);
    expect(one(observations, "t")).toMatchObject({
      obs_value: "42",
      obs_value_printed: "45",
      obs_status: "A",
      decision_id: ruling.decision_id,
    });
    expect(one(observations, "p")).toEqual(one(table(), "p"));
  });

  test.each([
    ["legitimate", "p", "A"],
    ["not_same_fact", "t", "A"],
    ["source_error", "t", "U"],
    ["source_error", "p", "V"],
    ["extraction_error", "t", "U"],
    ["deferred", "t", "V"],
  ] as const)("%s leaves the values, and gives %s the status %s", (verdict, id, status) => {
    const { observations } = applyDecisions(table(), [decision({ verdict, anomaly: anomaly(), seen })]);
    expect(one(observations, id)).toMatchObject({
      obs_value: one(table(), id)?.obs_value,
      obs_status: status,
    });
  });

  test("a missing value keeps saying why it is missing", () => {
    const values = [observation("t", "45", { obs_value: null, obs_value_printed: null, obs_status: "M" })];
    const ruling = decision({ verdict: "source_error", anomaly: anomaly() });
    expect(applyDecisions(values, [ruling]).observations[0]?.obs_status).toBe("M");
  });

  test("applied twice it is as applied once", () => {
    const once = applyDecisions(table(), [correction()]).observations;
    expect(applyDecisions(once, [correction()]).observations).toEqual(once);
  });

  test("a decision is stale where a cell it looked at is printed otherwise, or gone", () => {
    const changed = table().map((o) => (o.observation_id === "q" ? { ...o, obs_value_printed: "5" } : o));
    const gone = table().filter((o) => o.observation_id !== "q");
    for (const observations of [changed, gone]) {
      const result = applyDecisions(observations, [correction()]);
      expect(result.stale).toHaveLength(1);
      expect(one(result.observations, "t")?.obs_value).toBe("45");
    }
  });

  test("decisions on reports that are not in the run are neither applied nor stale", () => {
    const elsewhere = correction({ anomaly: anomaly({ documents: ["other"] }) });
    expect(applyDecisions(table(), [elsewhere])).toEqual({ observations: table(), stale: [] });
  });
});

describe("checking again with what was decided", () => {
  const document = { document_id: "doc", file: "", sha256: "", publisher: "mno", period: "2031" };
  const extraction = (observations: Observation[]): Extraction => valuesAlone(document, observations);
  /** t = p + q; and once that holds, p must not be 40. */
  const check = async ([e]: readonly Extraction[]): Promise<Anomaly[]> => {
    const value = (id: string): number => Number(one(e?.observations ?? [], id)?.obs_value);
    if (value("t") !== value("p") + value("q")) return [anomaly()];
    return value("p") === 40 ? [anomaly({ anomaly_id: "b", check: "scale" })] : [];
  };

  test("without decisions it is one check", async () => {
    const { anomalies } = await checkDecided([extraction(table())], [], check);
    expect(anomalies.map((a) => a.anomaly_id)).toEqual(["a"]);
  });

  test("a correction settles its anomaly, and what it uncovers is told", async () => {
    const { anomalies, stale, extractions } = await checkDecided(
      [extraction(table())],
      [correction()],
      check,
    );
    expect(anomalies.map((a) => a.anomaly_id)).toEqual(["b"]);
    expect(stale).toEqual([]);
    expect(one(extractions[0]?.observations ?? [], "t")?.obs_value).toBe("42");
  });

  test("a decision on what a correction uncovered is applied too", async () => {
    const second = correction({ anomaly_id: "b", verdict: "legitimate", changes: [] });
    const { anomalies, stale } = await checkDecided([extraction(table())], [correction(), second], check);
    expect([anomalies, stale]).toEqual([[], []]);
  });

  test("what is said to be right is no longer told; a printing error left as printed still is", async () => {
    const ruled = (verdict: Decision["verdict"]) =>
      checkDecided([extraction(table())], [correction({ verdict, changes: [] })], check);
    expect((await ruled("legitimate")).anomalies).toEqual([]);
    expect((await ruled("not_same_fact")).anomalies).toEqual([]);
    expect((await ruled("source_error")).anomalies).toHaveLength(1);
  });

  test("a decision whose anomaly no longer shows comes back", async () => {
    const old = correction({ anomaly_id: "z" });
    const { stale, anomalies } = await checkDecided([extraction(table())], [old], check);
    expect(stale).toEqual([old]);
    expect(anomalies).toHaveLength(1);
  });
});
