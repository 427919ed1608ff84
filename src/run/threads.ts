import { fileURLToPath } from "node:url";
import PQueue from "p-queue";
import { Piscina } from "piscina";
import { Fault, type Message, type Page } from "../model/index.js";
import { failed, type Outcome, processDocument } from "./document.js";
import { LIMIT_NAMES, type RunLimits } from "./limits.js";
import { readPage, type Task } from "./read-report.js";
import { onRecognised, type RecognisedPage } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";
import { spread } from "./spread.js";
import { joinOn, workOn } from "./work.js";

/** Threads run built files only; from TypeScript sources documents are read in this thread. */
const BUILT = import.meta.url.endsWith(".js")
  ? fileURLToPath(new URL("worker.js", import.meta.url))
  : undefined;

/** Milliseconds after which a thread without work ends. */
const IDLE = 60_000;

type Pages = ReadonlyMap<number, Page>;

/** Where reports are read: in threads, each with its limits of time and memory. What waits for a thread waits outside. */
export interface Threads {
  /** Read, its pages recognised by any of the threads, and checked by itself. Never throws: what was given up comes as failed. */
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

/** When work that waits for a thread gets one: what is of higher priority first. */
interface Turn {
  priority?: number;
  signal?: AbortSignal;
}

export interface ThreadOptions {
  threads: number;
  limits: RunLimits;
  /** File of the module that does the work in a thread. */
  worker?: string;
  /** The rules where they are loaded already: handed over, they cost a thread a tenth of loading them. */
  rules?: Schemas;
  /** Called for each page that is recognised. */
  recognised?: (page: RecognisedPage) => void;
}

/** Threads start when first needed, and stay while there is work; they load rules that they are not handed. */
export function threadsOf(
  schemas: () => Schemas,
  { threads, limits, worker, rules, recognised }: ThreadOptions,
): Threads {
  const filename = worker ?? BUILT;
  if (filename === undefined) return inThisThread(schemas, recognised);
  const pool = new Piscina<object>({
    filename,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE,
    workerData: rules,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  const queue = new PQueue({ concurrency: threads });
  // Time counts from when a thread takes the work.
  const run = <T>(name: string, task: Task, more: object = {}, turn: Turn = {}): Promise<T> =>
    queue.add(async (): Promise<T> => {
      const signal = AbortSignal.timeout(limits.seconds * 1000);
      const { file, path, publisher, cache } = task;
      try {
        return await pool.run({ file, ...plain({ path, publisher, cache }), ...more }, { signal, name });
      } catch (error) {
        throw givenUp(file, error, signal.aborted, limits);
      }
    }, turn);
  const join: Threads["join"] = (task, pages) =>
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
      await pool.destroy();
    },
  };
}

function inThisThread(schemas: () => Schemas, recognised: ThreadOptions["recognised"]): Threads {
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
function givenUp(file: string, cause: unknown, late: boolean, limits: RunLimits): Fault {
  const given = (message: Message, limit: keyof RunLimits): Fault =>
    new Fault({
      file,
      message,
      remedy: {
        fr: `Les autres ont été lus. Regarder le fichier, ou relever ${LIMIT_NAMES[limit]}.`,
        en: `The others were read. Look at the file, or set ${LIMIT_NAMES[limit]} higher.`,
      },
      cause,
    });
  const { seconds, megabytes } = limits;
  if (late)
    return given(
      {
        fr: `prend plus de ${seconds} secondes et a été abandonné.`,
        en: `takes more than ${seconds} seconds and was given up.`,
      },
      "seconds",
    );
  const code = cause instanceof Error && "code" in cause ? cause.code : "";
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return given(
      {
        fr: `demande plus de ${megabytes} mégaoctets et a été abandonné.`,
        en: `needs more than ${megabytes} megabytes and was given up.`,
      },
      "megabytes",
    );
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Fault({
    file,
    message: { fr: `a fait tomber son fil (${said}).`, en: `brought its thread down (${said}).` },
    remedy: {
      fr: "Les autres ont été lus. Merci de le signaler avec le fichier.",
      en: "The others were read. Please report it with the file.",
    },
    cause,
  });
}
