import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Anomaly, Decision } from "../../src/model/index.js";
import { decisionLog } from "../../src/review/log/log.js";
import { type Effects, run } from "../../src/run/index.js";
import { draft } from "./sample.js";

const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };
const REPORT = resolve(import.meta.dirname, "../../corpus/mno/mno-2023");

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "recoupe-rerun-"));
});
afterAll(() => rm(out, { recursive: true, force: true }));

const go = () => run({ paths: [REPORT], out }, silent);
const anomalies = async (): Promise<Anomaly[]> =>
  JSON.parse(await readFile(join(out, "anomalies.json"), "utf8")) as Anomaly[];
const rows = async (): Promise<Record<string, string>[]> =>
  parse(await readFile(join(out, "observations.csv")), { columns: true });

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
  expect(remarks.filter((remark) => remark.includes("recoupe review"))).toHaveLength(1);
  expect(await readFile(join(out, "decisions.jsonl"), "utf8")).toBe(written);
});
