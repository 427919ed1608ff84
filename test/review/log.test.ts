import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { currentDecisions, lastBatch } from "../../src/review/log/fold.js";
import { Conflict, decisionLog } from "../../src/review/log/log.js";
import { draft } from "./sample.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-log-"));
  path = join(folder, "decisions.jsonl");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const verdicts = async (): Promise<string[]> => (await decisionLog(path).read()).map((d) => d.verdict);

describe("the log of decisions", () => {
  test("is empty where nobody has decided, and holds what was added, in order", async () => {
    const log = decisionLog(path);
    expect(await log.read()).toEqual([]);
    await log.append([draft("a"), draft("b", { verdict: "source_error" })]);
    await log.append([draft("c", { verdict: "deferred" })]);
    expect(await verdicts()).toEqual(["legitimate", "source_error", "deferred"]);
  });

  test("is a chain: each line names the hash of the one before", async () => {
    const log = decisionLog(path);
    await log.append([draft("a"), draft("b")]);
    const [first, second] = await log.read();
    expect(first?.previous).toBe("");
    expect(second?.previous).toMatch(/^[0-9a-f]{64}$/);
    expect(first?.decision_id).not.toBe(second?.decision_id);
  });

  test("a line cut short anywhere by a crash is not counted, unless only its end of line is missing", async () => {
    await decisionLog(path).append([draft("a")]);
    const before = await readFile(path);
    const head = await readFile(`${path}.head`);
    await decisionLog(path).append([draft("b", { comment: "écart de 5 €" })]);
    const after = await readFile(path);
    for (let length = before.length; length < after.length; length++) {
      await writeFile(path, after.subarray(0, length));
      await writeFile(`${path}.head`, head);
      const whole = length === after.length - 1;
      expect(await decisionLog(path).read(), `${length} bytes`).toHaveLength(whole ? 2 : 1);
    }
    for (const length of [before.length + 1, before.length + 40, after.length - 1]) {
      await writeFile(path, after.subarray(0, length));
      await writeFile(`${path}.head`, head);
      const kept = (await decisionLog(path).read()).map((d) => d.anomaly_id);
      await decisionLog(path).append([draft("c")]);
      expect((await decisionLog(path).read()).map((d) => d.anomaly_id)).toEqual([...kept, "c"]);
    }
  });

  test("a changed character anywhere before the end is noticed, and nothing is added to such a log", async () => {
    await decisionLog(path).append([draft("a", { comment: "un" }), draft("b", { comment: "deux" })]);
    const text = await readFile(path, "utf8");
    for (const [old, altered] of [
      ['"comment":"un"', '"comment":"dix"'],
      ['"comment":"deux"', '"comment":"rien"'],
      ['"steward":"', '"steward":"x'],
      ['"previous":""', '"previous":"00"'],
    ] as const) {
      await writeFile(path, text.replace(old, altered));
      await expect(decisionLog(path).read(), altered).rejects.toThrow(/line \d/);
      await expect(decisionLog(path).append([draft("c")])).rejects.toThrow(/line \d/);
    }
  });

  test("a removed line is noticed: the first, one in the middle, and the last", async () => {
    await decisionLog(path).append([draft("a"), draft("b"), draft("c")]);
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    for (const removed of [0, 1, 2]) {
      await writeFile(path, `${lines.filter((_, i) => i !== removed).join("\n")}\n`);
      await expect(decisionLog(path).read(), `without line ${removed + 1}`).rejects.toThrow();
    }
    await truncate(path, 0);
    await expect(decisionLog(path).read()).rejects.toThrow(/cut off/);
  });

  test("an open log reads only what was added, by whomever, and notices when its end is gone", async () => {
    const [mine, other] = [decisionLog(path), decisionLog(path)];
    await mine.append([draft("a")]);
    await other.append([draft("b")]);
    expect((await mine.read()).map((d) => d.anomaly_id)).toEqual(["a", "b"]);
    await mine.append([draft("c")]);
    expect((await other.read()).map((d) => d.anomaly_id)).toEqual(["a", "b", "c"]);
    await truncate(path, (await readFile(path)).indexOf(0x0a) + 1);
    await expect(other.read()).rejects.toThrow(/cut off/);
  });

  test("text that is no decision is noticed", async () => {
    await decisionLog(path).append([draft("a")]);
    await appendFile(path, '{"verdict":"legitimate"}\n');
    await expect(decisionLog(path).read()).rejects.toThrow("line 2 is no decision");
  });

  test("lines of several writers never mix, and none is lost", async () => {
    const logs = [decisionLog(path), decisionLog(path), decisionLog(path)];
    await Promise.all(
      Array.from({ length: 24 }, (_, i) => logs[i % 3]?.append([draft(`a${i}`), draft(`b${i}`)])),
    );
    const written = await decisionLog(path).read();
    expect(written).toHaveLength(48);
    for (let i = 0; i < 48; i += 2)
      expect(written[i + 1]?.anomaly_id).toBe(written[i]?.anomaly_id.replace("a", "b"));
  });

  test("of two stewards on one anomaly the second is told, and nothing of theirs is written", async () => {
    const [one, two] = [decisionLog(path), decisionLog(path)];
    await one.append([draft("a")]);
    await expect(two.append([draft("z"), draft("a", { verdict: "source_error" })])).rejects.toThrow(Conflict);
    expect(await verdicts()).toEqual(["legitimate"]);
  });

  test("a lock left behind by a dead process does not keep others out", async () => {
    await writeFile(
      `${path}.lock`,
      JSON.stringify({ pid: 2 ** 22 + 1, host: (await import("node:os")).hostname() }),
    );
    await decisionLog(path).append([draft("a")]);
    expect(await verdicts()).toEqual(["legitimate"]);
  });
});

describe("what holds", () => {
  test("is the last line on each anomaly", async () => {
    const log = decisionLog(path);
    const [first] = await log.append([draft("a")]);
    await log.append([draft("a", { verdict: "source_error", supersedes: first?.decision_id ?? "" })]);
    expect(currentDecisions(await log.read()).get("a")?.verdict).toBe("source_error");
    expect(await verdicts()).toHaveLength(2);
  });

  test("what is taken back is the steward's own last batch that still holds", async () => {
    const log = decisionLog(path);
    await log.append([draft("a", { batch: "1" })]);
    const two = await log.append([draft("b", { batch: "2" }), draft("c", { batch: "2" })]);
    await log.append([draft("d", { batch: "3", steward: "autre" })]);
    const last = async (): Promise<string[]> =>
      lastBatch(await log.read(), "agent").map(({ line }) => line.anomaly_id);
    expect(await last()).toEqual(["b", "c"]);
    await log.append(
      two.map((d) =>
        draft(d.anomaly_id, { verdict: "deferred", batch: "undo:2", supersedes: d.decision_id }),
      ),
    );
    expect(await last()).toEqual(["a"]);
  });
});
