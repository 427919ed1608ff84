import { fileURLToPath } from "node:url";
import PQueue from "p-queue";
import { Fault, type Message } from "../model/index.js";
import { failed, type Outcome, processDocument } from "./document.js";
import { LIMIT_NAMES, type RunLimits } from "./limits.js";
import { Fallen, processesOf } from "./processes.js";
import { readPage, type Task } from "./read-report.js";
import { onRecognised, type PageResult, type PageResults, type RecognisedPage } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";
import { spread } from "./spread.js";
import { joinOn, workOn } from "./work.js";

/** Processes run built files only; from TypeScript sources documents are read in this one. */
const BUILT = import.meta.url.endsWith(".js")
  ? fileURLToPath(new URL("worker.js", import.meta.url))
  : undefined;

/**
 * Where reports are read: in processes, each with its limits of time and memory. What waits for one waits outside.
 * Nothing throws but what was at work, or waited, when the readers were closed.
 */
export interface Readers {
  /** Read, its pages recognised by any of the processes, and checked by itself; what was given up comes as failed. */
  document(task: Task): Promise<Outcome>;
  /** The same, but not checked. */
  extraction(task: Task): Promise<Outcome>;
  /** A document with pages recognised elsewhere: the numbers of those that lack, where some do. */
  join(task: Task, recognised: PageResults): Promise<Outcome | number[]>;
  /** One page, recognised, or why its process did not bear it. */
  page(task: Task, number: number): Promise<PageResult>;
  /** Ends what is at work. */
  close(): Promise<void>;
}

export interface ReaderOptions {
  /** Processes. */
  readers: number;
  limits: RunLimits;
  /** File of the module that does the work in a process. */
  worker?: string;
  /** The rules where they are loaded already: handed over, they cost a process a tenth of loading them. */
  rules?: Schemas;
  /** Called for each page that is recognised, and before the first. */
  recognised?: (page: RecognisedPage) => void;
}

/** Processes start when first needed, and stay while there is work; they load rules that they are not handed. */
export function readersOf(
  schemas: () => Schemas,
  { readers, limits, worker = BUILT, rules, recognised }: ReaderOptions,
): Readers {
  if (worker === undefined) return inThisProcess(schemas, recognised);
  const pool = processesOf({ worker, rules, megabytes: limits.megabytes });
  const queue = new PQueue({ concurrency: readers });
  let closed = false;
  const run = <T>(name: string, task: Task, more: object = {}, priority = 0): Promise<T> =>
    queue.add(
      async () => {
        const { file, path, publisher, cache } = task;
        const about = { file, ...plain({ path, publisher, cache }), ...more };
        return (await pool.run({ name, about }, limits.seconds)) as T;
      },
      { priority },
    );
  /** What was given up, unless it was ended on purpose. */
  const orElse = <T, U>(answer: Promise<T>, fallen: (error: unknown) => U): Promise<T | U> =>
    answer.catch((error) => {
      if (closed) throw error;
      return fallen(error);
    });
  const document = <T>(task: Task, answer: Promise<T>): Promise<T | Outcome> =>
    orElse(answer, (error) => failed(task, givenUp(task.file, error, limits)));
  const join: Readers["join"] = (task, pages) =>
    document(task, run<Outcome | number[]>("default", task, { recognised: pages }));
  // What has begun is ended before pages are begun, and these in turn.
  const page = (task: Task, number: number, turn = 0): Promise<PageResult> =>
    orElse(run<PageResult>("page", task, { page: number }, -1 - turn), (error) => lost(error, limits));
  return {
    document: (task) => spread({ join, page }, task, recognised),
    extraction: (task) => document(task, run<Outcome>("extraction", task)),
    join,
    page,
    close: async () => {
      closed = true;
      queue.clear();
      await pool.close();
    },
  };
}

function inThisProcess(schemas: () => Schemas, recognised: ReaderOptions["recognised"]): Readers {
  const deaf = recognised === undefined ? undefined : onRecognised(recognised);
  return {
    document: (task) => workOn(task, schemas()),
    extraction: (task) => processDocument(task, schemas()),
    join: (task, pages) => joinOn(task, schemas(), pages),
    page: readPage,
    close: async () => deaf?.(),
  };
}

const plain = (facts: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined));

const limitOf = (cause: unknown): Fallen["limit"] => (cause instanceof Fallen ? cause.limit : undefined);
const saidBy = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Why a page was given up, as part of a sentence, and the limit that may be raised. */
function lost(cause: unknown, limits: RunLimits): Message {
  const limit = limitOf(cause);
  if (limit === undefined) {
    const said = saidBy(cause);
    return { fr: `elle a fait tomber son processus : ${said}`, en: `it brought its process down: ${said}` };
  }
  const most = limits[limit];
  const name = LIMIT_NAMES[limit];
  return {
    seconds: {
      fr: `cela a pris plus de ${most} s, limite ${name}`,
      en: `it took more than ${most} s, limit ${name}`,
    },
    megabytes: {
      fr: `il y fallait plus de ${most} Mo, limite ${name}`,
      en: `it needed more than ${most} MB, limit ${name}`,
    },
  }[limit];
}

/** Why a document was given up, and which limit to raise. */
function givenUp(file: string, cause: unknown, limits: RunLimits): Fault {
  const limit = limitOf(cause);
  const said = saidBy(cause);
  if (limit === undefined)
    return new Fault({
      file,
      message: { fr: `a fait tomber son processus (${said}).`, en: `brought its process down (${said}).` },
      remedy: {
        fr: "Les autres ont été lus. Merci de le signaler avec le fichier.",
        en: "The others were read. Please report it with the file.",
      },
      cause,
    });
  const most = limits[limit];
  return new Fault({
    file,
    message: {
      seconds: {
        fr: `prend plus de ${most} secondes et a été abandonné.`,
        en: `takes more than ${most} seconds and was given up.`,
      },
      megabytes: {
        fr: `demande plus de ${most} mégaoctets et a été abandonné.`,
        en: `needs more than ${most} megabytes and was given up.`,
      },
    }[limit],
    remedy: {
      fr: `Les autres ont été lus. Regarder le fichier, ou relever ${LIMIT_NAMES[limit]}.`,
      en: `The others were read. Look at the file, or set ${LIMIT_NAMES[limit]} higher.`,
    },
    cause,
  });
}
