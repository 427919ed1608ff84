import { availableParallelism } from "node:os";
import { cacheFolder } from "./cache.js";
import { failed, type Outcome, recall } from "./document.js";
import type { Effects } from "./effects.js";
import { limitsOf, type RunLimits } from "./limits.js";
import type { Task } from "./read-report.js";
import { readersOf } from "./readers.js";
import type { RecognisedPage } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";
import { openSources } from "./sources.js";
import { recallWork } from "./work.js";

export interface PoolOptions {
  /** Documents read at the same time; one a core by default. */
  workers?: number;
  limits: RunLimits;
  /** Called for each document as soon as it is done; `known` is one that the cache had. */
  done: (outcome: Outcome, work: "read" | "known") => void;
  /** Called for each page that is recognised, and before the first. */
  recognised?: (page: RecognisedPage) => void;
  /** File of the module whose default export does a task in a process. */
  worker?: string;
}

/**
 * Reads documents over a pool of processes, each document by one of them and pages to recognise by any, and yields what
 * became of each as soon as it is done: a long one holds up one process at most. Twice as many documents as processes are
 * begun and not yet taken, so memory stays flat. What the cache knows needs none. A document that goes beyond a limit, or
 * brings its process down, is given up and comes as failed; another process takes the place.
 */
export async function* processAll(
  tasks: readonly Task[],
  schemas: Schemas,
  options: PoolOptions,
): AsyncGenerator<Outcome> {
  const readers = Math.max(1, options.workers ?? availableParallelism());
  const pool = readersOf(() => schemas, { ...options, readers, rules: schemas });
  const sources = openSources();
  const one = async (named: Task): Promise<Outcome> => {
    const { outcome, known } = await read(named).catch((error: unknown) => ({
      outcome: failed(named, error),
      known: false,
    }));
    options.done(outcome, known ? "known" : "read");
    return outcome;
  };
  const read = async (named: Task): Promise<{ outcome: Outcome; known: boolean }> => {
    const { file, path = file } = named;
    const task = { ...named, path: await sources.path(path, file) };
    const outcome = await recallWork(task, schemas);
    return { outcome: outcome ?? (await pool.document(task)), known: outcome !== undefined };
  };
  const begun = new Map<number, Promise<[number, Outcome]>>();
  const start = (number: number, task: Task): void =>
    void begun.set(
      number,
      one(task).then((outcome) => [number, outcome]),
    );
  try {
    for (const [number, task] of tasks.entries()) {
      start(number, task);
      if (begun.size < 2 * readers) continue;
      yield await soonest(begun);
    }
    while (begun.size > 0) yield await soonest(begun);
  } finally {
    await pool.close();
    await sources.close();
  }
}

/** Takes out what is done first. */
async function soonest(begun: Map<number, Promise<[number, Outcome]>>): Promise<Outcome> {
  const [number, outcome] = await Promise.race(begun.values());
  begun.delete(number);
  return outcome;
}

/** Reads single documents without keeping this process from its other work. */
export interface BackgroundReader {
  read(task: Task): Promise<Outcome>;
  close(): Promise<void>;
}

/** What an earlier run kept is taken from the cache; nothing is added to it. */
export function backgroundReader(schemas: Schemas, env: Effects["env"] = process.env): BackgroundReader {
  const limits = limitsOf(env);
  const pool = readersOf(() => schemas, { readers: 1, limits, rules: schemas });
  const cache = cacheFolder(env);
  return {
    read: async (task) => (await recall({ ...task, cache }, schemas)) ?? (await pool.extraction(task)),
    close: () => pool.close(),
  };
}
