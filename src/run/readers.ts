import { fileURLToPath } from "node:url";
import PQueue from "p-queue";
import { Fault, type Page } from "../model/index.js";
import { failed, type Outcome, processDocument } from "./document.js";
import { LIMIT_NAMES, type RunLimits } from "./limits.js";
import { Fallen, processesOf } from "./processes.js";
import { readPage, type Task } from "./read-report.js";
import { onRecognised, type RecognisedPage } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";
import { spread } from "./spread.js";
import { joinOn, workOn } from "./work.js";

/** Processes run built files only; from TypeScript sources documents are read in this one. */
const BUILT = import.meta.url.endsWith(".js")
  ? fileURLToPath(new URL("worker.js", import.meta.url))
  : undefined;

type Pages = ReadonlyMap<number, Page>;

/** Where reports are read: in processes, each with its limits of time and memory. What waits for one waits outside. */
export interface Readers {
  /** Read, its pages recognised by any of the processes, and checked by itself. Never throws: what was given up comes as failed. */
  document(task: Task): Promise<Outcome>;
  /** The same, but not checked. */
  extraction(task: Task): Promise<Outcome>;
  /** A document with pages recognised elsewhere: the numbers of those that lack, where some do. Never throws. */
  join(task: Task, recognised: Pages): Promise<Outcome | number[]>;
  /** One page, recognised. Throws `Fault`. */
  page(task: Task, number: number): Promise<Page>;
  /** Gives up what is at work. */
  close(): Promise<void>;
}

/** When work that waits for a process gets one: what is of higher priority first. */
interface Turn {
  priority?: number;
  signal?: AbortSignal;
}

export interface ReaderOptions {
  /** Processes. */
  readers: number;
  limits: RunLimits;
  /** File of the module that does the work in a process. */
  worker?: string;
  /** The rules where they are loaded already: handed over, they cost a process a tenth of loading them. */
  rules?: Schemas;
  /** Called for each page that is recognised. */
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
  const run = <T>(name: string, task: Task, more: object = {}, turn: Turn = {}): Promise<T> =>
    queue.add(async (): Promise<T> => {
      const { file, path, publisher, cache } = task;
      const about = { file, ...plain({ path, publisher, cache }), ...more };
      try {
        return (await pool.run({ name, about }, limits.seconds)) as T;
      } catch (error) {
        throw givenUp(file, error, limits);
      }
    }, turn);
  const join: Readers["join"] = (task, pages) =>
    run<Outcome | number[]>("default", task, { recognised: pages }).catch((error) => failed(task, error));
  // What has begun is ended before pages are begun, and these in turn.
  const page = (task: Task, number: number, turn = 0, signal?: AbortSignal): Promise<Page> =>
    run<Page>("page", task, { page: number }, { priority: -1 - turn, ...(signal ? { signal } : {}) });
  return {
    document: (task) => spread({ join, page }, task, recognised),
    extraction: (task) => run<Outcome>("extraction", task).catch((error) => failed(task, error)),
    join,
    page,
    close: async () => {
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

/** Why a document was given up, and which limit to raise. */
function givenUp(file: string, cause: unknown, limits: RunLimits): Fault {
  const limit = cause instanceof Fallen ? cause.limit : undefined;
  const said = cause instanceof Error ? cause.message : String(cause);
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
