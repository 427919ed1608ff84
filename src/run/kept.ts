import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { CompiledRulebook, Identity } from "../extract/index.js";
import type { Extraction, Page } from "../model/index.js";
import { type Cache, keyOf } from "./cache.js";
import { engineOf } from "./engine.js";
import { documentOf, identityOf, type ReadReport, readReport, type Task } from "./read-report.js";
import type { PageResults } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";

const READING = ["model", "normalise", "read", "layout"] as const;
const EXTRACTING = [...READING, "extract", "run"] as const;

/** What one file came to, without its blocks. */
export interface KeptDocument {
  source: ReadReport["source"];
  pages: Page[];
  extraction: Extraction;
}

/** Lower-case hex; undefined for a file that cannot be read, of which the reader says why. */
export async function sha256Of(file: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

/**
 * A report read and laid out, from the cache where the same file was read before by the same engine. Its pages then are
 * without words and lines: the blocks hold them. Throws as `readReport` does.
 */
export async function keptReport(
  { file, path = file }: Task,
  cache: Cache,
  sha256: string | undefined,
  recognised?: PageResults,
): Promise<ReadReport> {
  const started = performance.now();
  const reportKey = (hash: string): string => keyOf(engineOf(...READING), hash);
  const kept = sha256 === undefined ? undefined : await cache.get<ReadReport>("reports", reportKey(sha256));
  if (kept !== undefined) {
    const spent = { read: performance.now() - started, layout: 0 };
    return { ...kept, source: { ...kept.source, file }, spent };
  }
  const report = await readReport(file, { path, ...(recognised === undefined ? {} : { recognised }) });
  const slim = { ...report, pages: report.pages.map(emptied) };
  // A fault may come from a limit on time, and be gone the next time.
  if (slim.pages.every((page) => page.fault === undefined))
    await cache.put("reports", reportKey(report.source.sha256), slim);
  return report;
}

const emptied = (page: Page): Page => ({ ...page, words: [], edges: [], fills: [], pictures: [] });

/** Of one page recognised: whatever the report, only what reading depends on counts. */
export const pageKey = (sha256: string, page: number): string =>
  keyOf(engineOf(...READING), sha256, `${page}`);

type Told = { publisher: string | undefined; period: string };

/** What was extracted before from the same file, by the same engine and the same rules. */
export async function keptDocument(
  task: Task,
  sha256: string,
  schemas: Schemas,
  cache: Cache,
): Promise<KeptDocument | undefined> {
  const told = await cache.get<Told>("identities", identityKey(task.file, sha256, schemas));
  if (told === undefined) return undefined;
  const rulebook = schemas.rulebooks.find((book) => book.publisher === told.publisher);
  const identity = identityOf(task, { rulebook, period: told.period }, schemas);
  const kept = await cache.get<KeptDocument>("extractions", extractionKey(task, sha256, identity, schemas));
  if (kept === undefined) return undefined;
  const { extraction } = kept;
  return { ...kept, extraction: { ...extraction, document: { ...extraction.document, file: task.file } } };
}

/** Keeps what was extracted from a report, and whose it was `found` to be. */
export async function keepDocument(
  task: Task,
  found: Identity,
  document: KeptDocument,
  schemas: Schemas,
  cache: Cache,
): Promise<void> {
  if (document.pages.some((page) => page.fault !== undefined)) return;
  const { sha256 } = document.source;
  const told: Told = { publisher: found.rulebook?.publisher, period: found.period };
  const key = extractionKey(task, sha256, identityOf(task, found, schemas), schemas);
  await cache.put("extractions", key, { ...document, pages: document.pages.map(emptied) });
  await cache.put("identities", identityKey(task.file, sha256, schemas), told);
}

/** A report tells whose it is by its text and its file's name, by what all rulebooks look for. */
function identityKey(file: string, sha256: string, schemas: Schemas): string {
  return keyOf(engineOf(...EXTRACTING), sha256, basename(file), identifying(schemas));
}

/** Of the rulebooks only the publisher's own and the common one. */
function extractionKey(task: Task, sha256: string, identity: Identity, schemas: Schemas): string {
  const { document_id, publisher, period } = documentOf(task, identity, { file: task.file, sha256 });
  const books = [identity.rulebook, schemas.common].map((book) => (book === undefined ? "" : hashOf(book)));
  const words = [hashOf(schemas.catalogue), hashOf(schemas.codeLists)];
  return keyOf(engineOf(...EXTRACTING), sha256, document_id, publisher, period, ...books, ...words);
}

const identifying = ({ rulebooks, common }: Schemas): string => {
  const part = (book: CompiledRulebook): unknown => [book.publisher, book.identify, book.period];
  return keyOf(JSON.stringify([rulebooks.map(part), common?.period]));
};

const hashes = new WeakMap<object, string>();

/** Of plain data; taken once for as long as it is kept. */
function hashOf(plain: object): string {
  const hash = hashes.get(plain) ?? keyOf(JSON.stringify(plain));
  hashes.set(plain, hash);
  return hash;
}
