import { basename } from "node:path";
import { extract, identify } from "../extract/index.js";
import { layout } from "../layout/index.js";
import { type Extraction, Fault, type Page } from "../model/index.js";
import { openPdf } from "../read/index.js";
import { gazetteerFor, type Schemas } from "./rulebooks.js";

/** One file to read. */
export interface Task {
  file: string;
  /** Code of the rulebook to take, where the user names one. */
  publisher?: string;
}

/** What became of one file; plain data, so that it can cross a thread. */
export interface Outcome {
  file: string;
  /** Absent where the file could not be read at all. */
  extraction?: Extraction;
  sha256: string;
  /** ISO 8601 date the file states, where it does. */
  created: string;
  pages: number;
  pagesOcr: number;
  /** What is to mend, a line each. */
  faults: string[];
  /** What the rulebook expected of the report and did not find, one line; empty where all is there. */
  remark: string;
  /** Milliseconds spent in each stage. */
  spent: { read: number; layout: number; extract: number };
}

const HASH_DIGITS = 8;

/** `mno-2023-1f0c2a3b`; for an unknown publisher the file's name takes the first two places. */
function documentId(publisher: string | undefined, period: string, file: string, sha256: string): string {
  const name = basename(file).replace(/\.pdf$/i, "");
  const head = publisher === undefined ? name : [publisher, period].filter(Boolean).join("-");
  return `${head}-${sha256.slice(0, HASH_DIGITS)}`;
}

function unknownPublisher(file: string): Fault {
  return new Fault({
    file,
    message: "no rulebook knows this publisher; only the vocabulary that all share was used.",
    remedy: "Name one with --publisher, or write schemas/publishers/<code>.yaml (docs/rulebooks.md).",
  });
}

function failed(task: Task, error: unknown): Outcome {
  const fault =
    error instanceof Fault
      ? error
      : new Fault({
          file: task.file,
          message: `cannot be read (${error instanceof Error ? error.message : String(error)}).`,
          remedy: "Please report it with the file.",
        });
  return {
    file: task.file,
    sha256: "",
    created: "",
    pages: 0,
    pagesOcr: 0,
    faults: [fault.line],
    remark: "",
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

async function readDocument(task: Task, schemas: Schemas): Promise<Outcome> {
  const started = performance.now();
  const pdf = await openPdf(task.file);
  try {
    const pages: Page[] = [];
    for await (const page of pdf.pages()) pages.push(page);
    const read = performance.now();
    const blocks = layout(pages);
    const laidOut = performance.now();
    const faults = pages.flatMap((page) => pageFaults(task.file, page));
    const { rulebook, period } = chosen(
      task,
      identify(blocks, pdf.source, schemas.rulebooks, schemas.common),
      schemas,
    );
    if (rulebook === undefined) faults.push(unknownPublisher(task.file).line);
    const books = [rulebook, schemas.common].filter((book) => book !== undefined);
    const extraction = extract({
      document: {
        document_id: documentId(rulebook?.publisher, period, task.file, pdf.source.sha256),
        file: task.file,
        sha256: pdf.source.sha256,
        publisher: rulebook?.publisher ?? "unknown",
        period,
      },
      blocks,
      rulebooks: books,
      catalogue: schemas.catalogue,
      codeLists: schemas.codeLists,
      gazetteer: gazetteerFor(rulebook),
    });
    return {
      file: task.file,
      extraction,
      sha256: pdf.source.sha256,
      created: pdf.source.created ?? "",
      pages: pages.length,
      pagesOcr: pages.filter((page) => page.method !== "text").length,
      faults,
      remark:
        extraction.failedAssertions.length > 0
          ? `${task.file}: ${extraction.failedAssertions.join(" ")}`
          : "",
      spent: { read: read - started, layout: laidOut - read, extract: performance.now() - laidOut },
    };
  } finally {
    await pdf.close();
  }
}

function pageFaults(file: string, page: Page): string[] {
  if (page.fault === undefined) return [];
  const remedy = "The other pages were read.";
  return [new Fault({ file, page: page.number, message: page.fault, remedy }).line];
}

/** The user's word on the publisher goes before what the text says. */
function chosen(
  task: Task,
  identity: ReturnType<typeof identify>,
  schemas: Schemas,
): ReturnType<typeof identify> {
  if (task.publisher === undefined) return identity;
  return { ...identity, rulebook: schemas.rulebooks.find((book) => book.publisher === task.publisher) };
}
