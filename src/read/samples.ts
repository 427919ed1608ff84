import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A picture of a page: pdf.js's name for it, or the picture itself where the page holds it in place. */
export interface PictureSource {
  image: unknown;
  /** Pixels. */
  width: number;
  height: number;
}

/** A picture made small, four bytes a pixel (red, green, blue, opacity). */
export interface Sampled {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/**
 * A picture as pdf.js has unpacked it: rows of bytes, three or four a pixel. The same object for all places where it
 * stands.
 */
export interface Unpacked {
  width: number;
  height: number;
  kind: number;
  data: Uint8Array | Uint8ClampedArray;
}

/** Bytes a pixel of pdf.js's kinds of pictures; that of one bit a pixel is a scan, and left to be drawn. */
const BYTES: Readonly<Record<number, number>> = { 2: 3, 3: 4 };
/** Points of the picture, along each side of a pixel of the sample, whose mean that pixel is. */
const POINTS = 2;

/** The picture without drawing its page; undefined where pdf.js does not have it unpacked. */
export async function unpacked(page: PDFPageProxy, { image }: PictureSource): Promise<Unpacked | undefined> {
  const picture = typeof image === "string" ? await named(page, image) : image;
  return isUnpacked(picture) ? picture : undefined;
}

/** The picture `by` times as large. */
export function sampled(picture: Unpacked, by: number): Sampled {
  const width = Math.max(1, Math.round(picture.width * by));
  const height = Math.max(1, Math.round(picture.height * by));
  return { width, height, data: means(picture, width, height) };
}

/** Pictures come after the operators that show them: pdf.js unpacks them on the side. */
function named(page: PDFPageProxy, name: string): Promise<unknown> {
  const store = name.startsWith("g_") ? page.commonObjs : page.objs;
  return new Promise((resolve) => store.get(name, resolve));
}

function isUnpacked(picture: unknown): picture is Unpacked {
  if (typeof picture !== "object" || picture === null) return false;
  const { width = 0, height = 0, kind = 0, data } = picture as Partial<Unpacked>;
  const bytes = BYTES[kind];
  return bytes !== undefined && ArrayBuffer.isView(data) && data.length >= bytes * width * height;
}

function means(picture: Unpacked, width: number, height: number): Uint8ClampedArray {
  const bytes = BYTES[picture.kind] ?? 4;
  const { data } = picture;
  const out = new Uint8ClampedArray(4 * width * height);
  const columns = places(picture.width, width);
  const rows = places(picture.height, height);
  const points = POINTS * POINTS;
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0; x < width; x++, k += 4) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let i = POINTS * y; i < POINTS * (y + 1); i++) {
        const row = (rows[i] ?? 0) * picture.width;
        for (let j = POINTS * x; j < POINTS * (x + 1); j++) {
          const at = (row + (columns[j] ?? 0)) * bytes;
          // What lets the paper shine through is as light as that.
          const shown = bytes === 4 ? (data[at + 3] ?? 255) / 255 : 1;
          r += 255 + ((data[at] ?? 0) - 255) * shown;
          g += 255 + ((data[at + 1] ?? 0) - 255) * shown;
          b += 255 + ((data[at + 2] ?? 0) - 255) * shown;
        }
      }
      out[k] = r / points;
      out[k + 1] = g / points;
      out[k + 2] = b / points;
      out[k + 3] = 255;
    }
  return out;
}

/** Evenly spread places along a side of the picture, `POINTS` for each pixel of the sample. */
function places(length: number, pixels: number): Uint32Array {
  return Uint32Array.from({ length: POINTS * pixels }, (_, i) =>
    Math.min(length - 1, Math.floor(((i + 0.5) * length) / (POINTS * pixels))),
  );
}
