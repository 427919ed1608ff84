import { extract } from "../extract/index.js";
import { type Extraction, Fault, type Message, type Page } from "../model/index.js";
import { openCache } from "./cache.js";
import { asDisplayed } from "./displayed.js";
import type { Examination } from "./examine.js";
import { type KeptDocument, keepDocument, keptDocument, keptReport, sha256Of } from "./kept.js";
import { extractInput, foundIn, type Task, UNKNOWN, Unrecognised } from "./read-report.js";
import type { PageResults } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";

/** What became of one file; plain data, so that it can leave its process. */
export interface Outcome {
  file: string;
  /** Absent where the file could not be read at all. */
  extraction?: Extraction;
  /** What the checks found in it by itself; absent where nobody has looked. */
  examination?: Examination;
  sha256: string;
  /** ISO 8601 date the file states, where it does. */
  created: string;
  pages: number;
  /** Read from their text, and recognised at least in part; a page that could not be read is neither. */
  pagesText: number;
  pagesOcr: number;
  /** What is to mend, a line each. */
  faults: Message[];
  /** What the rulebook expected of the report and did not find, one line; absent where all is there. */
  remark?: Message;
  /** False where another attempt may do better: nothing could be read, or not all pages. */
  final: boolean;
  /** Milliseconds spent in each stage. */
  spent: { read: number; layout: number; extract: number };
}

function unknownPublisher(file: string): Fault {
  return new Fault({
    file,
    message: {
      fr: "aucun livre de règles ne connaît cet éditeur ; seul le vocabulaire commun à tous a servi.",
      en: "no rulebook knows this publisher; only the vocabulary that all share was used.",
    },
    remedy: {
      fr: "En nommer un avec --publisher, ou écrire schemas/publishers/<code>.yaml (docs/rulebooks.md).",
      en: "Name one with --publisher, or write schemas/publishers/<code>.yaml (docs/rulebooks.md).",
    },
  });
}

function unexpected(file: string, cause: unknown): Fault {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Fault({
    file,
    message: { fr: `ne peut être lu (${said}).`, en: `cannot be read (${said}).` },
    remedy: { fr: "Merci de le signaler avec le fichier.", en: "Please report it with the file." },
    cause,
  });
}

/** What becomes of a file that could not be read. */
export function failed(task: Task, error: unknown): Outcome {
  const fault = error instanceof Fault ? error : unexpected(task.file, error);
  return {
    file: task.file,
    sha256: "",
    created: "",
    pages: 0,
    pagesText: 0,
    pagesOcr: 0,
    faults: [fault.line],
    final: false,
    spent: { read: 0, layout: 0, extract: 0 },
  };
}

/** Reads one report: PDF → pages → blocks → observations. Never throws: what fails is in `faults`. */
export async function processDocument(task: Task, schemas: Schemas): Promise<Outcome> {
  try {
    return await readDocument(task, schemas);
  } catch (error) {
    return failed(task, error);
  }
}

/**
 * The same with pages that were recognised elsewhere: gives the numbers of those that are still to be recognised, where
 * there are any. Never throws.
 */
export async function processRecognised(
  task: Task,
  schemas: Schemas,
  recognised: PageResults,
): Promise<Outcome | number[]> {
  try {
    return await readDocument(task, schemas, recognised);
  } catch (error) {
    return error instanceof Unrecognised ? error.pages : failed(task, error);
  }
}

/** What is known of a report from an earlier run; undefined where it has to be read, or only extracted, anew. */
export async function recall(task: Task, schemas: Schemas): Promise<Outcome | undefined> {
  if (task.cache === undefined) return undefined;
  const started = performance.now();
  const sha256 = await sha256Of(task.path ?? task.file);
  const document =
    sha256 === undefined ? undefined : await keptDocument(task, sha256, schemas, openCache(task.cache));
  if (document === undefined) return undefined;
  return outcomeOf(task, document, { read: performance.now() - started, layout: 0, extract: 0 });
}

async function readDocument(task: Task, schemas: Schemas, recognised?: PageResults): Promise<Outcome> {
  const cache = openCache(task.cache);
  const sha256 = task.cache === undefined ? undefined : await sha256Of(task.path ?? task.file);
  const report = await keptReport(task, cache, sha256, recognised);
  const started = performance.now();
  const { source, pages } = report;
  const found = foundIn(report, schemas);
  const extraction = asDisplayed(extract(extractInput(task, report, schemas, found)), pages);
  const document = { source, pages, extraction };
  const spent = { ...report.spent, extract: performance.now() - started };
  await keepDocument(task, found, document, schemas, cache);
  return outcomeOf(task, document, spent);
}

function outcomeOf(task: Task, document: KeptDocument, spent: Outcome["spent"]): Outcome {
  const { source, pages, extraction } = document;
  const faults = pages.flatMap((page) => pageFaults(task.file, page));
  if (extraction.document.publisher === UNKNOWN) faults.push(unknownPublisher(task.file).line);
  const lacking = extraction.failedAssertions;
  return {
    file: task.file,
    extraction,
    sha256: source.sha256,
    created: source.created ?? "",
    pages: pages.length,
    pagesText: pages.filter((page) => page.method === "text" && !isLost(page)).length,
    pagesOcr: pages.filter((page) => page.method !== "text").length,
    faults,
    ...(lacking.length > 0 ? { remark: lackingIn(task.file, lacking) } : {}),
    final: pages.every((page) => page.fault === undefined),
    spent,
  };
}

const isLost = ({ fault, words }: Page): boolean => fault !== undefined && words.length === 0;

const lackingIn = (file: string, lacking: readonly Message[]): Message => ({
  fr: `${file} : ${lacking.map(({ fr }) => fr).join(" ")}`,
  en: `${file}: ${lacking.map(({ en }) => en).join(" ")}`,
});

function pageFaults(file: string, page: Page): Message[] {
  if (page.fault === undefined) return [];
  const remedy = {
    fr: "Les autres ont été lues. Regarder la page ; relancer l'essaie encore.",
    en: "The others were read. Look at the page; running again tries it once more.",
  };
  return [new Fault({ file, page: page.number, message: page.fault, remedy }).line];
}
