import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { type Outcome, processDocument } from "./document.js";
import type { Task } from "./report.js";
import type { Schemas } from "./rulebooks.js";

/** Threads run built files only; from TypeScript sources documents are read in this thread. */
const WORKER = import.meta.url.endsWith(".js")
  ? fileURLToPath(new URL("worker.js", import.meta.url))
  : undefined;

/** Reads single documents without keeping this thread from its other work. */
export interface BackgroundReader {
  read(task: Task): Promise<Outcome>;
  close(): Promise<void>;
}

export function backgroundReader(schemas: Schemas): BackgroundReader {
  if (WORKER === undefined)
    return { read: (task) => processDocument(task, schemas), close: () => Promise.resolve() };
  const pool = new Piscina<Task, Outcome>({ filename: WORKER, minThreads: 0, maxThreads: 1 });
  return { read: (task) => pool.run(task), close: () => pool.destroy() };
}
