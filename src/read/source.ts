import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { SourceFile } from "../model/index.js";
import { PDFDateString } from "./pdfjs.js";

/** What a file says of itself beside its pages. */
export async function sourceOf(
  document: PDFDocumentProxy,
  file: Pick<SourceFile, "file" | "sha256" | "bytes">,
): Promise<SourceFile> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const entries = info as Readonly<Record<string, unknown>>;
  const text = (key: string): string => {
    const value = entries[key];
    return typeof value === "string" ? value.trim() : "";
  };
  const created = PDFDateString.toDateObject(text("CreationDate"));
  return {
    ...file,
    title: text("Title"),
    author: text("Author"),
    producer: text("Producer"),
    pageCount: document.numPages,
    ...(created === null ? {} : { created: created.toISOString() }),
  };
}
