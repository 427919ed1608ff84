import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decisionLog } from "../../src/review/log/log.js";

const WRITERS = 3;
const ROUNDS = 3;
/** Milliseconds from the first line until the writer is killed. */
const LONGEST = 120;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-killed-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Park and Miller's generator: the same seed kills at the same moments. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** Lets a process write decisions, kills it after a while; what it had said was saved. */
async function killed(path: string, from: number, after: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "writing.ts"), path, String(from)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  await once(child.stdout, "data");
  await pause(after);
  child.kill("SIGKILL");
  await once(child, "close");
  // A line of the pipe that the kill cut short confirmed nothing.
  return said.split("\n").slice(0, -1);
}

test("kill -9 at any moment loses no confirmed decision and leaves no half line", async () => {
  const seed = Number(process.env.RECOUPE_SEED ?? 20_310_203);
  const random = randomFrom(seed);
  const moments = Array.from({ length: WRITERS * ROUNDS }, () => Math.floor(random() * LONGEST));
  const confirmed = await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const path = join(folder, `${writer}.jsonl`);
      const all: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const moment = moments[writer * ROUNDS + round] ?? 0;
        all.push(...(await killed(path, round * 100_000, moment)));
        const kept = new Set((await decisionLog(path).read()).map((d) => d.anomaly_id));
        expect(
          all.filter((id) => !kept.has(id)),
          `seed ${seed}, writer ${writer}, killed after ${moment} ms`,
        ).toEqual([]);
      }
      // The next writer mends what the last one left: every line is whole again.
      await decisionLog(path).append([
        { ...((await decisionLog(path).read())[0] ?? ({} as never)), anomaly_id: "end" },
      ]);
      const lines = (await readFile(path, "utf8")).split("\n");
      expect(lines.pop()).toBe("");
      for (const line of lines) JSON.parse(line);
      return all.length;
    }),
  );
  const total = confirmed.reduce((sum, n) => sum + n, 0);
  expect(total).toBeGreaterThanOrEqual(WRITERS * ROUNDS);
  console.log(`seed ${seed}: ${WRITERS * ROUNDS} kills, ${total} confirmed decisions, all kept`);
});
