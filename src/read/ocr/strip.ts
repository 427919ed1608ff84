import type { Grey } from "./engine.js";
import type { Ink } from "./ink.js";
import type { Segment } from "./segments.js";

/** A segment, and the rows of the page's picture that are shown with it, from `top` on. */
export interface Placed {
  segment: Segment;
  top: number;
}

/** Where a segment stands in a strip. */
export interface Piece extends Placed {
  /** Pixels of the strip. */
  x0: number;
  x1: number;
}

/** Segments set side by side in one line for the engine. */
export interface Strip {
  picture: Grey;
  pieces: Piece[];
  /** Pixels of the strip for one of the page's picture. */
  zoom: number;
}

export interface StripOptions {
  /** Height that capitals get, pixels. */
  capitals: number;
  /** Height of capitals in the page's picture. */
  height: number;
  /** How many rows of the page's picture are shown. */
  rows: number;
}

/** Blank pixels around. */
const MARGIN = 10;
/** Blank between segments, in heights of capitals: wide enough to part words, narrow enough to be one line. */
const BETWEEN = 0.8;
/** Levels below this are grain of the paper. */
const GRAIN = 14;

/** Sets segments side by side at one scale. */
export function stripOf(ink: Ink, segments: readonly Placed[], options: StripOptions): Strip {
  const zoom = options.capitals / options.height;
  const between = Math.round(BETWEEN * options.capitals);
  const pieces: Piece[] = [];
  let at = MARGIN;
  for (const { segment, top } of segments) {
    const width = Math.ceil((segment.x1 - segment.x0) * zoom);
    pieces.push({ segment, top, x0: at, x1: at + width });
    at += width + between;
  }
  const width = at - between + MARGIN;
  const height = Math.ceil(options.rows * zoom) + 2 * MARGIN;
  const picture = { width, height, level: new Uint8Array(width * height).fill(255) };
  for (const piece of pieces) draw(ink, piece, picture, zoom);
  return { picture, pieces, zoom };
}

/** Draws the components of a segment, and nothing that stands between them. */
function draw(ink: Ink, { segment, x0, top }: Piece, picture: Grey, zoom: number): void {
  const strength = 255 / strongest(ink, segment);
  const samples = Math.max(1, Math.ceil(1 / zoom));
  for (const c of segment.components) {
    const left = Math.max(0, Math.floor((c.x0 - 1 - segment.x0) * zoom) + x0);
    const right = Math.min(picture.width, Math.ceil((c.x1 + 1 - segment.x0) * zoom) + x0);
    const upper = Math.max(0, Math.floor((c.top - 1 - top) * zoom) + MARGIN);
    const lower = Math.min(picture.height, Math.ceil((c.bottom + 1 - top) * zoom) + MARGIN);
    const columns = Float64Array.from(
      { length: right - left },
      (_, i) => (left + i - x0) / zoom + segment.x0,
    );
    for (let y = upper; y < lower; y++) {
      const row = (y - MARGIN) / zoom + top;
      for (let i = 0, p = y * picture.width + left; i < columns.length; i++, p++) {
        const level = meanLevel(ink, columns[i] ?? 0, row, zoom, samples);
        const shade = 255 - Math.min(255, Math.max(0, level - GRAIN) * strength);
        if (shade < (picture.level[p] ?? 0)) picture.level[p] = shade;
      }
    }
  }
}

/** The level that the darkest parts of a segment reach. */
function strongest(ink: Ink, segment: Segment): number {
  const counts = new Uint32Array(256);
  let n = 0;
  for (const c of segment.components)
    for (let y = c.top; y < c.bottom; y++)
      for (let x = c.x0; x < c.x1; x++) {
        const level = ink.level[y * ink.width + x] ?? 0;
        if (level < 40) continue;
        counts[level] = (counts[level] ?? 0) + 1;
        n++;
      }
  let level = 255;
  for (let left = 0.15 * n; level > 60 && left > 0; level--) left -= counts[level] ?? 0;
  return level - GRAIN;
}

/** The mean over one pixel of the strip that begins at a point of the page's picture. */
function meanLevel(ink: Ink, x: number, y: number, zoom: number, samples: number): number {
  if (samples === 1) return smooth(ink, x + 0.5 / zoom - 0.5, y + 0.5 / zoom - 0.5);
  let sum = 0;
  for (let j = 0; j < samples; j++)
    for (let i = 0; i < samples; i++)
      sum += smooth(ink, x + (i + 0.5) / samples / zoom - 0.5, y + (j + 0.5) / samples / zoom - 0.5);
  return sum / (samples * samples);
}

/** Bilinear. */
function smooth({ width, height, level }: Ink, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return 0;
  const [fx, fy] = [x - x0, y - y0];
  const p = y0 * width + x0;
  const above = (level[p] ?? 0) * (1 - fx) + (level[p + 1] ?? 0) * fx;
  const below = (level[p + width] ?? 0) * (1 - fx) + (level[p + width + 1] ?? 0) * fx;
  return above * (1 - fy) + below * fy;
}
