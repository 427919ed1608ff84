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

/** Reads all segments, those of one row together. */
export async function readSegments(
  ink: Ink,
  segments: readonly Segment[],
  limit: AbortSignal,
): Promise<Reading[]> {
  const strips = rowsOf(segments).flatMap((row) => parts(row).map((some) => ({ row, some })));
  const read = strips.map(async ({ row, some }) => {
    const strip = stripOf(
      ink,
      some.map((segment) => ({ segment, top: row.top })),
      { capitals: CAPITALS, height: row.height, rows: row.bottom - row.top },
    );
    const words = await readLine(strip.picture, { limit });
    return strip.pieces.map((piece) => ({
      segment: piece.segment,
      row,
      words: wordsIn(words, piece, strip),
    }));
  });
  return (await Promise.all(read)).flat();
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
