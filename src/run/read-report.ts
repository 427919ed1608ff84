import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { type ExtractInput, type Identity, identify } from "../extract/index.js";
import { layout } from "../layout/index.js";
import {
  type Block,
  type DocumentIdentity,
  Fault,
  type Page,
  plainLine,
  type SourceFile,
} from "../model/index.js";
import { type OpenPdf, openPdf, type Recogniser, unrecognised } from "../read/index.js";
import { isPage, type PageResults, tellRecognised } from "./recognised-pages.js";
import { gazetteerFor, type Schemas } from "./rulebooks.js";

/** One file to read. */
export interface Task {
  /** As the user named it: a path or a URL. */
  file: string;
  /** Where its bytes are, if not at `file`. */
  path?: string;
  /** Code of the rulebook to take, where the user names one. */
  publisher?: string;
  /** Folder of the cache; nothing is kept where left out. */
  cache?: string;
}

/** A report read and laid out, before anything is known of what its figures mean. */
export interface ReadReport {
  source: SourceFile;
  pages: Page[];
  blocks: Block[];
  /** Milliseconds. */
  spent: { read: number; layout: number };
}

/** Pages that wait for being recognised elsewhere. */
export class Unrecognised extends Error {
  constructor(readonly pages: number[]) {
    super(`${pages.length} pages are to be recognised first`);
  }
}

/**
 * Reads a PDF and lays its pages out. Throws `Fault` for a file that cannot be read, `Unrecognised` where `recognised`
 * is given and lacks pages. Of a page that was given up elsewhere, what has text is there.
 */
export async function readReport(
  file: string,
  { path = file, recognised }: { path?: string; recognised?: PageResults } = {},
): Promise<ReadReport> {
  const started = performance.now();
  const lacking: number[] = [];
  const elsewhere: Recogniser = async (bare) => {
    const reason = recognised?.get(bare.number);
    if (reason !== undefined && !isPage(reason)) return unrecognised(bare, reason);
    lacking.push(bare.number);
    return bare;
  };
  const pdf = await openNamed(file, path, recognised === undefined ? {} : { ocr: elsewhere });
  try {
    const pages: Page[] = [];
    for (let number = 1; number <= pdf.pageCount; number++) {
      const known = recognised?.get(number);
      const page = known !== undefined && isPage(known) ? known : await pdf.page(number);
      pages.push(page);
      if (recognised === undefined && page.method !== "text")
        tellRecognised({ file, page: number, pages: pdf.pageCount });
    }
    if (lacking.length > 0) throw new Unrecognised(lacking);
    const read = performance.now();
    const blocks = layout(pages);
    const spent = { read: read - started, layout: performance.now() - read };
    return { source: { ...pdf.source, file }, pages, blocks, spent };
  } finally {
    await pdf.close();
  }
}

/** Reads pages complete, as `readReport` would, one at a time, and keeps the report open between them. */
export interface PageReader {
  /** Throws `Fault` for a file that cannot be read. */
  page(task: Task, number: number): Promise<Page>;
  close(): Promise<void>;
}

export function pageReader(): PageReader {
  let open: { stamp: string; pdf: OpenPdf } | undefined;
  const close = async (): Promise<void> => {
    const last = open;
    open = undefined;
    await last?.pdf.close();
  };
  return {
    page: async ({ file, path = file }, number) => {
      const stamp = await stampOf(path);
      if (open?.stamp !== stamp) {
        await close();
        open = { stamp, pdf: await openNamed(file, path, {}) };
      }
      return open.pdf.page(number);
    },
    close,
  };
}

/** One page by itself. Throws `Fault` for a file that cannot be read. */
export async function readPage(task: Task, number: number): Promise<Page> {
  const reader = pageReader();
  return reader.page(task, number).finally(reader.close);
}

/** Tells a file from others, and from what it was before. */
async function stampOf(path: string): Promise<string> {
  const facts = await stat(path).catch(() => undefined);
  return `${facts?.size} ${facts?.mtimeMs} ${path}`;
}

/** What is wrong with a file is told under the name that the user knows it by. */
async function openNamed(file: string, path: string, options: { ocr?: Recogniser }): Promise<OpenPdf> {
  try {
    return await openPdf(path, options);
  } catch (error) {
    if (!(error instanceof Fault) || error.file !== path) throw error;
    throw error.under(file);
  }
}

const HASH_DIGITS = 8;

/** `mno-2023-1f0c2a3b`; for an unknown publisher the file's name takes the first two places. */
function documentId(publisher: string | undefined, period: string, { file, sha256 }: FileHash): string {
  const name = plainLine(basename(file).replace(/\.pdf$/i, ""));
  const head = publisher === undefined ? name : [publisher, period].filter(Boolean).join("-");
  return `${head}-${sha256.slice(0, HASH_DIGITS)}`;
}

type FileHash = Pick<SourceFile, "file" | "sha256">;

/** Whose a report is taken to be: the user's word goes before what the report says. */
export function identityOf(task: Task, found: Identity, schemas: Schemas): Identity {
  if (task.publisher === undefined) return found;
  return { ...found, rulebook: schemas.rulebooks.find((book) => book.publisher === task.publisher) };
}

/** How a document is named in the dataset. */
export function documentOf(task: Task, { rulebook, period }: Identity, source: FileHash): DocumentIdentity {
  return {
    document_id: documentId(rulebook?.publisher, period, source),
    file: task.file,
    sha256: source.sha256,
    publisher: rulebook?.publisher ?? UNKNOWN,
    period,
  };
}

/** Whose a report says that it is, and of which year. */
export const foundIn = ({ blocks, source }: ReadReport, schemas: Schemas): Identity =>
  identify(blocks, source, schemas.rulebooks, schemas.common);

/** What `extract` works on; `found` is what the report says of itself. */
export function extractInput(
  task: Task,
  report: ReadReport,
  schemas: Schemas,
  found: Identity = foundIn(report, schemas),
): ExtractInput {
  const identity = identityOf(task, found, schemas);
  return {
    document: documentOf(task, identity, report.source),
    blocks: report.blocks,
    rulebooks: [identity.rulebook, schemas.common].filter((book) => book !== undefined),
    catalogue: schemas.catalogue,
    codeLists: schemas.codeLists,
    gazetteer: gazetteerFor(identity.rulebook),
  };
}

/** `publisher` of a document that no rulebook knows. */
export const UNKNOWN = "unknown";
