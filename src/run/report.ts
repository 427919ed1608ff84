import { basename } from "node:path";
import { type ExtractInput, type Identity, identify } from "../extract/index.js";
import { layout } from "../layout/index.js";
import { type Block, type DocumentIdentity, type Page, plainLine, type SourceFile } from "../model/index.js";
import { openPdf } from "../read/index.js";
import { gazetteerFor, type Schemas } from "./rulebooks.js";

/** One file to read. */
export interface Task {
  file: string;
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
