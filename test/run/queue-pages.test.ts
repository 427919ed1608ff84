import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UnrecoverableError } from "bullmq";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { packed, unpacked } from "../../src/run/cache.js";
import type { Outcome } from "../../src/run/document.js";
import { pageKey, sha256Of } from "../../src/run/kept.js";
import { addressOf } from "../../src/run/queue/address.js";
import { editionOf } from "../../src/run/queue/edition.js";
import { type DocumentJob, jobsOf, takeJobs } from "../../src/run/queue/jobs.js";
import { openStore } from "../../src/run/queue/open.js";
import { startPostgres, type TestPostgres } from "../fixtures/postgres.js";
import { jobOf, scan, workerOn } from "../fixtures/worker.js";

// A server starts: slow where the machine has other work.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let postgres: TestPostgres;
let folder: string;
let url: string;
let databases = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), "recoupe-queue-pages-"));
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  url = await postgres.database(`recoupe_${++databases}`);
});

const jobFor = (key: string): DocumentJob => jobOf(key, join(folder, "a.pdf"));

/** A promise, and what fulfils it. */
function gate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve };
}

describe("pages of a document", () => {
  test("one that is given up is named to whoever joins the others; nothing is left behind", async () => {
    const address = addressOf(url);
    const jobs = jobsOf(address, "test");
    const done: string[] = [];
    const takers = takeJobs({
      address,
      edition: "test",
      concurrency: 1,
      lease: 2,
      document: async ({ key, recognised }, givenUp) =>
        void done.push(
          `${key} ${recognised?.join(" ")}${[...givenUp].map((page) => `, not ${page.join(": ")}`)}`,
        ),
      page: async ({ page }) => {
        if (page === 2) throw new UnrecoverableError("no worker bears it");
      },
      trouble: () => undefined,
    });
    await jobs.split(jobFor("whole"), [1, 3]);
    await jobs.split(jobFor("broken"), [1, 2, 12]);
    await expect.poll(() => jobs.counts(), { timeout: 20_000 }).toEqual({ documents: 0, pages: 0 });
    expect(await jobs.takeFailed()).toEqual([]);
    expect(done.sort()).toEqual(["broken 1 2 12, not 2: no worker bears it", "whole 1 3"]);
    await takers.stop(5);
    await jobs.close();
  });

  test("one that no worker bears is an error on that page, and its document is read without it", async () => {
    const file = join(folder, "scan.pdf");
    await writeFile(file, await scan(2033, 815, 816));
    const sha256 = (await sha256Of(file)) ?? "";
    const job = jobOf("scan", file, sha256);
    const [address, edition] = [addressOf(url), editionOf()];
    const store = await openStore(address);
    const blank = { number: 1, width: 400, height: 300, words: [], edges: [], fills: [], pictures: [] };
    await store.keepPage(pageKey(sha256, 1), packed({ ...blank, method: "ocr" }), true);
    const jobs = jobsOf(address, edition);
    await jobs.split(job, [1, 2]);
    let joins = 0;
    const takers = takeJobs({
      ...{ address, edition, concurrency: 1, lease: 30 },
      document: () => {
        joins++;
        return new Promise(() => undefined);
      },
      page: async ({ page }) => {
        if (page === 2) throw new UnrecoverableError("it stalled");
      },
      trouble: () => undefined,
    });
    await expect.poll(() => joins, { timeout: 20_000 }).toBe(1);
    await takers.stop(0.2);
    const { worker } = await workerOn(url);
    await expect.poll(() => store.present(["scan"]), { timeout: 60_000 }).toEqual(new Set(["scan"]));
    const outcome = unpacked((await store.result("scan")) ?? new Uint8Array()) as Outcome;
    expect(outcome).toMatchObject({ pages: 2, pagesText: 0, pagesOcr: 1, final: false });
    expect(outcome.faults[0]?.en).toMatch(/page 2: .*recognised \(the workers gave it up: it stalled\)/);
    await worker.stop();
    await jobs.close();
    await store.close();
  });

  test("are counted while others are being recognised", async () => {
    const address = addressOf(url);
    const jobs = jobsOf(address, "counted");
    const { promise: released, resolve: release } = gate();
    await jobs.split(jobFor("scan"), [1, 2, 3]);
    const told = async (): Promise<unknown> =>
      (await jobs.recognising()).map(({ job, done, pages }) => `${job.key} ${done}/${pages}`);
    expect(await told()).toEqual(["scan 0/3"]);
    const takers = takeJobs({
      address,
      edition: "counted",
      concurrency: 1,
      lease: 30,
      document: async () => undefined,
      page: ({ page }) => (page === 3 ? released : Promise.resolve()),
      trouble: () => undefined,
    });
    await expect.poll(told, { timeout: 20_000 }).toEqual(["scan 2/3"]);
    release();
    await expect.poll(told, { timeout: 20_000 }).toEqual([]);
    await takers.stop(5);
    await jobs.close();
  });

  test("first pages of all documents go before the second ones", async () => {
    const address = addressOf(url);
    const jobs = jobsOf(address, "fair");
    const order: string[] = [];
    const { promise: joined, resolve: tellJoined } = gate();
    await jobs.split(jobFor("long"), [1, 2, 3, 4, 5, 6]);
    await jobs.split(jobFor("short"), [1, 2]);
    const takers = takeJobs({
      address,
      edition: "fair",
      concurrency: 1,
      lease: 30,
      document: async ({ key }) => {
        order.push(key);
        if (key === "short") tellJoined();
      },
      page: async ({ document, page }) => {
        const name = `${document.key} ${page}`;
        // The short one is joined while pages of the long one are left.
        if (name === "long 6") await joined;
        order.push(name);
      },
      trouble: () => undefined,
    });
    await expect.poll(() => order.at(-1), { timeout: 20_000 }).toBe("long");
    expect(order.indexOf("short 2")).toBeLessThan(order.indexOf("long 3"));
    await takers.stop(5);
    await jobs.close();
  });
});
