import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Box } from "../model/index.js";
import { type Grey, readLine } from "./ocr/engine.js";
import { drawPage } from "./render.js";

/** How the first reading was made: from the characters of the file, or by recognition. */
export type FirstReading = "text" | "ocr";

/** What a number is made of. */
const FIGURES = "0123456789 ,.%€+-";
/** Height that the box gets in the picture, pixels: capitals are then as high as the engine reads best. */
const HEIGHT = 44;
/** Blank around the box, shares of its height: enough for a sign cut off, too little for a neighbour. */
const AROUND = 0.25;
/** Blank rows and columns around the picture, pixels. */
const MARGIN = 12;

/**
 * Reads what stands in a box of a page again, by another way than at first: characters of the file as pdf.js gathers
 * them, a picture of the box alone, larger, held to the signs of figures. Undefined where nothing legible is there.
 * The box is on the page as displayed. Throws where the engine fails.
 */
export async function readAgain(
  page: PDFPageProxy,
  box: Box,
  first: FirstReading,
): Promise<string | undefined> {
  const text = first === "ocr" ? await seenIn(page, box) : await writtenIn(page, box);
  const line = text.replace(/\s+/g, " ").trim();
  return line === "" ? undefined : line;
}

async function seenIn(page: PDFPageProxy, box: Box): Promise<string> {
  const height = box.bottom - box.top;
  const around = AROUND * height;
  const crop = {
    x0: box.x0 - around,
    top: box.top - around,
    x1: box.x1 + around,
    bottom: box.bottom + around,
  };
  const canvas = await drawPage(page, { scale: HEIGHT / height, crop });
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const words = await readLine(greyOf(data, canvas.width, canvas.height), { only: FIGURES });
  return words.map((word) => word.text).join(" ");
}

/** Dark on light, whatever the colours, from the darkest tone to the lightest, with a blank margin. */
function greyOf(data: Uint8ClampedArray, width: number, height: number): Grey {
  const tones = new Uint8Array(width * height);
  for (let i = 0; i < tones.length; i++)
    tones[i] = 0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0);
  const sorted = tones.toSorted();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [dark, light] = [at(0.01), at(0.99)];
  const inverted = at(0.5) < (dark + light) / 2;
  const grey = { width: width + 2 * MARGIN, height: height + 2 * MARGIN };
  const level = new Uint8Array(grey.width * grey.height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const share = ((tones[y * width + x] ?? 0) - dark) / Math.max(1, light - dark);
      const tone = 255 * Math.min(1, Math.max(0, inverted ? 1 - share : share));
      level[(y + MARGIN) * grey.width + x + MARGIN] = tone;
    }
  return { ...grey, level };
}

interface Run {
  text: string;
  x0: number;
  x1: number;
  middle: number;
}

/** The words of runs whose middle lies in the box; where in a run a word stands is told by the letters before it. */
async function writtenIn(page: PDFPageProxy, box: Box): Promise<string> {
  const words = (await runsOf(page)).flatMap((run) => (isAtHeight(run, box) ? wordsOf(run) : []));
  return words
    .filter(({ x0, x1 }) => (x0 + x1) / 2 >= box.x0 && (x0 + x1) / 2 <= box.x1)
    .toSorted((a, b) => a.x0 - b.x0)
    .map(({ text }) => text)
    .join(" ");
}

const isAtHeight = (run: Run, box: Box): boolean => run.middle >= box.top && run.middle <= box.bottom;

async function runsOf(page: PDFPageProxy): Promise<Run[]> {
  const { items } = await page.getTextContent();
  const viewport = page.getViewport({ scale: 1 });
  return items.flatMap((item) => {
    if (!("str" in item)) return [];
    const [, , , , x, y] = item.transform as number[];
    const [x0 = 0, top = 0] = viewport.convertToViewportPoint(x ?? 0, (y ?? 0) + item.height / 3);
    return [{ text: item.str, x0, x1: x0 + item.width, middle: top }];
  });
}

/** Widths of signs against that of a digit, as most typefaces have them. */
const widthOf = (sign: string): number =>
  /[\s.,;:'!|ijlI]/.test(sign) ? 0.5 : /[A-ZMWmw%€]/.test(sign) ? 1.4 : 1;

function wordsOf({ text, x0, x1, middle }: Run): Run[] {
  const all = [...text].reduce((sum, sign) => sum + widthOf(sign), 0);
  const words: Run[] = [];
  let at = x0;
  let within = false;
  for (const sign of text) {
    const end = at + (widthOf(sign) / all) * (x1 - x0);
    const last = words.at(-1);
    if (/\s/.test(sign)) within = false;
    else if (within && last) Object.assign(last, { text: last.text + sign, x1: end });
    else within = words.push({ text: sign, x0: at, x1: end, middle }) > 0;
    at = end;
  }
  return words;
}
