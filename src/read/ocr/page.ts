import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page } from "../../model/index.js";
import type { PaintedPicture } from "../canvas.js";
import { drawPage } from "../render.js";
import { rasterOf } from "./raster.js";
import { recognise } from "./recognise.js";

/** Pixels a point: pictures are taken as fine as they are, within these. */
const COARSEST = 150 / 72;
const FINEST = 300 / 72;

/** Reads by recognition what of a page has no text. Never throws: what fails is in the page's `fault`. */
export async function completed(
  proxy: PDFPageProxy,
  page: Page,
  pictures: readonly PaintedPicture[],
): Promise<Page> {
  if (page.words.length > 0 || pictures.length === 0) return page;
  const scale = Math.min(FINEST, Math.max(COARSEST, ...pictures.map(({ density }) => density)));
  try {
    const raster = rasterOf(await drawPage(proxy, scale), scale);
    const seen = await recognise(raster);
    return {
      ...page,
      words: seen.words,
      edges: seen.edges,
      fills: seen.fills,
      method: "ocr",
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...page, fault: `The page is a picture that could not be read (${reason}).` };
  }
}
