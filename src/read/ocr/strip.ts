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
  /** Pixels of the strip, along the line, for one of the page's picture. */
  zoom: number;
}

export interface StripOptions {
  /** Height that capitals get, pixels. */
  capitals: number;
  /** Height of capitals in the page's picture. */
  height: number;
  /** How many rows of the page's picture are shown. */
  rows: number;
  /** Width of letters, share of what goes with their height: the time of the engine goes by the width of a line. */
  condensed?: number;
}

/** Blank pixels around. */
const MARGIN = 10;
/** Blank between segments, in heights of capitals: wide enough to part words, narrow enough to be one line. */
const BETWEEN = 0.8;
/** Levels below this are grain of the paper. */
const GRAIN = 14;

/** Sets segments side by side at one scale. */
export function stripOf(ink: Ink, segments: readonly Placed[], options: StripOptions): Strip {
  const { capitals, condensed = 1 } = options;
  const down = capitals / options.height;
  const across = condensed * down;
  const between = Math.round(BETWEEN * condensed * capitals);
  const pieces: Piece[] = [];
  let at = MARGIN;
  for (const { segment, top } of segments) {
    const width = Math.ceil((segment.x1 - segment.x0) * across);
    pieces.push({ segment, top, x0: at, x1: at + width });
    at += width + between;
  }
  const width = at - between + MARGIN;
  const height = Math.ceil(options.rows * down) + 2 * MARGIN;
  const picture = { width, height, level: new Uint8Array(width * height).fill(255) };
  for (const piece of pieces) draw(ink, piece, picture, { across, down });
  return { picture, pieces, zoom: across };
}

/** Draws the components of a segment, and nothing that stands between them. */
function draw(
  ink: Ink,
  { segment, x0, top }: Piece,
  picture: Grey,
  { across, down }: { across: number; down: number },
): void {
  const strength = 255 / strongest(ink, segment);
  for (const c of segment.components) {
    const left = Math.max(0, Math.floor((c.x0 - 1 - segment.x0) * across) + x0);
    const right = Math.min(picture.width, Math.ceil((c.x1 + 1 - segment.x0) * across) + x0);
    const upper = Math.max(0, Math.floor((c.top - 1 - top) * down) + MARGIN);
    const lower = Math.min(picture.height, Math.ceil((c.bottom + 1 - top) * down) + MARGIN);
    if (left >= right || upper >= lower) continue;
    const columns = tapsFor(left - x0, right - x0, across, { origin: segment.x0, limit: ink.width });
    const rows = tapsFor(upper - MARGIN, lower - MARGIN, down, { origin: top, limit: ink.height });
    const levels = resampled(ink, columns, rows);
    for (let y = upper, i = 0; y < lower; y++)
      for (let p = y * picture.width + left, end = y * picture.width + right; p < end; p++, i++) {
        const shade = 255 - Math.min(255, Math.max(0, (levels[i] ?? 0) - GRAIN) * strength);
        if (shade < (picture.level[p] ?? 0)) picture.level[p] = shade;
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

/** Of which pixels, and in what shares, each pixel of a stretch is made; so many of them a pixel. */
interface Taps {
  each: number;
  places: Int32Array;
  shares: Float32Array;
}

/** The mean over a pixel of the strip where that is the smaller one, else what lies between two of the page's (bilinear). */
function tapsFor(
  from: number,
  to: number,
  zoom: number,
  { origin, limit }: { origin: number; limit: number },
): Taps {
  const samples = Math.max(1, Math.ceil(1 / zoom));
  const each = 2 * samples;
  const places = new Int32Array(each * (to - from));
  const shares = new Float32Array(places.length);
  for (let i = from, k = 0; i < to; i++)
    for (let s = 0; s < samples; s++, k += 2) {
      const at = (i + (s + 0.5) / samples) / zoom + origin - 0.5;
      const place = Math.floor(at);
      if (place < 0 || place + 1 >= limit) continue;
      places[k] = place;
      places[k + 1] = place + 1;
      shares[k] = (1 - at + place) / samples;
      shares[k + 1] = (at - place) / samples;
    }
  return { each, places, shares };
}

/** The levels of the ink along rows, then down the columns. */
function resampled(ink: Ink, columns: Taps, rows: Taps): Float32Array {
  const width = columns.places.length / columns.each;
  const height = rows.places.length / rows.each;
  const used = rows.places.filter((_, i) => rows.shares[i] !== 0);
  const first = used.reduce((least, y) => Math.min(least, y), ink.height);
  const last = used.reduce((most, y) => Math.max(most, y), first - 1);
  const across = new Float32Array(width * (last - first + 1));
  for (let y = first, at = 0; y <= last; y++)
    for (let x = 0, k = 0; x < width; x++, at++) {
      let sum = 0;
      for (const end = k + columns.each; k < end; k++)
        sum += (columns.shares[k] ?? 0) * (ink.level[y * ink.width + (columns.places[k] ?? 0)] ?? 0);
      across[at] = sum;
    }
  const levels = new Float32Array(width * height);
  for (let k = 0; k < rows.places.length; k++) {
    const share = rows.shares[k] ?? 0;
    if (share === 0) continue;
    const from = ((rows.places[k] ?? 0) - first) * width;
    const to = Math.floor(k / rows.each) * width;
    for (let x = 0; x < width; x++) levels[to + x] = (levels[to + x] ?? 0) + share * (across[from + x] ?? 0);
  }
  return levels;
}
