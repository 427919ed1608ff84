import { lettersHeight, type Row } from "./rows.js";
import type { Segment } from "./segments.js";

/** Segments that the engine reads as one line. */
export interface Line {
  pieces: { segment: Segment; row: Row }[];
  /** Height of their capitals and figures, pixels. */
  height: number;
}

/** A line is at most this wide, in heights of capitals. */
const WIDEST = 90;
/** Lines narrower than this, in heights of capitals, are set side by side: few letters tell little of their size. */
const NARROW = 16;
/** Such lines have capitals of about one height. */
const RATIO = 1.15;
/** What is set side by side is this wide at most. */
const TOGETHER = 40;

/** So many letters tell the size of their writing, and sizes within this ratio are one. */
const MANY = 6;
const EVEN = 1.17;
/** Height of small letters, in heights of capitals. */
const SMALL = 0.74;
/** What is higher than this ratio is larger, however few its letters. */
const LARGER = 1.25;

/** The lines in which rows are read: writing of one size, not too wide. */
export function linesOf(rows: readonly Row[]): Line[] {
  const lines = rows.flatMap((row) =>
    evenParts(row).flatMap(({ segments, height }) =>
      stretches(segments, height).map((some) => ({
        pieces: some.map((segment) => ({ segment, row })),
        height,
      })),
    ),
  );
  const wide = lines.filter((line) => widthOf(line) > NARROW);
  const narrow = lines.filter((line) => widthOf(line) <= NARROW);
  return [...wide, ...sideBySide(narrow)];
}

interface Part {
  segments: Segment[];
  height: number;
}

/**
 * Parts a row by the size of its writing: of larger letters beside smaller ones the engine takes these for capitals, or
 * those for small. The text beside a table may stand level with a row of it.
 */
function evenParts(row: Row): Part[] {
  const isSure = ({ components }: Segment): boolean => components.length >= MANY;
  const sure = row.segments
    .filter(isSure)
    .map((segment) => ({ segments: [segment], height: lettersHeight(segment) }));
  const parts = joinedBySize(sure, EVEN);
  if (parts.length === 0) parts.push({ segments: [], height: row.height });
  const highest = Math.max(...parts.map(({ height }) => height));
  const larger: Part[] = [];
  for (const segment of row.segments.filter((each) => !isSure(each))) {
    const height = lettersHeight(segment);
    if (height > LARGER * highest) larger.push({ segments: [segment], height });
    else nearest(parts, height)?.segments.push(segment);
  }
  return [...parts, ...joinedBySize(larger, LARGER)]
    .filter(({ segments }) => segments.length > 0)
    .map((part) => ({ ...part, segments: part.segments.toSorted((p, q) => p.x0 - q.x0) }));
}

function joinedBySize(parts: readonly Part[], ratio: number): Part[] {
  const joined: Part[] = [];
  for (const part of parts.toSorted((p, q) => q.height - p.height)) {
    const last = joined.at(-1);
    if (last !== undefined && last.height <= ratio * part.height) last.segments.push(...part.segments);
    else joined.push({ ...part, segments: [...part.segments] });
  }
  return joined;
}

/** Few letters may be capitals or figures, or all small. */
function nearest(parts: readonly Part[], height: number): Part | undefined {
  const off = (part: Part): number =>
    Math.min(
      Math.abs(Math.log(height / part.height)),
      Math.abs(Math.log(height / (SMALL * part.height))) + 0.02,
    );
  const [first] = parts.toSorted((p, q) => off(p) - off(q));
  return first;
}

/** Segments in stretches that are not too wide. */
function stretches(segments: readonly Segment[], height: number): Segment[][] {
  const found: Segment[][] = [];
  let width = Infinity;
  for (const segment of segments) {
    const own = (segment.x1 - segment.x0) / height;
    if (width + own > WIDEST) {
      found.push([]);
      width = 0;
    }
    found.at(-1)?.push(segment);
    width += own + 1;
  }
  return found;
}

function sideBySide(narrow: readonly Line[]): Line[] {
  const lines: { all: Line; width: number; least: number }[] = [];
  for (const line of narrow.toSorted((p, q) => p.height - q.height)) {
    const [last, width] = [lines.at(-1), widthOf(line)];
    if (last !== undefined && last.width + width <= TOGETHER && line.height <= RATIO * last.least) {
      last.all.pieces.push(...line.pieces);
      last.all.height = line.height;
      last.width += width;
    } else lines.push({ all: { ...line, pieces: [...line.pieces] }, width, least: line.height });
  }
  return lines.map(({ all }) => all);
}

/** In heights of capitals, with the blank between. */
function widthOf({ pieces, height }: Line): number {
  return pieces.reduce((sum, { segment }) => sum + (segment.x1 - segment.x0) / height + 1, 0);
}
