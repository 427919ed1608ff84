import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import PQueue from "p-queue";
import { Piscina } from "piscina";
import { Fault } from "../model/index.js";
import { cacheFolder } from "./cache.js";
import { failed, type Outcome, processDocument, recall } from "./document.js";
import type { Effects } from "./effects.js";
import { LIMIT_NAMES, limitsOf, type RunLimits } from "./limits.js";
import type { Task } from "./report.js";
import type { Schemas } from "./rulebooks.js";

/** Threads run built files only; from TypeScript sources documents are read in this thread. */
const BUILT = import.meta.url.endsWith(".js")
  ? fileURLToPath(new URL("worker.js", import.meta.url))
  : undefined;

export interface PoolOptions {
  /** Documents read at the same time; one a core by default. */
  workers?: number;
  limits: RunLimits;
  /** Called for each document as soon as it is done. */
  done: (outcome: Outcome) => void;
  /** File of the module whose default export does a task in a thread. */
  worker?: string;
}

/**
 * Reads documents over a pool of threads, one document a thread, and yields what became of each in the
 * order of `tasks`. At most twice as many results as threads wait to be taken, so memory stays flat.
 * What the cache knows needs no thread. A document that goes beyond a limit, or brings its thread down,
 * is given up and comes as failed; another thread takes the place.
 */
export async function* processAll(
  tasks: readonly Task[],
  schemas: Schemas,
  options: PoolOptions,
): AsyncGenerator<Outcome> {
  const threads = Math.max(1, Math.min(options.workers ?? availableParallelism(), tasks.length));
  const pool = poolOf(threads, options);
  const queue = new PQueue({ concurrency: threads });
  const one = async (task: Task): Promise<Outcome> => {
    const outcome = (await recall(task, schemas)) ?? (await read(task, schemas, pool, options.limits));
    options.done(outcome);
    return outcome;
  };
  try {
    const ahead: Promise<Outcome>[] = [];
    let next = 0;
    for (let taken = 0; taken < tasks.length; taken++) {
      for (; next < tasks.length && next < taken + 2 * threads; next++) {
        const task = tasks[next];
        if (task !== undefined) ahead.push(queue.add(() => one(task)));
      }
      const outcome = await ahead.shift();
      if (outcome !== undefined) yield outcome;
    }
  } finally {
    queue.clear();
    await pool?.destroy();
  }
}

type Pool = Piscina<Task, Outcome>;

/** Threads start when first needed, and stay while there is work. */
function poolOf(
  threads: number,
  { worker, limits }: Pick<PoolOptions, "worker" | "limits">,
): Pool | undefined {
  const filename = worker ?? BUILT;
  if (filename === undefined) return undefined;
  return new Piscina<Task, Outcome>({
    filename,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
}

/** Milliseconds after which a thread without work ends. */
const IDLE = 60_000;

async function read(
  task: Task,
  schemas: Schemas,
  pool: Pool | undefined,
  limits: RunLimits,
): Promise<Outcome> {
  if (pool === undefined) return processDocument(task, schemas);
  const signal = AbortSignal.timeout(limits.seconds * 1000);
  try {
    return await pool.run(task, { signal });
  } catch (error) {
    return failed(task, givenUp(task.file, error, signal.aborted, limits));
  }
}

/** Why a document was given up, and which limit to raise. */
function givenUp(file: string, cause: unknown, late: boolean, limits: RunLimits): Fault {
  const given = (message: string, limit: keyof RunLimits): Fault =>
    new Fault({
      file,
      message,
      remedy: `The others were read. Look at the file, or set ${LIMIT_NAMES[limit]} higher.`,
      cause,
    });
  if (late) return given(`takes more than ${limits.seconds} seconds and was given up.`, "seconds");
  const code = cause instanceof Error && "code" in cause ? cause.code : "";
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return given(`needs more than ${limits.megabytes} megabytes and was given up.`, "megabytes");
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Fault({
    file,
    message: `brought its thread down (${said}).`,
    remedy: "The others were read. Please report it with the file.",
    cause,
  });
}

/** Reads single documents without keeping this thread from its other work. */
export interface BackgroundReader {
  read(task: Task): Promise<Outcome>;
  close(): Promise<void>;
}

/** What an earlier run kept is taken from the cache; nothing is added to it. */
export function backgroundReader(schemas: Schemas, env: Effects["env"] = process.env): BackgroundReader {
  const limits = limitsOf(env);
  const pool = poolOf(1, { limits });
  const cache = cacheFolder(env);
  return {
    read: async (task) =>
      (await recall({ ...task, cache }, schemas)) ?? (await read(task, schemas, pool, limits)),
    close: async () => pool?.destroy(),
  };
}
