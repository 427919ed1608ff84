import type { Ink } from "./ink.js";

/** Ink as it lies along rows, or along columns: how long a line of it is, how many there are, and the steps from place to place. */
export interface Lie {
  level: Uint8Array;
  length: number;
  count: number;
  /** From a place to the next of its line, and to the same place of the next line. */
  along: number;
  over: number;
}

export const rowsOf = ({ width, height, level }: Ink): Lie => ({
  ...{ level, length: width, count: height },
  ...{ along: 1, over: width },
});

export const columnsOf = ({ width, height, level }: Ink): Lie => ({
  ...{ level, length: height, count: width },
  ...{ along: width, over: 1 },
});

/** A line along rows: from, to along it; first and last row. */
export interface Stretch {
  from: number;
  to: number;
  first: number;
  last: number;
  /** How much of its length is pale. */
  pale: number;
}

/** Lines are no thicker than this, points. */
export const THICK = 4;
/** Pixels beside a line that belong to its soft edge. */
export const FRINGE = 2;

/** Joins pieces of one line that the last trace of a skew has put on neighbouring rows. */
export function chained(pieces: Stretch[], scale: number): Stretch[] {
  const lines: Stretch[] = [];
  for (const piece of pieces.toSorted((p, q) => p.from - q.from)) {
    const before = lines.find(
      (line) =>
        piece.from - line.to <= 2 * scale &&
        piece.first <= line.last + 2 &&
        piece.last >= line.first - 2 &&
        Math.max(piece.last, line.last) - Math.min(piece.first, line.first) + 1 <= THICK * scale,
    );
    if (before === undefined) lines.push({ ...piece });
    else {
      before.pale += piece.pale;
      before.to = Math.max(before.to, piece.to);
      before.first = Math.min(before.first, piece.first);
      before.last = Math.max(before.last, piece.last);
    }
  }
  return lines;
}

/** Points that a line may be lost over, and levels by which what is left of it there differs from what lies beside. */
const LOST = 36;
const TRACE = 5;

/** Joins pieces of one line between which only a trace of it is left: pale lines come and go with the grain. */
export function bridged(lines: Stretch[], ink: Lie, scale: number): Stretch[] {
  const joined: Stretch[] = [];
  for (const line of lines.toSorted((p, q) => p.from - q.from)) {
    const before = joined.find(
      (other) =>
        line.from - other.to <= LOST * scale &&
        line.first <= other.last + 1 &&
        line.last >= other.first - 1 &&
        traced(ink, other, line),
    );
    if (before === undefined) joined.push({ ...line });
    else {
      before.pale += line.pale + Math.max(0, line.from - before.to);
      before.to = Math.max(before.to, line.to);
    }
  }
  return joined;
}

function traced(ink: Lie, before: Stretch, after: Stretch): boolean {
  const [from, to] = [before.to, after.from];
  if (to <= from) return true;
  const first = Math.max(before.first, after.first);
  const last = Math.max(first, Math.min(before.last, after.last));
  const inside = meanLevel(ink, from, to, first, last);
  const above = meanLevel(ink, from, to, first - FRINGE - 2, first - FRINGE - 1);
  const below = meanLevel(ink, from, to, last + FRINGE + 1, last + FRINGE + 2);
  return inside >= Math.max(above, below) + TRACE;
}

function meanLevel(
  { level, count, along, over }: Lie,
  from: number,
  to: number,
  first: number,
  last: number,
): number {
  let [sum, n] = [0, 0];
  for (let y = Math.max(0, first); y <= Math.min(count - 1, last); y++)
    for (let x = from; x < to; x++, n++) sum += level[y * over + x * along] ?? 0;
  return n === 0 ? 0 : sum / n;
}
