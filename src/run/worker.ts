import { workerData } from "node:worker_threads";
import type { Page } from "../model/index.js";
import { type Outcome, processDocument } from "./document.js";
import { SCHEMAS_FOLDER } from "./paths.js";
import { pageReader, type Task } from "./read-report.js";
import type { PageResults } from "./recognised-pages.js";
import { loadSchemas, type Schemas } from "./rulebooks.js";
import { joinOn } from "./work.js";

/** Long scans come page by page. */
const pages = pageReader();

/** What the pool handed over. */
let loaded = (workerData ?? undefined) as Schemas | undefined;

/** Once a process. */
function schemas(): Schemas {
  loaded ??= loadSchemas(SCHEMAS_FOLDER);
  return loaded;
}

/**
 * What a process of the pool does: one document, read and checked by itself, with the pages that were recognised before;
 * gives the numbers of those that still lack.
 */
export default async function work(task: Task & { recognised: PageResults }): Promise<Outcome | number[]> {
  await pages.close();
  return joinOn(task, schemas(), task.recognised);
}

/** One document, not checked. */
export function extraction(task: Task): Promise<Outcome> {
  return processDocument(task, schemas());
}

/** One page, recognised where it needs it. */
export function page(task: Task & { page: number }): Promise<Page> {
  return pages.page(task, task.page);
}
