import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { excess, READ_LIMITS } from "./limits.js";

type RenderParameters = Parameters<PDFPageProxy["render"]>[0];

/** Draws a page as displayed; `scale` is pixels a point. Gives a PNG. */
export async function renderPage(
  document: PDFDocumentProxy,
  number: number,
  scale: number,
): Promise<Uint8Array> {
  const page = await document.getPage(number);
  try {
    return await (await drawPage(page, scale)).encode("png");
  } finally {
    page.cleanup();
  }
}

/** Draws a page as displayed; `scale` is pixels a point. */
export async function drawPage(page: PDFPageProxy, scale: number): Promise<Canvas> {
  const viewport = page.getViewport({ scale });
  const width = Math.ceil(viewport.width);
  const height = Math.ceil(viewport.height);
  if (!(width * height <= READ_LIMITS.drawn)) throw new Error(excess(READ_LIMITS, "drawn"));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  await page.render({
    // The canvas differs from a browser's in what pdf.js does not use.
    ...({ canvas, canvasContext: context } as unknown as Pick<RenderParameters, "canvas" | "canvasContext">),
    viewport,
    background: "#ffffff",
  }).promise;
  return canvas;
}
