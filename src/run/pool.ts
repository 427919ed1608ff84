import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import PQueue from "p-queue";
import { Piscina } from "piscina";
import { type Outcome, processDocument } from "./document.js";
import type { Task } from "./report.js";
import type { Schemas } from "./rulebooks.js";

/** Threads run built files only; from TypeScript sources documents are read in this thread. */
const BUILT = import.meta.url.endsWith(".js");
const WORKER = fileURLToPath(new URL("worker.js", import.meta.url));

/**
 * Reads documents over a pool of threads, one document a thread, and yields what became of each in the
 * order of `tasks`. At most twice as many results as threads wait to be taken, so memory stays flat.
 */
export async function* processAll(
  tasks: readonly Task[],
  schemas: Schemas,
  options: { workers?: number; done: (outcome: Outcome) => void },
): AsyncGenerator<Outcome> {
  const threads = Math.min(options.workers ?? availableParallelism(), tasks.length);
  const pool =
    BUILT && threads > 1 ? new Piscina<Task, Outcome>({ filename: WORKER, maxThreads: threads }) : undefined;
  const queue = new PQueue({ concurrency: threads });
  const one = async (task: Task): Promise<Outcome> => {
    const outcome = pool ? await pool.run(task) : await processDocument(task, schemas);
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
    await pool?.destroy();
  }
}

/** Reads single documents without keeping this thread from its other work. */
export interface BackgroundReader {
  read(task: Task): Promise<Outcome>;
  close(): Promise<void>;
}

export function backgroundReader(schemas: Schemas): BackgroundReader {
  if (!BUILT) return { read: (task) => processDocument(task, schemas), close: () => Promise.resolve() };
  const pool = new Piscina<Task, Outcome>({ filename: WORKER, minThreads: 0, maxThreads: 1 });
  return { read: (task) => pool.run(task), close: () => pool.destroy() };
}
