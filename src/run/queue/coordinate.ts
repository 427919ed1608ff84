import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import { Fault } from "../../model/index.js";
import { keyOf, packed, unpacked } from "../cache.js";
import { failed, type Outcome, processDocument } from "../document.js";
import type { Task } from "../read-report.js";
import type { RecognisedPage } from "../recognised-pages.js";
import type { Schemas } from "../rulebooks.js";
import { isUrl, sha256At } from "../sources.js";
import { addressOf } from "./address.js";
import { editionOf } from "./edition.js";
import { type DocumentJob, type Jobs, jobsOf } from "./jobs.js";
import { lasting } from "./lasting.js";
import { openStore } from "./open.js";
import type { Store } from "./store.js";

export interface CoordinateOptions {
  /** `postgres://…` or `redis://…`. */
  queue: string;
  /** Days for which results that no run asks for are kept. */
  keepDays: number;
  /** Called for each document as soon as its result is there; `known` is one that was there before. */
  done: (file: string, work: "read" | "known") => void;
  /** Called where more pages of a document were recognised. */
  recognised: (page: RecognisedPage) => void;
  /** A line for whoever watches. */
  warn: (line: string) => void;
}

/** Files hashed, or fetched to be hashed, at the same time. */
const HASHED_AT_ONCE = 8;
const ADDED_AT_ONCE = 500;

/**
 * Has documents read by the workers of a queue, and yields what became of each in the order of `tasks`. Results are
 * kept under what they come from: those that an earlier run left, or this one before it was killed, are taken as they
 * are. Throws `Fault` where the database cannot be used.
 */
export async function* coordinate(
  tasks: readonly Task[],
  schemas: Schemas,
  options: CoordinateOptions,
): AsyncGenerator<Outcome> {
  const address = addressOf(options.queue);
  const edition = editionOf();
  const store = await openStore(address);
  const jobs = jobsOf(address, edition);
  const run = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}-${randomBytes(3).toString("hex")}`;
  try {
    const documents = await identified(tasks, edition, run);
    const wanted = documents.flatMap(({ job }) => (job === undefined ? [] : [job]));
    const keys = wanted.map((job) => job.key);
    const title = `${tasks.length} documents`;
    await store.begin({ id: run, edition, host: hostname(), title }, wanted);
    await store.forgetPassing(keys);
    const watch = watchOf({ store, jobs, wanted, edition, options });
    const known = await watch.add(wanted);
    options.warn(`run ${run}: ${tasks.length} documents, ${known} of them done before; see recoupe status`);
    for (const { task, job } of documents) {
      if (job === undefined) yield await unreadable(task, schemas, options);
      else {
        await watch.until(job.key);
        yield await resultOf(store, job.key);
      }
    }
    await store.finish(run);
    await store.prune(options.keepDays);
  } finally {
    await jobs.close().catch(() => undefined);
    await store.close().catch(() => undefined);
  }
}

interface Identified {
  task: Task;
  /** Absent where the bytes cannot be read. */
  job?: DocumentJob;
}

async function identified(tasks: readonly Task[], edition: string, run: string): Promise<Identified[]> {
  const queue = new PQueue({ concurrency: HASHED_AT_ONCE });
  return queue.addAll(
    tasks.map((task) => async (): Promise<Identified> => {
      const { file, path = file, publisher } = task;
      const sha256 = await sha256At(path).catch((error: unknown) => {
        if (error instanceof Fault) return undefined;
        throw error;
      });
      if (sha256 === undefined) return { task };
      const key = keyOf(edition, sha256, file, publisher ?? "");
      const source = isUrl(path) ? path : resolve(path);
      return {
        task,
        job: { key, run, file, source, sha256, ...(publisher === undefined ? {} : { publisher }) },
      };
    }),
  );
}

/** Why a document cannot even be hashed is told as a run without a queue tells it. */
async function unreadable(task: Task, schemas: Schemas, { done }: CoordinateOptions): Promise<Outcome> {
  done(task.file, "read");
  const { path = task.file } = task;
  if (!isUrl(path)) return processDocument(task, schemas);
  return failed(task, await sha256At(path).catch((error: unknown) => error));
}

async function resultOf(store: Store, key: string): Promise<Outcome> {
  const body = await store.result(key);
  if (body === undefined) throw new Error(`the result ${key} is gone from the store`);
  return unpacked(body) as Outcome;
}

interface Watching {
  store: Store;
  jobs: Jobs;
  wanted: readonly DocumentJob[];
  edition: string;
  options: CoordinateOptions;
}

/** Milliseconds between looks at what came in, at what failed, and at whether anybody works. */
const LOOK = 250;
const SWEEP = 2000;
const CENSUS = 15_000;

function watchOf({ store, jobs, wanted, edition, options }: Watching) {
  const pending = new Map(wanted.map((job) => [job.key, job]));
  let [swept, counted] = [0, Date.now() - CENSUS + SWEEP];
  const look = async (work: "read" | "known" = "read"): Promise<void> => {
    for (const some of portions([...pending.keys()]))
      for (const key of await store.present(some)) {
        const job = pending.get(key);
        if (pending.delete(key) && job !== undefined) options.done(job.file, work);
      }
  };
  const told = new Map<string, number>();
  const tellPages = async (): Promise<void> => {
    for (const { job, done: page, pages } of await jobs.recognising()) {
      const { file } = job;
      if (pending.get(job.key)?.run !== job.run || told.get(job.key) === page) continue;
      told.set(job.key, page);
      options.recognised({ file, page, pages });
    }
  };
  const add = async (some: readonly DocumentJob[]): Promise<void> => {
    for (const portion of portions(some)) await lasting(() => jobs.add(portion));
  };
  const sweep = async (): Promise<void> => {
    for (const { job, reason } of await jobs.takeFailed()) {
      // What an earlier run gave up, this one tries for itself.
      const own = pending.get(job.key)?.run ?? job.run;
      if (own === job.run) await bury(store, job, reason);
    }
  };
  const census = async (): Promise<void> => {
    const { workers } = await store.overview();
    if (!workers.some((worker) => worker.edition === edition))
      options.warn(nobody(workers.length, options.queue));
    // Jobs that a database restored from a backup, or emptied, no longer knows.
    const { documents, pages } = await jobs.counts();
    if (documents + pages === 0) {
      await look();
      await add([...pending.values()]);
    }
  };
  return {
    /** Adds what has no result yet; gives the number of those that have. */
    add: async (all: readonly DocumentJob[]): Promise<number> => {
      await look("known");
      const open = all.filter((job) => pending.has(job.key));
      await add(open);
      return all.length - open.length;
    },
    /** Until the result of a document is there. */
    until: async (key: string): Promise<void> => {
      for (;;) {
        if (!pending.has(key)) return;
        await look();
        if (!pending.has(key)) return;
        if (Date.now() - swept > SWEEP) {
          await lasting(sweep);
          await lasting(tellPages);
          swept = Date.now();
        }
        if (Date.now() - counted > CENSUS) {
          await lasting(census);
          counted = Date.now();
        }
        await sleep(LOOK + pending.size / 10);
      }
    },
  };
}

function* portions<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < all.length; from += ADDED_AT_ONCE) yield all.slice(from, from + ADDED_AT_ONCE);
}

/** A job that was given up becomes a result that says so: a dead letter. */
async function bury(store: Store, job: DocumentJob, reason: string): Promise<void> {
  const fault = new Fault({
    file: job.file,
    message: {
      fr: `a été abandonné par les ouvriers (${reason}).`,
      en: `was given up by the workers (${reason}).`,
    },
    remedy: {
      fr: "Les autres ont été lus. Regarder le fichier, et relancer pour l'essayer encore.",
      en: "The others were read. Look at the file, and run again to try it once more.",
    },
  });
  const outcome = { ...failed({ file: job.file }, fault), sha256: job.sha256 };
  const { key, file } = job;
  await store.keep({
    key,
    file,
    body: packed(outcome),
    failed: outcome.faults.map(({ en }) => en).join(" "),
    final: false,
    worker: "",
  });
}

function nobody(others: number, queue: string): string {
  const { shown } = addressOf(queue);
  const start = `start one with: recoupe worker --queue ${shown}`;
  if (others === 0) return `no worker is at work on this queue; ${start}`;
  return `${others} workers are at work, all with another version of Recoupe or of its rules; ${start}`;
}
