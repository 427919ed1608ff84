import type { Segment } from "./segments.js";

/** Segments that stand on one baseline and can be read as one line, from left to right. */
export interface Row {
  segments: Segment[];
  top: number;
  bottom: number;
  /** Height of its capitals and figures, pixels. */
  height: number;
}

/** A segment may reach out of its row by this share of the row's height. */
const OUT = 0.4;
/** Segments of one row have letters of about one height. */
const RATIO = 1.7;
/** The same for one that stands beside writing of another size. */
const PARTED = 1.2;
/** Dots and dashes are lower than this share of the row's height. */
const DOTS = 0.35;
/** A dash is so many times as wide as high. */
const DASH = 1.8;

export function rowsOf(segments: readonly Segment[]): Row[] {
  const rows: Row[] = [];
  for (const segment of segments.toSorted((p, q) => q.components.length - p.components.length)) {
    const height = lettersHeight(segment);
    const row = segment.raised ? undefined : rows.find((each) => fits(each, segment, height));
    if (row === undefined) {
      rows.push({ segments: [segment], top: segment.top, bottom: segment.bottom, height });
      continue;
    }
    row.segments.push(segment);
    row.top = Math.min(row.top, segment.top);
    row.bottom = Math.max(row.bottom, segment.bottom);
  }
  for (const row of rows) row.segments.sort((p, q) => p.x0 - q.x0);
  return rows.toSorted((p, q) => p.top - q.top);
}

function fits(row: Row, segment: Segment, height: number): boolean {
  const first = row.segments[0];
  if (first === undefined || first.raised) return false;
  const reach = OUT * row.height;
  const middle = (segment.top + segment.bottom) / 2;
  if (
    (segment.parted || first.parted) &&
    !isDash(segment) &&
    Math.max(height, row.height) > PARTED * Math.min(height, row.height)
  )
    return false;
  return (
    middle > first.top &&
    middle < first.bottom &&
    segment.top > first.top - reach &&
    segment.bottom < first.bottom + reach &&
    height < RATIO * row.height &&
    (height > row.height / RATIO || isMark(segment, row))
  );
}

/** A dash, a stroke or a row of dots has no height that tells its size; "557" has. */
function isMark({ components }: Segment, row: Row): boolean {
  if (components.length === 1) return true;
  return components.length <= 3 && components.every((c) => c.bottom - c.top < DOTS * row.height);
}

/** A lone dash, whatever the size of the writing that it belongs to. */
function isDash({ components: [only, other] }: Segment): boolean {
  return only !== undefined && other === undefined && only.x1 - only.x0 >= DASH * (only.bottom - only.top);
}

/** Height of capitals and figures in usual fonts, share of the em. */
export const CAPITAL = 0.69;

/** The height that most of the taller letters have. */
export function lettersHeight({ components }: Segment): number {
  const heights = components.map((c) => c.bottom - c.top).sort((p, q) => p - q);
  return heights[Math.floor(0.8 * (heights.length - 1) + 0.5)] ?? 0;
}
