import { parentPort, workerData } from "node:worker_threads";
import type { Page } from "../model/index.js";
import { type Outcome, processDocument } from "./document.js";
import { SCHEMAS_FOLDER } from "./paths.js";
import { readPage, type Task } from "./read-report.js";
import { onRecognised } from "./recognised-pages.js";
import { loadSchemas, type Schemas } from "./rulebooks.js";
import { joinOn, workOn } from "./work.js";

/** What the pool handed over. */
let loaded = (workerData ?? undefined) as Schemas | undefined;

/** Once a thread. */
function schemas(): Schemas {
  loaded ??= loadSchemas(SCHEMAS_FOLDER);
  return loaded;
}

onRecognised((page) => parentPort?.postMessage(page));

/** What a thread of the pool runs: one document, read and checked by itself. */
export default function work(task: Task): Promise<Outcome> {
  return workOn(task, schemas());
}

/** One document, not checked. */
export function extraction(task: Task): Promise<Outcome> {
  return processDocument(task, schemas());
}

/** A document with the pages that were recognised elsewhere; gives the numbers of those that still lack. */
export function join(task: Task & { recognised: ReadonlyMap<number, Page> }): Promise<Outcome | number[]> {
  return joinOn(task, schemas(), task.recognised);
}

/** One page, recognised where it needs it. */
export function page(task: Task & { page: number }): Promise<Page> {
  return readPage(task, task.page);
}
