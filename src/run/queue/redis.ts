import { Redis } from "ioredis";
import { Fault } from "../../model/index.js";
import { type Address, unreachable } from "./address.js";
import { lasting } from "./lasting.js";
import {
  type DeadLetter,
  GONE,
  type Overview,
  type Progress,
  RECENT,
  type Store,
  type WorkerRecord,
} from "./store.js";
import { newer, SCHEMA_VERSION } from "./tables.js";

const PREFIX = "recoupe:";
const VERSION = "version";
const RUNS = "runs";
const WORKERS = "workers";
const PASSING_PAGES = "passing-pages";
const result = (key: string): string => `result:${key}`;
const page = (key: string): string => `page:${key}`;
const run = (id: string): string => `run:${id}`;
/** Of a run: the keys of its documents; those done, by when; those that failed. */
const documents = (id: string): string => `run:${id}:documents`;
const DAY = 86_400_000;
const AT_ONCE = 500;

/** The store in a Redis server, which must keep its data on disk for it to last. Throws `Fault`. */
export async function redisStore(address: Address): Promise<Store> {
  const redis = new Redis(address.url, { keyPrefix: PREFIX, lazyConnect: true, maxRetriesPerRequest: 3 });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    await redis.set(VERSION, SCHEMA_VERSION, "NX");
    const found = Number(await redis.get(VERSION));
    if (found > SCHEMA_VERSION) throw newer(address, found);
  } catch (error) {
    redis.disconnect();
    throw error instanceof Fault ? error : unreachable(address, error);
  }
  return storeIn(redis);
}

interface Facts {
  file: string;
  failed: string;
  final: string;
  at: string;
}

function storeIn(redis: Redis): Store {
  return {
    begin: ({ id, ...facts }, wanted) =>
      lasting(async () => {
        await redis.hset(run(id), { ...facts, started: Date.now() });
        await redis.zadd(RUNS, Date.now(), id);
        for (const some of portions(wanted)) await redis.sadd(documents(id), ...some.map((w) => w.key));
      }),
    finish: async (id) => void (await lasting(() => redis.hset(run(id), { finished: Date.now() }))),
    present: (keys) => lasting(() => presentOf(redis, keys)),
    result: async (key) => (await lasting(() => redis.hgetBuffer(result(key), "body"))) ?? undefined,
    keep: ({ key, body, file, failed, final, worker }) =>
      lasting(async () => {
        const facts = { file, failed, final: final ? "yes" : "no", worker, at: Date.now(), used: Date.now() };
        // The body goes first and alone decides who was first; it is what `present` looks for.
        const first = await redis.hsetnx(result(key), "body", Buffer.from(body));
        if (first === 1) await redis.hset(result(key), facts);
      }),
    forgetPassing: (keys) => lasting(() => forgetPassing(redis, keys)),
    page: async (key) => (await lasting(() => redis.getBuffer(page(key)))) ?? undefined,
    keepPage: (key, body, final) =>
      lasting(async () => {
        await redis.set(page(key), Buffer.from(body), "NX");
        if (!final) await redis.sadd(PASSING_PAGES, key);
      }),
    beat: async (worker) =>
      void (await redis.hset(WORKERS, worker.id, JSON.stringify({ ...worker, seen: Date.now() }))),
    leave: async (worker) => void (await redis.hdel(WORKERS, worker)),
    overview: () => overviewOf(redis),
    prune: (days) => pruneOf(redis, days),
    ping: async () => void (await redis.ping()),
    close: async () => void (await redis.quit()),
  };
}

function* portions<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE);
}

async function presentOf(redis: Redis, keys: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of portions(keys)) {
    const pipeline = redis.pipeline();
    for (const key of some) pipeline.hexists(result(key), "body");
    const answers = (await pipeline.exec()) ?? [];
    some.forEach((key, i) => {
      if (answers[i]?.[1] === 1) found.add(key);
    });
  }
  return found;
}

async function factsOf(redis: Redis, keys: readonly string[]): Promise<Map<string, Facts>> {
  const found = new Map<string, Facts>();
  for (const some of portions(keys)) {
    const pipeline = redis.pipeline();
    for (const key of some) pipeline.hmget(result(key), "file", "failed", "final", "at");
    const answers = (await pipeline.exec()) ?? [];
    some.forEach((key, i) => {
      const [file, failed, final, at] = (answers[i]?.[1] ?? []) as (string | null)[];
      if (at !== null && at !== undefined)
        found.set(key, { file: file ?? "", failed: failed ?? "", final: final ?? "", at });
    });
  }
  return found;
}

async function forgetPassing(redis: Redis, keys: readonly string[]): Promise<void> {
  for (const [key, { final }] of await factsOf(redis, keys)) {
    if (final === "no") await redis.del(result(key));
    else await redis.hset(result(key), "used", Date.now());
  }
  const passing = await redis.smembers(PASSING_PAGES);
  for (const key of passing) await redis.del(page(key));
  if (passing.length > 0) await redis.srem(PASSING_PAGES, ...passing);
}

async function overviewOf(redis: Redis): Promise<Overview> {
  const [latest] = await redis.zrevrange(RUNS, 0, 0);
  const found = latest === undefined ? undefined : await progressOf(redis, latest);
  const workers = Object.values(await redis.hgetall(WORKERS))
    .map((text) => JSON.parse(text) as WorkerRecord & { seen: number })
    .filter(({ seen }) => Date.now() - seen < GONE)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    progress: found?.progress,
    deadLetters: found?.deadLetters ?? [],
    workers: workers.map((worker) => ({ ...worker, seen: new Date(worker.seen) })),
    pages: 0,
  };
}

async function progressOf(
  redis: Redis,
  id: string,
): Promise<{ progress: Progress; deadLetters: DeadLetter[] }> {
  const { edition = "", host = "", title = "", started = "0", finished } = await redis.hgetall(run(id));
  const keys = await redis.smembers(documents(id));
  const facts = [...(await factsOf(redis, keys)).values()];
  const last = Math.max(0, ...facts.map(({ at }) => Number(at)));
  const since = Math.max(last - RECENT * 1000, Number(started));
  const dead = facts.filter(({ failed }) => failed !== "");
  return {
    progress: {
      run: {
        id,
        edition,
        host,
        title,
        started: new Date(Number(started)),
        finished: finished === undefined ? null : new Date(Number(finished)),
      },
      total: keys.length,
      done: facts.length,
      failed: dead.length,
      recent: facts.filter(({ at }) => Number(at) > since).length,
      seconds: Math.max(0, last - since) / 1000,
    },
    deadLetters: dead.map(({ file, failed, at }) => ({ file, reason: failed, at: new Date(Number(at)) })),
  };
}

/** Results of runs older than that go with their runs. */
async function pruneOf(redis: Redis, days: number): Promise<number> {
  let removed = 0;
  for (const id of await redis.zrangebyscore(RUNS, 0, Date.now() - days * DAY)) {
    for (const key of await redis.smembers(documents(id))) {
      const used = Number(await redis.hget(result(key), "used"));
      if (used < Date.now() - days * DAY) removed += await redis.del(result(key));
    }
    await redis.del(run(id), documents(id));
    await redis.zrem(RUNS, id);
  }
  return removed;
}
