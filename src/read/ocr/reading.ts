import { type Recognised, readLine } from "./engine.js";
import type { Ink } from "./ink.js";
import { type Row, rowsOf } from "./rows.js";
import type { Segment } from "./segments.js";
import { type Piece, type Strip, stripOf } from "./strip.js";

/** A word read in a segment; `x0`, `x1` in pixels of the page's picture. */
export interface ReadWord {
  text: string;
  /** 0–1. */
  confidence: number;
  x0: number;
  x1: number;
  /** Its characters; more than one code unit where an accent stands apart. */
  symbols: string[];
  /** The engine's own estimate for each of them, 0–1. */
  sureness: number[];
  /** What other readings of a figure gave. */
  others?: string[];
}

export interface Reading {
  segment: Segment;
  row: Row;
  words: ReadWord[];
}

/** Height of capitals that the engine reads best, pixels. */
const CAPITALS = 32;
/** A strip is at most this wide, in heights of capitals. */
const WIDEST = 90;

/** Rows narrower than this, in heights of capitals, are set side by side: few letters tell little of their size. */
const NARROW = 16;
/** Such rows have capitals of about one height. */
const RATIO = 1.15;
/** What is set side by side is this wide at most. */
const TOGETHER = 40;

/** Segments that the engine reads as one line, and the row each is from. */
type Line = { segment: Segment; row: Row }[];

/** Reads all segments, those of one row together. */
export async function readSegments(
  ink: Ink,
  segments: readonly Segment[],
  limit: AbortSignal,
): Promise<Reading[]> {
  const rows = rowsOf(segments);
  const read = linesOf(rows).map(async (line) => {
    const strip = stripFor(ink, line);
    const words = await readLine(strip.picture, { limit });
    return strip.pieces.flatMap((piece, i) => {
      const row = line[i]?.row;
      return row === undefined ? [] : [{ segment: piece.segment, row, words: wordsIn(words, piece, strip) }];
    });
  });
  const readings = new Map((await Promise.all(read)).flat().map((reading) => [reading.segment, reading]));
  return rows.flatMap((row) => row.segments.flatMap((segment) => readings.get(segment) ?? []));
}

function stripFor(ink: Ink, line: Line): Strip {
  const rows = [...new Set(line.map(({ row }) => row))];
  // Rows set side by side stand on one baseline.
  const above = Math.max(...rows.map((row) => baselineOf(row) - row.top));
  const below = Math.max(...rows.map((row) => row.bottom - baselineOf(row)));
  return stripOf(
    ink,
    line.map(({ segment, row }) => ({ segment, top: baselineOf(row) - above })),
    { capitals: CAPITALS, height: Math.max(...rows.map(({ height }) => height)), rows: above + below },
  );
}

/** Where most of its letters have their feet. */
function baselineOf({ segments, height }: Row): number {
  const letters = segments
    .flatMap(({ components }) => components)
    .filter((c) => c.bottom - c.top >= 0.5 * height);
  const feet = letters.map((c) => c.bottom).sort((p, q) => p - q);
  return feet[Math.floor(0.4 * (feet.length - 1) + 0.5)] ?? Math.max(...segments.map(({ bottom }) => bottom));
}

function linesOf(rows: readonly Row[]): Line[] {
  const lines = rows.flatMap((row) => parts(row).map((some) => some.map((segment) => ({ segment, row }))));
  const wide = lines.filter((line) => widthOf(line) > NARROW);
  const narrow = lines.filter((line) => widthOf(line) <= NARROW);
  return [...wide, ...sideBySide(narrow)];
}

function sideBySide(narrow: readonly Line[]): Line[] {
  const lines: { all: Line; width: number; least: number }[] = [];
  const heightOf = (line: Line): number => line[0]?.row.height ?? 0;
  for (const line of narrow.toSorted((p, q) => heightOf(p) - heightOf(q))) {
    const [last, width, height] = [lines.at(-1), widthOf(line), heightOf(line)];
    if (last !== undefined && last.width + width <= TOGETHER && height <= RATIO * last.least) {
      last.all.push(...line);
      last.width += width;
    } else lines.push({ all: [...line], width, least: height });
  }
  return lines.map(({ all }) => all);
}

/** In heights of capitals, with the blank between. */
function widthOf(line: Line): number {
  return line.reduce((sum, { segment, row }) => sum + (segment.x1 - segment.x0) / row.height + 1, 0);
}

/** The segments of a row, in stretches that are not too wide. */
function parts(row: Row): Segment[][] {
  const found: Segment[][] = [];
  let width = Infinity;
  for (const segment of row.segments) {
    const own = (segment.x1 - segment.x0) / row.height;
    if (width + own > WIDEST) {
      found.push([]);
      width = 0;
    }
    found.at(-1)?.push(segment);
    width += own + 1;
  }
  return found;
}

/** What of a reading stands in a piece; a word that lies over two pieces is parted. */
export function wordsIn(words: readonly Recognised[], piece: Piece, strip: Strip): ReadWord[] {
  const at = strip.pieces.indexOf(piece);
  const before = strip.pieces[at - 1];
  const after = strip.pieces[at + 1];
  const from = before === undefined ? -Infinity : (before.x1 + piece.x0) / 2;
  const to = after === undefined ? Infinity : (piece.x1 + after.x0) / 2;
  const toPage = (x: number): number => (x - piece.x0) / strip.zoom + piece.segment.x0;
  return words.flatMap((word) => {
    const mine = word.symbols.filter((symbol) => {
      const middle = (symbol.x0 + symbol.x1) / 2;
      return middle >= from && middle < to;
    });
    const [first, last] = [mine[0], mine.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      {
        text: mine.map((symbol) => symbol.text).join(""),
        confidence: word.confidence,
        x0: toPage(first.x0),
        x1: toPage(last.x1),
        symbols: mine.map((symbol) => symbol.text),
        sureness: mine.map((symbol) => symbol.confidence),
      },
    ];
  });
}
