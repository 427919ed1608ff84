import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Box } from "../model/index.js";
import { excess, readLimits } from "./limits.js";

type RenderParameters = Parameters<PDFPageProxy["render"]>[0];

/** Draws a page as displayed; `scale` is pixels a point. Gives a PNG. */
export async function renderPage(
  document: PDFDocumentProxy,
  number: number,
  scale: number,
): Promise<Uint8Array> {
  const page = await document.getPage(number);
  try {
    // In the same turn: a canvas encoded behind the scenes may be freed meanwhile, which ends the process.
    return (await drawPage(page, { scale })).encodeSync("png");
  } finally {
    page.cleanup();
  }
}

/** What to draw of a page. */
interface Drawing {
  /** Pixels a point. */
  scale: number;
  /** Degrees clockwise beside how the page is displayed. */
  turn?: number;
  /** Part of the page so turned, points; left out: all of it. */
  crop?: Box;
}

export async function drawPage(page: PDFPageProxy, { scale, turn = 0, crop }: Drawing): Promise<Canvas> {
  const rotation = (page.rotate + turn) % 360;
  const whole = page.getViewport({ scale, rotation });
  const box = crop ?? { x0: 0, top: 0, x1: whole.width / scale, bottom: whole.height / scale };
  const viewport = page.getViewport({
    scale,
    rotation,
    offsetX: -box.x0 * scale,
    offsetY: -box.top * scale,
  });
  const width = Math.ceil((box.x1 - box.x0) * scale);
  const height = Math.ceil((box.bottom - box.top) * scale);
  const limits = readLimits();
  if (!(width * height <= limits.drawn)) throw new Error(excess(limits, "drawn").en);
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
