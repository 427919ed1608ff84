import { type Outcome, processDocument } from "./document.js";
import { SCHEMAS_FOLDER } from "./paths.js";
import type { Task } from "./report.js";
import { loadSchemas, type Schemas } from "./rulebooks.js";

let schemas: Schemas | undefined;

/** What a thread of the pool runs: one document. Schemas are loaded once a thread. */
export default function work(task: Task): Promise<Outcome> {
  schemas ??= loadSchemas(SCHEMAS_FOLDER);
  return processDocument(task, schemas);
}
