import { createCanvas, loadImage } from "@napi-rs/canvas";
import { openPdf } from "../../src/read/index.js";
import { type Chance, random } from "../random.js";
import type { ImagePage } from "./image-pdf.js";

/** How a page is scanned. */
export interface Scanning {
  /** Dots an inch. */
  dpi: number;
  /** Degrees, clockwise. */
  skew: number;
  /** Standard deviation of the grain, of 255; in colours each has its own. */
  noise: number;
  /** Share of the points that are black or white, whatever is there. */
  salt: number;
  /** Of the JPEG, 1–100. */
  quality: number;
  /** Brightness of white paper, 0–255. */
  paper: number;
  /** Shades of grey rather than colours. */
  grey: boolean;
}

export const SCANNING: Scanning = {
  dpi: 200,
  skew: 0.5,
  noise: 6,
  salt: 0,
  quality: 70,
  paper: 245,
  grey: true,
};

/** The numbers in "1,4-6". */
export function numbered(ranges: string): number[] {
  return ranges.split(",").flatMap((range) => {
    const [from = 1, to = from] = range.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** Scans a PDF file: all its pages, or those of the given numbers that it has. */
export async function scanOf(file: string, how: Scanning, numbers?: readonly number[]): Promise<ImagePage[]> {
  const pdf = await openPdf(file, { ocr: false });
  const pages: ImagePage[] = [];
  for (const n of numbers ?? Array.from({ length: pdf.pageCount }, (_, i) => i + 1)) {
    if (n > pdf.pageCount) continue;
    const { width, height } = await pdf.page(n);
    pages.push(await scanned(await pdf.render(n, how.dpi / 72), { width, height }, how, n));
  }
  await pdf.close();
  return pages;
}

/** Makes of a page's picture (PNG) what a scanner would: turned a little, grainy, compressed. */
export async function scanned(
  png: Uint8Array,
  size: { width: number; height: number },
  how: Scanning,
  seed: number,
): Promise<ImagePage> {
  const picture = await loadImage(Buffer.from(png));
  const pixels = {
    width: Math.round((size.width * how.dpi) / 72),
    height: Math.round((size.height * how.dpi) / 72),
  };
  const canvas = createCanvas(pixels.width, pixels.height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, pixels.width, pixels.height);
  context.translate(pixels.width / 2, pixels.height / 2);
  context.rotate((how.skew * Math.PI) / 180);
  context.drawImage(picture, -pixels.width / 2, -pixels.height / 2, pixels.width, pixels.height);
  context.resetTransform();
  const image = context.getImageData(0, 0, pixels.width, pixels.height);
  roughen(image.data, how, seed);
  context.putImageData(image, 0, 0);
  return { jpeg: canvas.encodeSync("jpeg", how.quality), pixels, ...size };
}

function roughen(data: Uint8ClampedArray, how: Scanning, seed: number): void {
  const chance = random(seed);
  const grain = (): number => (how.noise === 0 ? 0 : how.noise * gauss(chance));
  const lit = (level: number): number => (level * how.paper) / 255 + grain();
  for (let i = 0; i < data.length; i += 4) {
    const colours = data.subarray(i, i + 3);
    const [r = 0, g = 0, b = 0] = colours;
    const salt = how.salt === 0 ? 1 : chance();
    if (salt < how.salt) colours.fill(salt < how.salt / 2 ? 0 : 255);
    else if (how.grey) colours.fill(lit(0.299 * r + 0.587 * g + 0.114 * b));
    else colours.set([lit(r), lit(g), lit(b)]);
  }
}

/** Nearly normal: the sum of four even ones. */
function gauss(chance: Chance): number {
  return (chance() + chance() + chance() + chance() - 2) * Math.sqrt(3);
}
