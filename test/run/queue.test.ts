import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { packed } from "../../src/run/cache.js";
import { type Effects, run } from "../../src/run/index.js";
import type { Progress } from "../../src/run/progress.js";
import { addressOf } from "../../src/run/queue/address.js";
import { editionOf } from "../../src/run/queue/edition.js";
import { type DocumentJob, jobsOf, takeJobs } from "../../src/run/queue/jobs.js";
import { openStore } from "../../src/run/queue/open.js";
import type { Served, ServeOptions } from "../../src/run/queue/serve.js";
import { queueStatus } from "../../src/run/queue/status.js";
import { startPostgres, type TestPostgres } from "../fixtures/postgres.js";
import { pagesAtWork } from "../fixtures/queue.js";
import { hasRedis, startRedis, type TestRedis } from "../fixtures/redis.js";
import { report } from "../fixtures/report.js";
import { jobOf, scan, type Told, workerOn } from "../fixtures/worker.js";

// Servers and processes start, and publications are written: slow where the machine has other work.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let postgres: TestPostgres;
let folder: string;
let url: string;
let databases = 0;
const open: Served[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-queue-"));
  await mkdir(join(folder, "in"));
  url = await postgres.database(`recoupe_${++databases}`);
});
afterEach(async () => {
  for (const worker of open.splice(0)) await worker.stop();
  await rm(folder, { recursive: true, force: true });
});

const save = (name: string, bytes: Uint8Array | string): Promise<void> =>
  writeFile(join(folder, "in", name), bytes);

async function startWorker(more: Partial<ServeOptions> = {}): Promise<{ told: Told[]; worker: Served }> {
  const started = await workerOn(url, more);
  open.push(started.worker);
  return started;
}

const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

async function published(
  name: string,
  more: { queue?: string; paths?: string[] },
): Promise<Record<string, string>> {
  const out = join(folder, name);
  await run({ paths: [join(folder, "in")], out, ...more }, silent);
  return filesOf(out);
}

async function filesOf(out: string): Promise<Record<string, string>> {
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  const pairs = files.map(async (e) => {
    const path = join(e.parentPath, e.name);
    return [path.slice(out.length), (await readFile(path)).toString("latin1")];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

const jobFor = (key: string): DocumentJob => jobOf(key, join(folder, "in", "a.pdf"));

describe("a run by a queue", () => {
  test("writes the bytes of a run without one, from text, from scans page by page, and of what cannot be read", async () => {
    await save("a.pdf", report(2031, 612));
    await save("b.pdf", report(2032, 700));
    await save("c-broken.pdf", "no PDF at all");
    await save("d-scan.pdf", await scan(2033, 815));
    const { told } = await startWorker();
    const queued = await published("queued", { queue: url });
    expect(queued).toEqual(await published("local", {}));
    expect(Object.keys(queued).length).toBeGreaterThan(5);
    const events = told.map(({ event, document }) => `${event} ${String(document ?? "").slice(-10)}`);
    expect(events).toContain("pages to recognise d-scan.pdf");
    expect(events).toContain("page done d-scan.pdf");
    expect(events.filter((event) => event.startsWith("document"))).toHaveLength(4);
    expect(told.filter((t) => t.document !== undefined).every((t) => typeof t.run === "string")).toBe(true);
  });

  test("takes what an earlier run left, and has read only what changed", async () => {
    await save("a.pdf", report(2031, 612));
    await save("b.pdf", report(2032, 700));
    const { told } = await startWorker();
    await published("first", { queue: url });
    await save("b.pdf", report(2032, 701));
    told.length = 0;
    const second = await published("second", { queue: url });
    expect(told.map(({ document }) => document)).toEqual([join(folder, "in", "b.pdf")]);
    expect(second).toEqual(await published("local", {}));
  });

  test("fetches reports given by URL, and tells neither query nor signature of it", async () => {
    const files = new Map([["/r/a.pdf", report(2031, 612)]]);
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const bytes = files.get(new URL(request.url ?? "", "http://here").pathname);
      response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const list = join(folder, "reports.txt");
      await writeFile(list, `# two reports\n${here}/r/a.pdf?X-Amz-Signature=5ecre7\n${here}/r/gone.pdf\n`);
      await startWorker();
      const queued = await published("queued", { queue: url, paths: [list] });
      expect(queued["/documents.csv"]).toContain(`${here}/r/a.pdf,`);
      expect(queued["/documents.csv"]).toMatch(/gone\.pdf.*cannot be fetched.*404/);
      expect(queued["/observations.csv"]).toContain("612");
      expect(JSON.stringify(queued)).not.toContain("5ecre7");
      expect(queued).toEqual(await published("local", { paths: [list] }));
      expect(asked.filter((path) => path.includes("5ecre7")).length).toBeGreaterThan(1);
    } finally {
      server.close();
    }
  });

  test("outlives a restart of the database in its middle, which its workers tell as long as it lasts", async () => {
    for (let i = 0; i < 6; i++) await save(`r${i}.pdf`, report(2030 + i, 600 + i));
    let restarted: Promise<void> | undefined;
    const { worker } = await startWorker({ health: 0 });
    const out = join(folder, "queued");
    const told = new Set<string>();
    const progress = ({ done }: Progress): void => {
      if (done > 0) restarted ??= postgres.restart(1);
    };
    const asking = setInterval(async () => {
      const answer = await fetch(`http://127.0.0.1:${worker.port}/`).catch(() => undefined);
      const { status = "" } = ((await answer?.json().catch(() => ({}))) ?? {}) as { status?: string };
      told.add(`${answer?.status} ${status}`);
    }, 100);
    await run({ paths: [join(folder, "in")], out, queue: url }, { ...silent, progress });
    clearInterval(asking);
    await restarted;
    expect(restarted).toBeDefined();
    expect([...told]).toEqual(expect.arrayContaining(["200 ok", "503 away"]));
    expect(await filesOf(out)).toEqual(await published("local", {}));
  });

  test("outlives a restart of the database while pages are being recognised", async () => {
    await save("scan.pdf", await scan(2033, 815, 816));
    const { told } = await startWorker();
    const queued = published("queued", { queue: url });
    const events = (): string[] => told.map(({ event }) => event);
    await expect.poll(events, { timeout: 60_000, interval: 20 }).toContain("pages to recognise");
    await expect.poll(() => pagesAtWork(url), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    await postgres.restart(1);
    expect(await queued).toEqual(await published("local", {}));
    expect(new Set(told.flatMap(({ page }) => page ?? []))).toEqual(new Set([1, 2]));
  });

  test("passes over its own copy of a job that is delivered twice", async () => {
    await save("a.pdf", report(2031, 612));
    const { told } = await startWorker();
    const first = await published("first", { queue: url });
    const store = await openStore(addressOf(url));
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<{ key: string }>("select key from recoupe.result");
    await client.end();
    const key = rows[0]?.key ?? "";
    await store.keep({ key, file: "x", body: packed("another"), failed: "", final: true, worker: "late" });
    const jobs = jobsOf(addressOf(url), editionOf());
    await jobs.add([jobFor(key)]);
    await expect.poll(() => jobs.counts()).toEqual({ documents: 0, pages: 0 });
    await jobs.close();
    await store.close();
    expect(told.filter(({ event }) => event === "document done")).toHaveLength(1);
    expect(await published("second", { queue: url })).toEqual(first);
  });
});

describe.skipIf(!hasRedis)("on Redis (where this machine has redis-server)", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  test("the bytes are those of a run without a queue, and status tells of it", async () => {
    const queue = redis.url;
    await save("a.pdf", report(2031, 612));
    await save("b-broken.pdf", "no PDF at all");
    await save("c-scan.pdf", await scan(2033, 815));
    const { told } = await startWorker({ queue });
    expect(await published("queued", { queue })).toEqual(await published("local", {}));
    expect(told.map(({ event }) => event)).toContain("page done");
    const status = await queueStatus(queue);
    expect(status.progress).toMatchObject({ total: 3, done: 3, failed: 1 });
    expect(status.deadLetters[0]?.reason).toContain("b-broken.pdf");
    // Its server goes with this test: the worker must not outlive it.
    for (const worker of open.splice(0)) await worker.stop();
  });
});

describe("a worker told to stop", () => {
  test("hands back what it cannot end in time, and another worker does it", async () => {
    const address = addressOf(url);
    const jobs = jobsOf(address, "stop");
    const taken: string[] = [];
    const take = (name: string, work: () => Promise<void>) =>
      takeJobs({
        address,
        edition: "stop",
        concurrency: 1,
        lease: 30,
        document: async () => {
          taken.push(name);
          await work();
        },
        page: work,
        trouble: () => undefined,
      });
    const slow = take("slow", () => new Promise(() => undefined));
    await jobs.add([jobFor("a")]);
    await expect.poll(() => taken).toEqual(["slow"]);
    await slow.stop(0.2);
    const quick = take("quick", async () => undefined);
    // Well within the lease of the first.
    await expect.poll(() => taken, { timeout: 10_000 }).toEqual(["slow", "quick"]);
    await quick.stop(5);
    await jobs.close();
  });
});

describe("status", () => {
  test("tells progress, workers and what was given up with its reason", async () => {
    await save("a.pdf", report(2031, 612));
    await save("b-empty.pdf", "");
    expect(await queueStatus(url)).toMatchObject({ progress: undefined, workers: [], deadLetters: [] });
    const { worker } = await startWorker({ health: 0 });
    await published("queued", { queue: url });
    const status = await queueStatus(url);
    expect(status.progress).toMatchObject({ total: 2, done: 2, failed: 1 });
    expect(status.progress?.run.finished).not.toBeNull();
    expect(status.rate).toBeGreaterThan(0);
    expect(status.left).toBe(0);
    expect(status.workers.map(({ id }) => id)).toEqual([worker.id]);
    expect(status.deadLetters.map(({ file }) => file)).toEqual([join(folder, "in", "b-empty.pdf")]);
    expect(status.deadLetters[0]?.reason).toMatch(/b-empty\.pdf.*empty/i);
    expect(status.waiting).toEqual({ documents: 0, pages: 0 });
    const health = await fetch(`http://127.0.0.1:${worker.port}/`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: "ok", worker: worker.id, documents: 2, busy: 0 });
  });

  test("what failed is tried again by the next run", async () => {
    await save("a.pdf", "");
    await startWorker();
    await published("first", { queue: url });
    await startWorker();
    const store = await openStore(addressOf(url));
    const before = (await store.overview()).deadLetters[0]?.at;
    await published("second", { queue: url });
    const after = (await store.overview()).deadLetters[0]?.at;
    await store.close();
    expect(Number(after)).toBeGreaterThan(Number(before));
  });
});

describe.each([
  ["a run", (queue: string): Promise<unknown> => published("out", { queue })],
  ["a worker", (queue: string): Promise<unknown> => startWorker({ queue })],
  ["status", (queue: string): Promise<unknown> => queueStatus(queue)],
])("a queue that cannot be used is told with a remedy: %s", (_, go) => {
  beforeEach(() => save("a.pdf", report(2031, 612)));

  test("a database that is not there", async () => {
    await expect(go("postgres://nobody:secret@127.0.0.1:1/none")).rejects.toMatchObject({
      file: "postgres://127.0.0.1:1/none",
      message: expect.stringContaining("ECONNREFUSED"),
      remedy: { en: expect.stringContaining("--queue") },
    });
  });

  test("a wrong password, which is not repeated", async () => {
    const wrong = url.replace("secret", "hunter2");
    const error = await go(wrong).catch((e: Error) => e);
    expect(error).toMatchObject({
      name: "Fault",
      message: expect.stringMatching(/password authentication failed/),
    });
    expect(JSON.stringify(error)).not.toContain("hunter2");
  });

  test("tables of a newer version", async () => {
    await (await openStore(addressOf(url))).close();
    const client = new pg.Client(url);
    await client.connect();
    await client.query("update recoupe.version set number = 99");
    await client.end();
    await expect(go(url)).rejects.toMatchObject({
      message: expect.stringMatching(/version 99.*knows version 1/),
      remedy: { en: expect.stringContaining("newer Recoupe") },
    });
  });

  test.each(["mysql://host/base", "nonsense"])("an address of another kind: %s", async (queue) => {
    await expect(go(queue)).rejects.toMatchObject({
      file: "--queue",
      remedy: { en: expect.stringContaining("redis://") },
    });
  });
});
