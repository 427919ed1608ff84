import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { JpegDecoder } from "./decoder.js";
import { readLimits } from "./limits.js";
import { Port } from "./port.js";
import { letStraysGo } from "./strays.js";

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

if (!("ImageDecoder" in globalThis))
  Object.defineProperty(globalThis, "ImageDecoder", { configurable: true, value: JpegDecoder });

/** What pdf.js has no types for. */
interface WorkerSide {
  WorkerMessageHandler: { initializeFromPort(port: Port): void };
}

/**
 * This build of pdf.js brings fallbacks for old engines, and on Node 20 takes the engine's own `push`, `JSON.parse` and
 * `JSON.stringify` for such (for corner cases nobody meets): several times slower, for the whole process. They are put
 * back once all of pdf.js is loaded; what the engine really lacks stays.
 */
const { push } = Array.prototype;
const { parse, stringify } = JSON;
const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
const { WorkerMessageHandler }: WorkerSide = await import("pdfjs-dist/legacy/build/pdf.worker.mjs" as string);
for (const [owner, own] of [
  [Array.prototype, { push }],
  [JSON, { parse, stringify }],
] as const)
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });

export const { OPS, PDFDateString } = pdfjs;

const ROOT = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const folder = (name: string): string => `${join(ROOT, name)}/`;

interface Loading {
  /** Pictures of more are not unpacked. */
  pixels?: number;
  password?: string | undefined;
}

/** How pdf.js is asked to read a file; `bytes` is handed over and empty afterwards. */
export const settings = (bytes: Uint8Array, { pixels = readLimits().pixels, password }: Loading = {}) => ({
  data: bytes,
  standardFontDataUrl: folder("standard_fonts"),
  cMapUrl: folder("cmaps"),
  cMapPacked: true,
  wasmUrl: folder("wasm"),
  iccUrl: folder("iccs"),
  useSystemFonts: false,
  isEvalSupported: false,
  isImageDecoderSupported: true,
  enableXfa: false,
  maxImageSize: pixels,
  verbosity: pdfjs.VerbosityLevel.ERRORS,
  ...(password === undefined ? {} : { password }),
});

/** Loads a document. `bytes` is handed over and empty afterwards. Errors are pdf.js's own. */
export async function loadDocument(bytes: Uint8Array, loading: Loading = {}): Promise<PDFDocumentProxy> {
  letStraysGo();
  const task = pdfjs.getDocument({ ...settings(bytes, loading), worker: workerHere() });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    throw error;
  }
}

/** pdf.js's worker side, in this thread. */
function workerHere(): InstanceType<typeof pdfjs.PDFWorker> {
  const port = new Port();
  WorkerMessageHandler.initializeFromPort(port);
  return new pdfjs.PDFWorker({ port: port as unknown as null, verbosity: pdfjs.VerbosityLevel.ERRORS });
}
