/**
 * Kills processes as they change the output, the cache and the decision log, at an operation that the seed chooses, and
 * whole runs at moments that it chooses; then looks whether the earlier or the later state is found.
 * `npm run powercut -- --cuts 200 --runs 20 --seed 1`; exits 1 where neither is.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { savedDataset } from "../src/publish/index.js";
import { onFailingDisk } from "./powercut/disk.js";
import { SCENES, type Scene } from "./powercut/scenes.js";
import { random } from "./random.js";

type Counts = Record<"earlier" | "later" | "neither", number>;

const CORPUS = ["corpus/melt", "corpus/alpes"] as const;

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => void child.once("exit", () => resolve()));

/** The child's part: changes the folder, and is killed at an operation. */
async function change(folder: string, scene: Scene, at: number, seed: number): Promise<void> {
  await onFailingDisk({ kind: "kill", at, random: random(seed) }, () => scene.act(folder));
}

async function killed(scene: Scene, operations: number, seed: number): Promise<keyof Counts> {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-power-"));
  try {
    await scene.prepare(folder);
    const at = Math.floor(random(seed)() * operations);
    const task = JSON.stringify([folder, scene.name, at, seed]);
    await ended(fork(import.meta.filename, { env: { ...process.env, RECOUPE_POWERCUT: task } }));
    return await scene.find(folder);
  } catch (error) {
    console.log(`seed ${seed}: ${scene.name}: ${error instanceof Error ? error.message : error}`);
    return "neither";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many operations the change takes where nothing happens. */
async function operationsOf(scene: Scene): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-power-"));
  await scene.prepare(folder);
  const count = await onFailingDisk({ kind: "full", at: Number.POSITIVE_INFINITY, random: () => 0 }, () =>
    scene.act(folder),
  );
  rmSync(folder, { recursive: true, force: true });
  return count;
}

const start = (cache: string, out: string, paths: readonly string[]): ChildProcess =>
  spawn(process.execPath, ["dist/cli/main.js", "run", ...paths, "--out", out], {
    env: { ...process.env, RECOUPE_CACHE: cache },
    stdio: "ignore",
  });

/** A hash of all files of a publication. */
function stateOf(folder: string): string {
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of files.sort())
    hash.update(path.slice(folder.length)).update("\0").update(readFileSync(path));
  return hash.digest("hex");
}

/**
 * Whole runs, each killed somewhere; the cache is as the one before left it. Told by whether the folder holds what
 * it held before the run, or what the run was to make of it.
 */
async function killedRuns(runs: number, seed: number): Promise<Counts> {
  const counts: Counts = { earlier: 0, later: 0, neither: 0 };
  const folder = mkdtempSync(join(tmpdir(), "recoupe-power-"));
  const cache = join(folder, "cache");
  const out = join(folder, "out");
  const states: string[] = [];
  const inputs = [CORPUS, [CORPUS[0]]];
  let took = 0;
  for (const paths of inputs) {
    const begun = performance.now();
    await ended(start(cache, out, paths));
    took = performance.now() - begun;
    states.push(stateOf(out));
  }
  let before = 1;
  for (let i = 0; i < runs; i++) {
    const next = random(seed * 7919 + i);
    const aim = 1 - before;
    const begun = performance.now();
    const child = start(cache, out, inputs[aim] ?? CORPUS);
    const done = ended(child);
    await Promise.race([pause(next() * took), done]);
    // As many runs end as are killed, however busy the machine is.
    took = child.exitCode === null ? took * 1.25 : performance.now() - begun;
    child.kill("SIGKILL");
    await done;
    await savedDataset(out);
    rmSync(join(out, ".recoupe-lock"), { force: true });
    for (const name of readdirSync(out).filter((n) => n.startsWith(".recoupe-")))
      rmSync(join(out, name), { recursive: true });
    const state = states.indexOf(stateOf(out));
    counts[state === before ? "earlier" : state === aim ? "later" : "neither"]++;
    if (state >= 0) before = state;
    if (i % 10 === 9) rmSync(cache, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

function told(name: string, counts: Counts): number {
  const list = Object.entries(counts).map(([state, n]) => `${n} ${state}`);
  console.log(`${name}: ${list.join(", ")}`);
  return counts.neither;
}

async function main(cuts: number, runs: number, seed: number): Promise<void> {
  let lost = 0;
  for (const scene of SCENES) {
    const counts: Counts = { earlier: 0, later: 0, neither: 0 };
    const operations = await operationsOf(scene);
    for (let i = 0; i < Math.ceil(cuts / SCENES.length); i++)
      counts[await killed(scene, operations, seed * 1_000_003 + i)]++;
    lost += told(`seed ${seed}: ${scene.name}, ${operations} operations`, counts);
  }
  if (runs > 0) lost += told(`seed ${seed}: whole runs`, await killedRuns(runs, seed));
  if (lost > 0) process.exitCode = 1;
}

const task = process.env.RECOUPE_POWERCUT;
if (task !== undefined) {
  const [folder, name, at, seed] = JSON.parse(task) as [string, string, number, number];
  const scene = SCENES.find((one) => one.name === name);
  if (scene !== undefined) await change(folder, scene, at, seed);
} else {
  const { values } = parseArgs({
    options: {
      cuts: { type: "string", default: "30" },
      runs: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
    },
  });
  await main(Number(values.cuts), Number(values.runs), Number(values.seed));
}
