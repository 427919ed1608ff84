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
  const attachments = await attachmentsOf(document);
  const created = PDFDateString.toDateObject(text("CreationDate"));
  return {
    ...file,
    title: text("Title"),
    author: text("Author"),
    producer: text("Producer"),
    pageCount: document.numPages,
    ...(created === null ? {} : { created: created.toISOString() }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

/** Names of embedded files, in alphabetical order; none where their list is damaged. */
async function attachmentsOf(document: PDFDocumentProxy): Promise<string[]> {
  const found: unknown = await document.getAttachments().catch(() => null);
  const entries = Object.values((found ?? {}) as Record<string, { filename: string }>);
  return entries.map(({ filename }) => filename).sort();
}
