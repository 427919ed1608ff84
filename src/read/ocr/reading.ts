import { type Recognised, readLine } from "./engine.js";
import type { Ink } from "./ink.js";
import { type Line, linesOf } from "./lines.js";
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
      const row = line.pieces[i]?.row;
      return row === undefined ? [] : [{ segment: piece.segment, row, words: wordsIn(words, piece, strip) }];
    });
  });
  const readings = new Map((await Promise.all(read)).flat().map((reading) => [reading.segment, reading]));
  return rows.flatMap((row) => row.segments.flatMap((segment) => readings.get(segment) ?? []));
}

function stripFor(ink: Ink, { pieces, height }: Line): Strip {
  // All stand on one baseline: a cell of one line beside one of two stands lower than the first of these.
  const feet = pieces.map(({ segment, row }) => baselineOf([segment], row.height) ?? rowBaseline(row));
  const above = Math.max(...pieces.map(({ segment }, i) => (feet[i] ?? 0) - segment.top));
  const below = Math.max(...pieces.map(({ segment }, i) => segment.bottom - (feet[i] ?? 0)));
  return stripOf(
    ink,
    pieces.map(({ segment }, i) => ({ segment, top: (feet[i] ?? 0) - above })),
    { capitals: CAPITALS, height, rows: above + below },
  );
}

const rowBaseline = ({ segments, height }: Row): number =>
  baselineOf(segments, height) ?? Math.max(...segments.map(({ bottom }) => bottom));

/** Where most letters have their feet; undefined where none is high enough to tell. */
function baselineOf(segments: readonly Segment[], height: number): number | undefined {
  const letters = segments
    .flatMap(({ components }) => components)
    .filter((c) => c.bottom - c.top >= 0.6 * height);
  const feet = letters.map((c) => c.bottom).sort((p, q) => p - q);
  return feet[Math.floor(0.4 * (feet.length - 1) + 0.5)];
}

/** What of a reading stands in a piece; a word that lies over two pieces is parted. */
export function wordsIn(words: readonly Recognised[], piece: Piece, strip: Strip): ReadWord[] {
  const at = strip.pieces.indexOf(piece);
  const before = strip.pieces[at - 1];
  const after = strip.pieces[at + 1];
  const from = before === undefined ? -Infinity : (before.x1 + piece.x0) / 2;
  const to = after === undefined ? Infinity : (piece.x1 + after.x0) / 2;
  const toPage = (x: number): number => (x - piece.x0) / strip.zoom + piece.segment.x0;
  return parted(words).flatMap((word) => {
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

/** Ends each word where the next one begins: the engine lets the last sign of some reach to the end of that. */
function parted(words: readonly Recognised[]): Recognised[] {
  return words.map((word, i) => {
    const end = words[i + 1]?.x0;
    const last = word.symbols.at(-1);
    if (end === undefined || last === undefined || last.x1 <= end || last.x0 >= end) return word;
    return { ...word, symbols: word.symbols.with(-1, { ...last, x1: end }) };
  });
}
