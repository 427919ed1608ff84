import { Fault } from "../model/index.js";
import { openCache } from "./cache.js";
import { contextOf } from "./context.js";
import { type Outcome, processDocument, processRecognised, recall } from "./document.js";
import { examined, recalled } from "./examine.js";
import type { Task } from "./read-report.js";
import type { PageResults } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";
import { secondReading } from "./second.js";

/** Reads one report and checks it by itself, with a second reading of what is doubtful. Never throws. */
export const workOn = async (task: Task, schemas: Schemas): Promise<Outcome> =>
  checked(await processDocument(task, schemas), task, schemas);

/**
 * The same with pages recognised elsewhere: the numbers of those that lack, where some do. What the cache knows is not
 * done again. Never throws.
 */
export async function joinOn(
  task: Task,
  schemas: Schemas,
  recognised: PageResults,
): Promise<Outcome | number[]> {
  const known = await recallWork(task, schemas);
  if (known !== undefined) return known;
  const outcome = await processRecognised(task, schemas, recognised);
  return Array.isArray(outcome) ? outcome : checked(outcome, task, schemas);
}

/** What is known of a report and its checks from an earlier run; undefined where something is to be done anew. */
export async function recallWork(task: Task, schemas: Schemas): Promise<Outcome | undefined> {
  const outcome = await recall(task, schemas);
  if (outcome?.extraction === undefined) return outcome;
  const examination = await recalled(outcome.extraction, contextOf(schemas), openCache(task.cache));
  return examination && { ...outcome, examination };
}

async function checked(outcome: Outcome, task: Task, schemas: Schemas): Promise<Outcome> {
  const { extraction } = outcome;
  if (extraction === undefined) return outcome;
  const file = task.path ?? task.file;
  const second = secondReading([{ ...extraction.document, file }], task.cache);
  try {
    const cache = openCache(task.cache);
    const examination = await examined(extraction, contextOf(schemas), second.reread, cache);
    return { ...outcome, examination };
  } catch (error) {
    return { ...outcome, examination: NOTHING, faults: [...outcome.faults, unchecked(task.file, error)] };
  } finally {
    await second.close();
  }
}

const NOTHING = { mended: [], notices: [], anomalies: [] };

function unchecked(file: string, cause: unknown): Fault["line"] {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Fault({
    file,
    message: {
      fr: `a été lu, mais ne peut être vérifié (${said}).`,
      en: `was read, but cannot be checked (${said}).`,
    },
    remedy: { fr: "Merci de le signaler avec le fichier.", en: "Please report it with the file." },
    cause,
  }).line;
}
