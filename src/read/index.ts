import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Box, Message, Page, SourceFile } from "../model/index.js";
import { type FirstReading, readAgain } from "./again.js";
import { checkBytes, diskFault, openingFault } from "./faults.js";
import { Beyond, beyond, excess, type ReadLimits, readLimits } from "./limits.js";
import { completed, isIncomplete } from "./ocr/page.js";
import { readPage, type Shared } from "./page.js";
import { loadDocument } from "./pdfjs.js";
import { renderPage } from "./render.js";
import { sourceOf } from "./source.js";
import { checkStreams } from "./streams.js";

export { closeOcr } from "./ocr/engine.js";
export { unrecognised } from "./ocr/page.js";

export interface OpenOptions {
  password?: string;
  /**
   * Reads by recognition what of a page has no text: `true`, the default, in this thread; `false` leaves it unread; a
   * function is asked for each page that needs it, and may have it done elsewhere.
   */
  ocr?: boolean | Recogniser;
  limits?: Partial<ReadLimits>;
}

/** Gives a page complete; `bare` is the page without what `complete` would read of it by recognition, here and now. */
export type Recogniser = (bare: Page, complete: () => Promise<Page>) => Promise<Page>;

/** A PDF file, open. Pages are numbered from 1. */
export interface OpenPdf {
  source: SourceFile;
  pageCount: number;
  /** A damaged page comes blank, with its `fault`. Throws `RangeError` for a number outside the file. */
  page(number: number): Promise<Page>;
  /** All pages in file order, one at a time, so that memory stays flat. */
  pages(): AsyncIterable<Page>;
  /** What stands in a box of the page as displayed, read by another way than at first; undefined where nothing does. */
  again(number: number, box: Box, first: FirstReading): Promise<string | undefined>;
  /** A picture of the page as displayed, PNG; `scale` is pixels a point. */
  render(number: number, scale: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a PDF file. Throws `Fault` for what the user can mend: no PDF, damaged, locked, missing, beyond limits. */
export async function openPdf(path: string, options: OpenOptions = {}): Promise<OpenPdf> {
  const limits = { ...readLimits(), ...options.limits };
  const bytes = await bytesOf(path, limits);
  checkBytes(path, bytes);
  checkStreams(path, bytes, limits);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const load = (): Promise<PDFDocumentProxy> =>
    loadDocument(new Uint8Array(bytes), { pixels: limits.pixels, password: options.password }).catch(
      (error: unknown) => {
        throw openingFault(path, error);
      },
    );
  const document = await load();
  if (document.numPages > limits.pages) {
    await document.loadingTask.destroy();
    throw beyond(limits, "pages", path);
  }
  const source = await sourceOf(document, { file: path, sha256, bytes: bytes.length });
  return opened({ document, load, source, limits, ocr: options.ocr });
}

async function bytesOf(path: string, limits: ReadLimits): Promise<Buffer> {
  const refuse = (error: unknown): never => {
    throw diskFault(path, error);
  };
  const { size } = await stat(path).catch(refuse);
  if (size > limits.bytes) throw beyond(limits, "bytes", path);
  return readFile(path).catch(refuse);
}

interface Opening {
  document: PDFDocumentProxy;
  /** Opens the same file again. */
  load(): Promise<PDFDocumentProxy>;
  source: SourceFile;
  limits: ReadLimits;
  ocr: OpenOptions["ocr"];
}

/** What the pages of a document share; lists that are damaged do without. */
async function sharedBy(document: PDFDocumentProxy, limits: ReadLimits): Promise<Shared> {
  return {
    fonts: new Map(),
    layers: await document.getOptionalContentConfig().catch(() => undefined),
    labels: await document.getPageLabels().catch(() => null),
    limits,
  };
}

async function opened({ document: first, load, source, limits, ocr }: Opening): Promise<OpenPdf> {
  let document = first;
  let shared = await sharedBy(document, limits);
  const startAfresh = async (): Promise<void> => {
    await document.loadingTask.destroy();
    document = await load();
    shared = await sharedBy(document, limits);
  };
  const page = async (number: number): Promise<Page> => {
    if (!Number.isInteger(number) || number < 1 || number > source.pageCount)
      throw new RangeError(`page ${number} of ${source.pageCount}`);
    try {
      return await readNumbered(document, number, shared, ocr);
    } catch (error) {
      if (!(error instanceof Beyond)) return blankPage(number, damagedPage(reasonOf(error)));
      if (error.limit === "operators" || error.limit === "seconds") await startAfresh();
      return blankPage(number, pageBeyond(excess(limits, error.limit)));
    }
  };
  return {
    source,
    pageCount: source.pageCount,
    page,
    async *pages() {
      for (let number = 1; number <= source.pageCount; number++) yield await page(number);
    },
    again: async (number, box, first) => {
      const proxy = await document.getPage(number);
      try {
        return await readAgain(proxy, box, first);
      } finally {
        proxy.cleanup();
      }
    },
    render: (number, scale) => renderPage(document, number, scale),
    close: () => document.loadingTask.destroy(),
  };
}

async function readNumbered(
  document: PDFDocumentProxy,
  number: number,
  shared: Shared,
  ocr: OpenOptions["ocr"],
): Promise<Page> {
  const proxy = await document.getPage(number);
  try {
    const { page, marks } = await readPage(proxy, shared);
    if (ocr === false) return page;
    const complete = (): Promise<Page> => completed(proxy, page, marks, shared.limits.recognising);
    if (ocr === undefined || ocr === true) return await complete();
    return (await isIncomplete(proxy, page, marks)) ? await ocr(page, complete) : page;
  } finally {
    proxy.cleanup();
  }
}

/** Stands for a page that cannot be read, so that the others go on. */
function blankPage(number: number, fault: Message): Page {
  return {
    number,
    width: 0,
    height: 0,
    words: [],
    edges: [],
    fills: [],
    pictures: [],
    method: "text",
    fault,
  };
}

const damagedPage = (reason: string): Message => ({
  fr: `La page est abîmée et a été laissée de côté (${reason}).`,
  en: `The page is damaged and was left out (${reason}).`,
});

const pageBeyond = ({ fr, en }: Message): Message => ({
  fr: `${fr} La page a été laissée de côté.`,
  en: `${en} The page was left out.`,
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
