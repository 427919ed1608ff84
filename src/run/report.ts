import { basename } from "node:path";
import { type ExtractInput, identify } from "../extract/index.js";
import { layout } from "../layout/index.js";
import type { Block, Page, SourceFile } from "../model/index.js";
import { openPdf } from "../read/index.js";
import { gazetteerFor, type Schemas } from "./rulebooks.js";

/** One file to read. */
export interface Task {
  file: string;
  /** Code of the rulebook to take, where the user names one. */
  publisher?: string;
}

/** A report read and laid out, before anything is known of what its figures mean. */
export interface ReadReport {
  source: SourceFile;
  pages: Page[];
  blocks: Block[];
  /** Milliseconds. */
  spent: { read: number; layout: number };
}

/** Reads a PDF and lays its pages out. Throws `Fault` for a file that cannot be read. */
export async function readReport(file: string): Promise<ReadReport> {
  const started = performance.now();
  const pdf = await openPdf(file);
  try {
    const pages: Page[] = [];
    for await (const page of pdf.pages()) pages.push(page);
    const read = performance.now();
    const blocks = layout(pages);
    const spent = { read: read - started, layout: performance.now() - read };
    return { source: pdf.source, pages, blocks, spent };
  } finally {
    await pdf.close();
  }
}

const HASH_DIGITS = 8;

/** `mno-2023-1f0c2a3b`; for an unknown publisher the file's name takes the first two places. */
function documentId(publisher: string | undefined, period: string, { file, sha256 }: SourceFile): string {
  const name = basename(file).replace(/\.pdf$/i, "");
  const head = publisher === undefined ? name : [publisher, period].filter(Boolean).join("-");
  return `${head}-${sha256.slice(0, HASH_DIGITS)}`;
}

/** What `extract` works on. The user's word on the publisher goes before what the report says. */
export function extractInput(task: Task, { source, blocks }: ReadReport, schemas: Schemas): ExtractInput {
  const identity = identify(blocks, source, schemas.rulebooks, schemas.common);
  const rulebook =
    task.publisher === undefined
      ? identity.rulebook
      : schemas.rulebooks.find((book) => book.publisher === task.publisher);
  return {
    document: {
      document_id: documentId(rulebook?.publisher, identity.period, source),
      file: task.file,
      sha256: source.sha256,
      publisher: rulebook?.publisher ?? UNKNOWN,
      period: identity.period,
    },
    blocks,
    rulebooks: [rulebook, schemas.common].filter((book) => book !== undefined),
    catalogue: schemas.catalogue,
    codeLists: schemas.codeLists,
    gazetteer: gazetteerFor(rulebook),
  };
}

/** `publisher` of a document that no rulebook knows. */
export const UNKNOWN = "unknown";
