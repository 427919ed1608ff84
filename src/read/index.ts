import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page, SourceFile } from "../model/index.js";
import { checkBytes, diskFault, openingFault } from "./faults.js";
import { completed } from "./ocr/page.js";
import { readPage, type Shared } from "./page.js";
import { loadDocument } from "./pdfjs.js";
import { renderPage } from "./render.js";
import { sourceOf } from "./source.js";

export interface OpenOptions {
  password?: string;
  /** False: what has no text stays unread. */
  ocr?: boolean;
}

/** A PDF file, open. Pages are numbered from 1. */
export interface OpenPdf {
  source: SourceFile;
  pageCount: number;
  /** A damaged page comes blank, with its `fault`. Throws `RangeError` for a number outside the file. */
  page(number: number): Promise<Page>;
  /** All pages in file order, one at a time, so that memory stays flat. */
  pages(): AsyncIterable<Page>;
  /** A picture of the page as displayed, PNG; `scale` is pixels a point. */
  render(number: number, scale: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a PDF file. Throws `Fault` for what the user can mend: no PDF, damaged, locked, missing. */
export async function openPdf(path: string, options: OpenOptions = {}): Promise<OpenPdf> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw diskFault(path, error);
  });
  checkBytes(path, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const size = bytes.length;
  const document = await loadDocument(new Uint8Array(bytes), options.password).catch((error: unknown) => {
    throw openingFault(path, error);
  });
  const source = await sourceOf(document, { file: path, sha256, bytes: size });
  return opened(document, source, options.ocr ?? true);
}

async function opened(document: PDFDocumentProxy, source: SourceFile, ocr: boolean): Promise<OpenPdf> {
  const shared: Shared = {
    fonts: new Map(),
    layers: await document.getOptionalContentConfig(),
    labels: await document.getPageLabels(),
  };
  const page = async (number: number): Promise<Page> => {
    if (!Number.isInteger(number) || number < 1 || number > source.pageCount)
      throw new RangeError(`page ${number} of ${source.pageCount}`);
    try {
      return await readNumbered(document, number, shared, ocr);
    } catch (error) {
      return blankPage(number, error);
    }
  };
  return {
    source,
    pageCount: source.pageCount,
    page,
    async *pages() {
      for (let number = 1; number <= source.pageCount; number++) yield await page(number);
    },
    render: (number, scale) => renderPage(document, number, scale),
    close: () => document.loadingTask.destroy(),
  };
}

async function readNumbered(
  document: PDFDocumentProxy,
  number: number,
  shared: Shared,
  ocr: boolean,
): Promise<Page> {
  const proxy = await document.getPage(number);
  try {
    const { page, pictures } = await readPage(proxy, shared);
    // A turned page has text; pictures of text on it would have to be turned as well, and are left.
    return ocr && page.turned === undefined ? await completed(proxy, page, pictures) : page;
  } finally {
    proxy.cleanup();
  }
}

/** Stands for a page that cannot be read, so that the others go on. */
function blankPage(number: number, error: unknown): Page {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    number,
    width: 0,
    height: 0,
    words: [],
    edges: [],
    fills: [],
    pictures: [],
    method: "text",
    fault: `The page is damaged and was left out (${reason}).`,
  };
}
