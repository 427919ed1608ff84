import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Anomaly, Decision } from "../../src/model/index.js";
import { decisionLog } from "../../src/review/log/log.js";
import { setSignOff } from "../../src/review/log/policy.js";
import { isSampled, valueSubject } from "../../src/review/sample.js";
import { type Effects, run } from "../../src/run/index.js";
import { draft } from "./sample.js";

const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };
const REPORT = resolve(import.meta.dirname, "../../corpus/mno/mno-2023");

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "recoupe-rerun-"));
});
/** The same report is read once, and then only checked. */
vi.setConfig({ testTimeout: 300_000 });
afterAll(() => rm(out, { recursive: true, force: true }));

const go = () => run({ paths: [REPORT], out, cache: join(out, "cache") }, silent);
const anomalies = async (): Promise<Anomaly[]> =>
  JSON.parse(await readFile(join(out, "anomalies.json"), "utf8")) as Anomaly[];
const rows = async (name = "observations.csv"): Promise<Record<string, string>[]> =>
  parse(await readFile(join(out, name)), { columns: true });

test("a run applies the log beside its output, tells what no longer fits, and leaves the log as it is", async () => {
  await go();
  const total = (await anomalies()).find((a) => a.check === "total");
  const typo = (await anomalies()).find((a) => a.check === "commune" && a.severity === "error");
  const stated = total?.observations.find((o) => o.role === "total")?.observation ?? "";
  const log = decisionLog(join(out, "decisions.jsonl"));
  const change = (observation: string, old: string, to: string): Partial<Decision> => ({
    verdict: "corrected",
    changes: [{ observation, old, new: to }],
  });
  const [correction] = await log.append([
    draft(total?.anomaly_id ?? "", {
      ...change(stated, total?.stated ?? "", total?.expected ?? ""),
      ...(total ? { anomaly: total } : {}),
    }),
    draft(typo?.anomaly_id ?? "", {
      ...change("", typo?.stated ?? "", typo?.expected ?? ""),
      ...(typo ? { anomaly: typo } : {}),
    }),
    draft("gone", { ...(typo ? { anomaly: { ...typo, anomaly_id: "gone" } } : {}) }),
  ]);
  const written = await readFile(join(out, "decisions.jsonl"), "utf8");

  const { remarks } = await go();
  const left = (await anomalies()).map((a) => a.anomaly_id);
  expect(left).not.toContain(total?.anomaly_id);
  expect(left).not.toContain(typo?.anomaly_id);
  expect((await rows()).find((o) => o.observation_id === stated)).toMatchObject({
    obs_value: total?.expected,
    obs_value_printed: total?.stated,
    obs_status: "A",
    decision_id: correction?.decision_id,
  });
  expect(remarks.filter(({ en }) => en.includes("recoupe review"))).toHaveLength(1);
  expect(await readFile(join(out, "decisions.jsonl"), "utf8")).toBe(written);
});

test("where two steps are wanted, only what is signed is applied; each publication states its residual error", async () => {
  const log = decisionLog(join(out, "decisions.jsonl"));
  const [unflagged] = (await rows()).filter((o) => isSampled(o.observation_id ?? ""));
  const observation = unflagged?.observation_id ?? "";
  const [verdict] = await log.append([
    draft(valueSubject(observation), {
      verdict: "extraction_error",
      changes: [{ observation, old: unflagged?.obs_value_printed ?? "", new: "1" }],
      about: { observation, document: unflagged?.document_id ?? "", page: 1 },
      seen: [{ observation, value: unflagged?.obs_value_printed ?? "" }],
      steward: "Camille",
    }),
  ]);
  const value = async () => (await rows()).find((o) => o.observation_id === observation);
  const rate = async () => (await rows("quality.csv")).find((line) => line.document_id === "_T");

  await setSignOff(out, "wanted");
  await go();
  expect(await value()).toMatchObject({ obs_value: unflagged?.obs_value, decision_id: "" });
  expect(await rate()).toMatchObject({ checked: "0", rate: "" });
  const { decision_id, previous, ...said } = verdict as Decision;
  await log.append([
    { ...said, role: "approver", steward: "Dominique", batch: "s", supersedes: decision_id },
  ]);
  await go();
  expect(await value()).toMatchObject({ obs_value: "1", obs_status: "A" });
  expect(await rate()).toMatchObject({ checked: "1", wrong: "1", rate: "1", rate_high: "1" });
});
