import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startPostgres, type TestPostgres } from "../fixtures/postgres.js";
import { pagesAtWork } from "../fixtures/queue.js";
import { report } from "../fixtures/report.js";
import { scansPdf, write } from "../fixtures/scan.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const JOBS = new URL("../../dist/run/queue/jobs.js", import.meta.url).href;
const EDITION = new URL("../../dist/run/queue/edition.js", import.meta.url).href;

// Servers and processes start, and publications are written: slow where the machine has other work.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let postgres: TestPostgres;
let folder: string;
let databases = 0;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  if (!existsSync(MAIN)) throw new Error("these tests need the built program: npm run build");
  const starting = startPostgres();
  folder = await mkdtemp(join(tmpdir(), "recoupe-workers-"));
  await mkdir(join(folder, "in"));
  for (let i = 0; i < 3; i++) await writeFile(join(folder, "in", `text-${i}.pdf`), report(2030 + i, 600 + i));
  await writeFile(join(folder, "in", "scan-0.pdf"), await scansPdf([page(2040, 810)]));
  await writeFile(join(folder, "in", SCAN), await scansPdf([page(2041, 811), page(2041, 812)]));
  // At once, over one cache.
  const local = [alone("", "local"), alone(SCAN, "local-scan")];
  expect(await Promise.all(local.map(ended))).toEqual([0, 0]);
  postgres = await starting;
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A document of two scanned pages. */
const SCAN = "scan-1.pdf";

const page =
  (year: number, contacts: number): Parameters<typeof scansPdf>[0][number] =>
  (context) => {
    context.fillStyle = "#000000";
    write(context, "Mission Locale Métropole Nord-Ouest", 40, 50, 18, true);
    write(context, `Rapport d'activité ${year}`, 40, 80, 14);
    for (let line = 0; line < 6; line++)
      write(context, `${line} mots de plus à lire ici`, 40, 190 + 15 * line);
    write(context, `La ML MNO : ${contacts} nouvelles inscriptions en ${year}.`, 40, 150, 12);
  };

interface Running {
  child: ChildProcess;
  /** What it has said so far, on both streams. */
  said(): string;
}

function start(words: readonly string[], cache: string): Running {
  let said = "";
  const env = {
    ...process.env,
    RECOUPE_CACHE: join(folder, cache),
    RECOUPE_LEASE_SECONDS: "8",
    RECOUPE_LANG: "en",
  };
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "pipe"] });
  children.add(child);
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  return { child, said: () => said };
}

const recoupe = (words: readonly string[], cache = "cache-run"): Running => start([MAIN, ...words], cache);

/** Processes that a process has started. */
function childrenOf({ pid }: ChildProcess): number[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return [...list.matchAll(/(\d+) +(\d+)/g)].flatMap(([, own, parent]) =>
    Number(parent) === pid ? [Number(own)] : [],
  );
}

async function ended({ child, said }: Running): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once("exit", resolve));
  if (child.exitCode === 70) throw new Error(said());
  return child.exitCode;
}

/** Until a process says something; throws where it ends before. */
async function until(running: Running, words: RegExp): Promise<void> {
  const due = Date.now() + 150_000;
  while (!words.test(running.said())) {
    if (Date.now() > due || running.child.exitCode !== null)
      throw new Error(`no ${words} in: ${running.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Each worker has a cache of its own, as on a machine of its own. */
let workers = 0;
const worker = (queue: string): Running =>
  recoupe(["worker", "--queue", queue, "--workers", "1"], `cache-worker-${++workers}`);

/** A run without a queue. */
const alone = (report: string, out: string): Running =>
  recoupe(["run", join(folder, "in", report), "--out", join(folder, out)]);

const coordinator = (queue: string, out: string, report = ""): Running =>
  recoupe(["run", join(folder, "in", report), "--out", join(folder, out), "--queue", queue]);

/** Starts a run over the scan, with one worker that holds a page of it. */
async function holdingPage(out: string): Promise<{ queue: string; run: Running; holder: Running }> {
  const queue = await database();
  const holder = worker(queue);
  const run = coordinator(queue, out, SCAN);
  await until(holder, /pages to recognise/);
  await expect.poll(() => pagesAtWork(queue), { timeout: 60_000, interval: 20 }).toBe(1);
  return { queue, run, holder };
}

async function bytesIn(name: string): Promise<Record<string, string>> {
  const out = join(folder, name);
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  const pairs = files.map(async (e) => {
    const path = join(e.parentPath, e.name);
    return [path.slice(out.length), (await readFile(path)).toString("latin1")];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

const database = (): Promise<string> => postgres.database(`recoupe_${++databases}`);

// Most of their time they wait for leases to end, so they wait together.
describe.concurrent("many processes", () => {
  test("two runs at once may share a cache: a third finds in it what it takes for the same bytes", async () => {
    expect(await ended(alone(SCAN, "cached"))).toBe(0);
    expect(await bytesIn("cached")).toEqual(await bytesIn("local-scan"));
  });

  test("two workers, one killed at work and one told to stop: the bytes are those of a run by itself", async () => {
    const queue = await database();
    const [first, second] = [worker(queue), worker(queue)];
    await Promise.all([until(first, /worker ready/), until(second, /worker ready/)]);
    const run = coordinator(queue, "killed");
    await until(first, /"document"/);
    first.child.kill("SIGKILL");
    await until(second, /"document"/);
    second.child.kill("SIGTERM");
    expect(await ended(second)).toBe(0);
    expect(second.said()).toContain('"msg":"stopped"');
    const third = worker(queue);
    expect(await ended(run)).toBe(0);
    expect(await bytesIn("killed")).toEqual(await bytesIn("local"));
    expect(third.said()).toMatch(/document done/);
    const [, id] = /run (\S+): /.exec(run.said()) ?? [];
    const lines = `${first.said()}${second.said()}${third.said()}`.trim().split("\n");
    const events = lines.map((line): Record<string, unknown> => JSON.parse(line));
    expect(events.filter(({ time, worker, msg }) => !(time && worker && msg))).toEqual([]);
    expect(new Set(events.filter(({ document }) => document).map((event) => event.run))).toEqual(
      new Set([id]),
    );
  });

  test("a worker killed while it recognises a page: another takes the page, the bytes are the same", async () => {
    const { queue, run, holder } = await holdingPage("killed-page");
    holder.child.kill("SIGKILL");
    expect(holder.said()).not.toContain("page done");
    expect(await pagesAtWork(queue)).toBe(1);
    const other = worker(queue);
    expect(await ended(run)).toBe(0);
    expect(other.said().match(/"msg":"page done"/g)).toHaveLength(2);
    expect(await bytesIn("killed-page")).toEqual(await bytesIn("local-scan"));
  });

  test("a page whose process dies is an error on that page; the rest is published, and run again it is whole", async () => {
    const { queue, run, holder } = await holdingPage("died-page");
    // Its process may still have to be started.
    const readers = (): number[] => childrenOf(holder.child);
    await expect.poll(() => readers().length, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    for (const reader of readers()) process.kill(reader, "SIGKILL");
    expect(await ended(run)).toBe(1);
    const lost = /"page":(\d),.*it brought its process down: SIGKILL.*page given up/;
    expect(holder.said()).toMatch(lost);
    const page = Number(lost.exec(holder.said())?.[1]);
    const documents = await readFile(join(folder, "died-page", "documents.csv"), "utf8");
    expect(documents).toMatch(/,partial,.*could not be recognised/);
    expect(documents).toContain(`scan-1.pdf, page ${page}: `);
    const observations = await readFile(join(folder, "died-page", "observations.csv"), "utf8");
    expect(observations).toContain(`,${813 - page},`);
    expect(observations).not.toContain(`,${810 + page},`);
    expect(await ended(coordinator(queue, "died-page", SCAN))).toBe(0);
    expect(holder.said().match(/"msg":"page done"/g)).toHaveLength(2);
    expect(await bytesIn("died-page")).toEqual(await bytesIn("local-scan"));
  });

  test("a page delivered twice, as its worker was stopped for longer than its lease: the bytes are the same", async () => {
    const { queue, run, holder } = await holdingPage("twice-page");
    holder.child.kill("SIGSTOP");
    expect(holder.said()).not.toContain("page done");
    const other = worker(queue);
    await until(other, /"page":1,.*page done/);
    holder.child.kill("SIGCONT");
    await until(holder, /"page":1,.*page done/);
    expect(await ended(run)).toBe(0);
    expect(await bytesIn("twice-page")).toEqual(await bytesIn("local-scan"));
  });

  test("the coordinator killed in the middle: run again, it takes what is done and publishes the same", async () => {
    const queue = await database();
    const only = worker(queue);
    const run = coordinator(queue, "resumed");
    await until(run, /\[1\/5\]/);
    run.child.kill("SIGKILL");
    const done = (text: string): number => text.match(/"msg":"document done"/g)?.length ?? 0;
    expect(done(only.said())).toBeLessThan(5);
    expect(await ended(coordinator(queue, "resumed"))).toBe(0);
    expect(await bytesIn("resumed")).toEqual(await bytesIn("local"));
    // A job of the killed run may be at work while the second run adds its own.
    expect(done(only.said())).toBeLessThanOrEqual(6);
  });

  test("a report that kills every worker that takes it ends as a dead letter, and the others are published", async () => {
    const queue = await database();
    const fragile = `
      import { takeJobs } from "${JOBS}";
      import { addressOf } from "${JOBS.replace("jobs.js", "address.js")}";
      import { editionOf } from "${EDITION}";
      const die = async () => process.kill(process.pid, "SIGKILL");
      const address = addressOf(${JSON.stringify(queue)});
      takeJobs({ address, edition: editionOf(), concurrency: 1, lease: 1, document: die, page: die, trouble() {} });`;
    const poison = join(folder, "in", "text-0.pdf");
    const run = recoupe(["run", poison, "--out", join(folder, "poisoned"), "--queue", queue]);
    // Three of them take it one after the other; the last finds nothing left.
    for (let i = 0; i < 4; i++) start(["--input-type=module", "-e", fragile], "cache-dying");
    expect(await ended(run)).toBe(1);
    const documents = await readFile(join(folder, "poisoned", "documents.csv"), "utf8");
    expect(documents).toMatch(/text-0\.pdf.*failed.*given up by the workers.*stalled/);
    const status = recoupe(["status", "--queue", queue]);
    expect(await ended(status)).toBe(0);
    expect(status.said()).toMatch(/1 of 1 documents.*1 failed/);
    expect(status.said()).toMatch(/text-0\.pdf.*stalled/);
  });
});
