import { setTimeout as sleep } from "node:timers/promises";
import { createPostgresBackend, FlowProducer, type Job, Queue, type RedisOptions, Worker } from "bullmq";
import type { Address } from "./address.js";

/** One document to read. */
export interface DocumentJob {
  /** Of its result. */
  key: string;
  run: string;
  /** As the user named it, and as the dataset tells it. */
  file: string;
  /** Where its bytes are: an absolute path that all workers see, or a URL. */
  source: string;
  sha256: string;
  publisher?: string;
  /** Pages that are recognised by jobs of their own; absent before the document is looked at. */
  recognised?: number[];
}

/** One page to recognise. */
export interface PageJob {
  document: DocumentJob;
  page: number;
}

/** Where the tables of the queue itself are, or the first part of their keys. */
const NAMESPACE = "recoupe_queue";
const documentsOf = (edition: string): string => `documents-${edition}`;
const pagesOf = (edition: string): string => `pages-${edition}`;

/** How often a job is tried where its worker died, or the database was away. */
const ATTEMPTS = 5;
const MOST_STALLED = 2;

const RETRY = {
  attempts: ATTEMPTS,
  backoff: { type: "exponential", delay: 500 },
  // What is done is in the store; what failed is taken from here by the coordinator.
  removeOnComplete: true,
} as const;

/** Jobs are told apart by what they are for: one that a run adds twice is there once. */
const surveyId = ({ run, key }: DocumentJob): string => `survey-${run}-${key}`;
const joinId = ({ run, key }: DocumentJob): string => `join-${run}-${key}`;
const pageId = ({ document, page }: PageJob): string => `page-${document.run}-${document.key}-${page}`;

type Connection = { connection: object; prefix?: string };

function connectionOf({ kind, url }: Address): Connection {
  if (kind === "postgres")
    return { connection: { connectionString: url, schema: NAMESPACE, migrate: true, max: 4 } };
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  const redis: RedisOptions = {
    host: hostname,
    port: Number(port || 6379),
    ...(username === "" ? {} : { username: decodeURIComponent(username) }),
    ...(password === "" ? {} : { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(protocol === "rediss:" ? { tls: {} } : {}),
    maxRetriesPerRequest: null,
  };
  return { connection: redis, prefix: NAMESPACE };
}

/** The engine behind a queue; Redis is its own default. Left out where it should be given, it is silently Redis. */
const backendOf = ({ kind }: Address): [] | [typeof createPostgresBackend] =>
  kind === "postgres" ? [createPostgresBackend] : [];

/** What takes and gives jobs of one edition. */
export interface Jobs {
  /** Adds documents; one that is already there is left as it is. */
  add(jobs: readonly DocumentJob[]): Promise<void>;
  /** Adds a job for each page, and one that joins the document when they are all done or given up. */
  split(job: DocumentJob, pages: readonly number[]): Promise<void>;
  /** Takes out documents that were given up, and tells why. */
  takeFailed(): Promise<{ job: DocumentJob; reason: string }[]>;
  /** Documents of which pages are being recognised, some at most, and how many of their pages are not waited for any more. */
  recognising(): Promise<{ job: DocumentJob; done: number; pages: number }[]>;
  /** Jobs that wait or are at work. */
  counts(): Promise<{ documents: number; pages: number }>;
  close(): Promise<void>;
}

export function jobsOf(address: Address, edition: string): Jobs {
  const connection = connectionOf(address);
  const backend = backendOf(address);
  const queueOf = <Data>(name: string): Queue<Data> => {
    const queue = new (Queue as QueueOn<Data>)(name, connection, ...backend);
    queue.on("error", () => undefined);
    return queue;
  };
  const documents = queueOf<DocumentJob>(documentsOf(edition));
  const pages = queueOf<PageJob>(pagesOf(edition));
  const flow = new (FlowProducer as FlowOn)(connection, ...backend);
  flow.on("error", () => undefined);
  return {
    add: async (jobs) => {
      await documents.addBulk(
        jobs.map((data) => ({
          name: "survey",
          data,
          opts: { ...RETRY, jobId: surveyId(data), priority: SURVEY },
        })),
      );
    },
    split: async (job, numbers) => {
      const data = { ...job, recognised: [...numbers] };
      await flow.add({
        name: "join",
        queueName: documents.name,
        data,
        opts: { ...RETRY, jobId: joinId(job) },
        children: numbers.map((page, i) => ({
          name: "page",
          queueName: pages.name,
          data: { document: job, page } satisfies PageJob,
          // The first pages of all documents go before the second ones: a long report does not hold up the others.
          opts: {
            ...RETRY,
            jobId: pageId({ document: job, page }),
            priority: Math.min(i + 1, LEAST_URGENT),
            ignoreDependencyOnFailure: true,
            removeOnFail: true,
          },
        })),
      });
    },
    takeFailed: async () => {
      const gone = await documents.getFailed();
      for (const job of gone) await job.remove().catch(() => undefined);
      return gone.map(({ data, failedReason }) => ({ job: data, reason: failedReason }));
    },
    recognising: async () => {
      const joins = await documents.getJobs("waiting-children", 0, MOST_TOLD - 1);
      return Promise.all(
        joins.filter(Boolean).map(async (join) => {
          const { unprocessed = 0 } = await join.getDependenciesCount({ unprocessed: true });
          const pages = join.data.recognised?.length ?? 0;
          return { job: join.data, done: pages - unprocessed, pages };
        }),
      );
    },
    counts: async () => {
      const [documentsLeft, pagesLeft] = await Promise.all([documents.getJobCounts(), pages.getJobCounts()]);
      const sum = (counts: Record<string, number>): number =>
        Object.entries(counts).reduce((n, [state, count]) => (ENDED.has(state) ? n : n + count), 0);
      return { documents: sum(documentsLeft), pages: sum(pagesLeft) };
    },
    close: async () => {
      await Promise.all([documents.close(), pages.close(), flow.close()]);
    },
  };
}

/** A document to look at comes after those that only have to be joined. */
const SURVEY = 1;
const LEAST_URGENT = 2 ** 20;
/** Documents whose pages are counted at a time. */
const MOST_TOLD = 20;
const ENDED = new Set(["completed", "failed"]);

// The library types its backends apart; here either is as good.
type QueueOn<Data> = new (name: string, options: Connection, ...backend: unknown[]) => Queue<Data>;
type FlowOn = new (options: Connection, ...backend: unknown[]) => FlowProducer;
type WorkerOn<Data> = new (
  name: string,
  work: (job: Job<Data>, token?: string) => Promise<void>,
  options: Connection & object,
  ...backend: unknown[]
) => Worker<Data>;

/** Pages of a document whose jobs were given up, as when each worker that took one died; with the queue's reason. */
export type GivenUp = ReadonlyMap<number, string>;

export interface Taking {
  address: Address;
  edition: string;
  /** Jobs of each kind taken at the same time. */
  concurrency: number;
  /** Seconds after which a worker that is not heard of loses its job. */
  lease: number;
  document(job: DocumentJob, givenUp: GivenUp): Promise<void>;
  page(job: PageJob): Promise<void>;
  trouble(error: Error): void;
}

/** Jobs as they are being taken. */
export interface Takers {
  /** Takes no more jobs, and lets those at work end; what has not ended after `seconds` is handed back. */
  stop(seconds: number): Promise<void>;
}

/** Takes jobs of both kinds until it is stopped. */
export function takeJobs(taking: Taking): Takers {
  const { address, edition, concurrency, lease } = taking;
  const atWork = new Map<Job, string>();
  const options = {
    ...connectionOf(address),
    concurrency,
    lockDuration: Math.round(lease * 1000),
    stalledInterval: Math.max(500, Math.round((lease * 1000) / 3)),
    maxStalledCount: MOST_STALLED,
    runRetryDelay: 1000,
  };
  const taker = <Data>(name: string, work: (job: Job<Data>) => Promise<void>): Worker<Data> => {
    const processor = async (job: Job<Data>, token = ""): Promise<void> => {
      atWork.set(job as Job, token);
      try {
        await work(job);
      } finally {
        atWork.delete(job as Job);
      }
    };
    const worker = new (Worker as WorkerOn<Data>)(name, processor, options, ...backendOf(address));
    worker.on("error", (error) => taking.trouble(error));
    return worker;
  };
  const workers = [
    taker<DocumentJob>(documentsOf(edition), async (job) => taking.document(job.data, await givenUp(job))),
    taker<PageJob>(pagesOf(edition), ({ data }) => taking.page(data)),
  ] as const;
  return {
    stop: async (seconds) => {
      const ended = Promise.all(workers.map((worker) => worker.close().catch(() => undefined)));
      const late = await Promise.race([ended.then(() => false), sleep(seconds * 1000, true, { ref: false })]);
      // Those still at work are not waited for any more: whoever takes their jobs now is first.
      if (late) for (const [job, token] of atWork) await job.moveToWait(token).catch(() => undefined);
    },
  };
}

async function givenUp(join: Job<DocumentJob>): Promise<GivenUp> {
  if (join.data.recognised === undefined) return new Map();
  const failures = Object.entries(await join.getIgnoredChildrenFailures());
  // A page's job ends in its number.
  return new Map(
    failures.map(([key, reason]) => [Number(key.slice(key.lastIndexOf("-") + 1)), String(reason)]),
  );
}
