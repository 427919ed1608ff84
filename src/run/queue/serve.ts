import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Message } from "../../model/index.js";
import { packed, unpacked } from "../cache.js";
import type { Outcome } from "../document.js";
import { pageKey } from "../kept.js";
import type { RunLimits } from "../limits.js";
import { SCHEMAS_FOLDER } from "../paths.js";
import type { Task } from "../read-report.js";
import { type Readers, readersOf } from "../readers.js";
import { isPage, type PageResult } from "../recognised-pages.js";
import { loadSchemas, type Schemas } from "../rulebooks.js";
import { openSources, type Sources } from "../sources.js";
import { addressOf } from "./address.js";
import { editionOf } from "./edition.js";
import { type Health, serveHealth } from "./health.js";
import { type DocumentJob, type GivenUp, type Jobs, jobsOf, type PageJob, takeJobs } from "./jobs.js";
import type { Log } from "./log.js";
import { openStore } from "./open.js";
import { RECENT, type Store, type WorkerRecord } from "./store.js";

export interface ServeOptions {
  /** `postgres://…` or `redis://…`. */
  queue: string;
  /** Processes; each reads one document or recognises one page. */
  readers: number;
  limits: RunLimits;
  /** Folder of this machine's cache; nothing is kept where left out. */
  cache?: string;
  /** Port on which the worker's health is told. */
  health?: number;
  log: Log;
}

/** A worker at work. */
export interface Served {
  id: string;
  /** Port of its health, where it is told. */
  port: number | undefined;
  /** Takes no more jobs; ends those at work, or hands them back after `limits.stopSeconds`. */
  stop(): Promise<void>;
}

const HEARTBEAT = 5000;

/** Takes jobs of a queue until it is stopped. Throws `Fault` where the database cannot be used. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { limits, log, readers: count } = options;
  const address = addressOf(options.queue);
  const edition = editionOf();
  const store = await openStore(address);
  const work: Work = {
    store,
    jobs: jobsOf(address, edition),
    readers: readersOf(rulesOf(), { readers: count, limits }),
    sources: openSources(),
    cache: options.cache,
    log,
    record: {
      id: `${hostname()}-${process.pid}-${randomBytes(2).toString("hex")}`,
      host: hostname(),
      pid: process.pid,
      edition,
      busy: 0,
      documents: 0,
      pages: 0,
      pageRate: 0,
    },
    pagesAt: [],
  };
  const { record } = work;
  const takers = takeJobs({
    address,
    edition,
    concurrency: count,
    lease: limits.leaseSeconds,
    document: (job, givenUp) => busy(work, () => documentJob(work, job, givenUp)),
    page: (job) => busy(work, () => pageJob(work, job)),
    trouble: (error) => log.warn({ reason: error.message }, "trouble with the queue"),
  });
  const started = performance.now();
  const beat = (): Promise<void> => {
    record.pageRate = pageRate(work.pagesAt, performance.now(), started);
    return store.beat(record).catch(() => undefined);
  };
  await beat();
  const heart = setInterval(() => void beat(), HEARTBEAT);
  let stopping = false;
  const health = async (): Promise<Health> => ({
    status: stopping
      ? "stopping"
      : await store.ping().then(
          () => "ok" as const,
          () => "away" as const,
        ),
    worker: record.id,
    busy: record.busy,
    documents: record.documents,
    pages: record.pages,
    seconds: Math.round((performance.now() - started) / 1000),
  });
  const told = options.health === undefined ? undefined : await serveHealth(options.health, health);
  log.info({ queue: address.shown, edition, readers: count, health: told?.port }, "worker ready");
  return {
    id: record.id,
    port: told?.port,
    stop: async () => {
      stopping = true;
      log.info({ busy: record.busy }, "stopping");
      await takers.stop(limits.stopSeconds);
      clearInterval(heart);
      await work.readers.close();
      await work.sources.close();
      await store.leave(record.id).catch(() => undefined);
      await work.jobs.close().catch(() => undefined);
      await store.close().catch(() => undefined);
      await told?.close();
      log.info({ documents: record.documents, pages: record.pages }, "stopped");
    },
  };
}

interface Work {
  store: Store;
  jobs: Jobs;
  readers: Readers;
  sources: Sources;
  cache: string | undefined;
  log: Log;
  record: WorkerRecord;
  /** When the latest pages were recognised, milliseconds. */
  pagesAt: number[];
}

/** Pages a minute over the last minutes; forgets those before. */
function pageRate(pagesAt: number[], now: number, started: number): number {
  const from = Math.max(started, now - RECENT * 1000);
  while ((pagesAt[0] ?? now) < from) pagesAt.shift();
  return now === from ? 0 : (pagesAt.length * 60_000) / (now - from);
}

/** The rules, loaded when first asked for. */
function rulesOf(): () => Schemas {
  let rules: Schemas | undefined;
  return () => {
    rules ??= loadSchemas(SCHEMAS_FOLDER);
    return rules;
  };
}

async function busy(work: Work, job: () => Promise<void>): Promise<void> {
  work.record.busy++;
  try {
    await job();
  } finally {
    work.record.busy--;
  }
}

/** Looks at a document, or joins it once its pages are recognised. What has a result already is left. */
async function documentJob(work: Work, job: DocumentJob, givenUp: GivenUp): Promise<void> {
  const { store, log, record } = work;
  if ((await store.present([job.key])).has(job.key)) return;
  const started = performance.now();
  const task = await taskOf(work, job);
  const outcome = await read(work, job, task, givenUp);
  const facts = { run: job.run, document: job.file, ms: Math.round(performance.now() - started) };
  if (Array.isArray(outcome)) {
    await work.jobs.split(job, outcome);
    log.info({ ...facts, pages: outcome.length }, "pages to recognise");
    return;
  }
  const failed = outcome.extraction === undefined ? outcome.faults.map(({ en }) => en).join(" ") : "";
  await store.keep({
    key: job.key,
    file: job.file,
    body: packed(outcome),
    failed,
    final: outcome.final,
    worker: record.id,
  });
  record.documents++;
  if (failed === "") log.info({ ...facts, pages: outcome.pages }, "document done");
  else log.warn({ ...facts, reason: failed }, "document failed");
}

async function taskOf(work: Work, job: DocumentJob): Promise<Task> {
  const { file, source, sha256, publisher } = job;
  return {
    file,
    path: await work.sources.path(source, file, sha256),
    ...(publisher === undefined ? {} : { publisher }),
    ...(work.cache === undefined ? {} : { cache: work.cache }),
  };
}

/** The document, or the numbers of its pages that nobody has recognised yet. */
async function read(work: Work, job: DocumentJob, task: Task, givenUp: GivenUp): Promise<Outcome | number[]> {
  const reasons = [...givenUp].map(([page, reason]) => [page, abandoned(reason)] as const);
  const kept = await pagesKept(work.store, job.sha256, job.recognised ?? []);
  const known = new Map<number, PageResult>([...reasons, ...kept]);
  const first = await work.readers.join(task, known);
  if (!Array.isArray(first)) return first;
  const all = new Map([...known, ...(await pagesKept(work.store, job.sha256, first))]);
  const lacking = first.filter((page) => !all.has(page));
  if (lacking.length > 0 && job.recognised === undefined) return lacking;
  const joined = await work.readers.join(task, all);
  // Pages may have been pruned since they were recognised: then here and now.
  return Array.isArray(joined) ? work.readers.document(task) : joined;
}

const abandoned = (reason: string): Message => ({
  fr: `les ouvriers l'ont abandonnée : ${reason}`,
  en: `the workers gave it up: ${reason}`,
});

async function pagesKept(
  store: Store,
  sha256: string,
  numbers: readonly number[],
): Promise<Map<number, PageResult>> {
  const found = new Map<number, PageResult>();
  for (const number of numbers) {
    const body = await store.page(pageKey(sha256, number));
    if (body !== undefined) found.set(number, unpacked(body) as PageResult);
  }
  return found;
}

/** Recognises one page, unless that was done. */
async function pageJob(work: Work, { document, page: number }: PageJob): Promise<void> {
  const { store, log, record } = work;
  const key = pageKey(document.sha256, number);
  if ((await store.page(key)) !== undefined) return;
  const started = performance.now();
  const task = await taskOf(work, document);
  const result = await work.readers.page(task, number);
  const reason = isPage(result) ? result.fault?.en : result.en;
  await store.keepPage(key, packed(result), reason === undefined);
  record.pages++;
  work.pagesAt.push(performance.now());
  const ms = Math.round(performance.now() - started);
  const facts = { run: document.run, document: document.file, page: number, ms };
  if (reason === undefined) log.info(facts, "page done");
  else log.warn({ ...facts, reason }, "page given up");
}
