import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

// Without it pdf.js halves large JPEG 2000 pictures in silence; it must be there before pdf.js is loaded.
if (!("OffscreenCanvas" in globalThis)) {
  Object.defineProperty(globalThis, "OffscreenCanvas", {
    configurable: true,
    value: class {
      constructor(width: number, height: number) {
        // biome-ignore lint/correctness/noConstructorReturn: stands in for the browser's class of that name
        return createCanvas(width, height);
      }
    },
  });
}

const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");

export const { OPS, PDFDateString } = pdfjs;

const ROOT = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const folder = (name: string): string => `${join(ROOT, name)}/`;

/** Loads a document. `bytes` is handed over and empty afterwards. Errors are pdf.js's own. */
export async function loadDocument(bytes: Uint8Array, password?: string): Promise<PDFDocumentProxy> {
  const task = pdfjs.getDocument({
    data: bytes,
    standardFontDataUrl: folder("standard_fonts"),
    cMapUrl: folder("cmaps"),
    cMapPacked: true,
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    useSystemFonts: false,
    isEvalSupported: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    ...(password === undefined ? {} : { password }),
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    throw error;
  }
}
