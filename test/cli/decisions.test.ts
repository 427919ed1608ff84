import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decisionLog } from "../../src/review/log/log.js";
import { anomaly, draft } from "../review/sample.js";
import { spoken } from "./spoken.js";

let folder: string;
let log: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-decisions-"));
  log = join(folder, "decisions.jsonl");
  const [kept, undone] = await decisionLog(log).append([
    draft("a", {
      verdict: "corrected",
      changes: [{ observation: "t", old: "45", new: "42" }],
      anomaly: anomaly(),
      comment: "d'après l'annexe",
    }),
    draft("b", { anomaly: anomaly({ anomaly_id: "b" }) }),
  ]);
  if (kept === undefined || undone === undefined) throw new Error("nothing was written");
  const { decision_id, previous, ...again } = undone;
  await decisionLog(log).append([
    { ...again, verdict: "deferred", batch: `undo:${undone.batch}`, supersedes: decision_id },
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("--list tells the decisions in force, one a line: when, who, what, where, from which value to which", async () => {
  const { out, code } = await spoken(["decisions", folder, "--list"]);
  const [line, count, ...rest] = out.trimEnd().split("\n");
  expect(line).toBe("2031-02-03 04:05  agent  corrected  total  doc, p. 1  45 → 42  d'après l'annexe");
  expect(count).toMatch(/^3 lines in the log, 1 decision in force; the chain is whole\.$/);
  expect(rest).toEqual([]);
  expect(code).toBe(0);
});

test("--export csv holds every line, taken back or not; --json the count", async () => {
  const csv = await spoken(["decisions", folder, "--export", "csv"]);
  expect(csv.out.split("\n").filter((row) => row.includes("2031-02-03"))).toHaveLength(3);
  const json = await spoken(["decisions", folder, "--json"]);
  expect(JSON.parse(json.out)).toMatchObject({ lines: 3, in_force: 1, unsigned: null, whole: true });
});

test("a folder that no run has written is no log that nobody has written to", async () => {
  const { err, code } = await spoken(["decisions", join(folder, "mistyped")]);
  expect(err).toContain("mistyped: holds no publication.");
  expect(code).toBe(2);
});

test.each([
  ["changed", (text: string) => text.replace("agent", "agenT"), /ligne 1 /],
  ["cut", (text: string) => text.slice(0, text.indexOf("\n") + 1), /3 décisions/],
] as const)(
  "a log that was %s is said so, in the language asked for, with exit code 2",
  async (_, spoil, said) => {
    const whole = await readFile(log, "utf8");
    await writeFile(log, spoil(whole));
    const { err, code } = await spoken(["decisions", folder, "--lang", "fr"]);
    expect(err).toMatch(said);
    expect(code).toBe(2);
    await writeFile(log, whole);
  },
);

test("review does not listen to others than this machine without a list of who may decide", async () => {
  for (const host of ["0.0.0.0", "192.168.1.7", "::"]) {
    const { out, err, code } = await spoken(["review", folder, "--host", host, "--no-open", "--lang", "en"]);
    expect(err).toContain(host);
    expect(err).toMatch(/must have a name\..*--stewards/s);
    expect(out).toBe("");
    expect(code).toBe(2);
  }
});
