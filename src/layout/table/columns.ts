import type { Box } from "../../model/index.js";
import { type Chunk, type ChunkLine, chunkOf } from "./chunks.js";

/** The stretch of the width that a column's texts take up. */
export interface Column {
  x0: number;
  x1: number;
}

/** Texts that overlap by less, in points, do not stand over one another. */
const TOUCH = 1;
/** Columns never filled in one line, and nearer than this many points, are one. */
const NEAR = 16;

interface Draft extends Column {
  lines: Set<number>;
}

/**
 * The columns that lines of chunks make. Narrow chunks found columns, wider ones join the column they
 * stand over; a chunk over several columns spans them, unless more chunks do so than lines fill both.
 */
export function columnsOf(lines: readonly ChunkLine[]): Column[] {
  const chunks = lines.flatMap((line, at) =>
    line.chunks.length > 1 ? line.chunks.map((chunk) => ({ chunk, at })) : [],
  );
  chunks.sort((a, b) => width(a.chunk) - width(b.chunk));
  let columns: Draft[] = [];
  let spanning: { chunk: Chunk; at: number }[] = [];
  for (const { chunk, at } of chunks) {
    const over = columns.filter((c) => shared(c, chunk.box) > TOUCH);
    if (over.length > 1) spanning.push({ chunk, at });
    else if (over.length === 1) join(over[0]!, chunk, at);
    else columns.push({ x0: chunk.box.x0, x1: chunk.box.x1, lines: new Set([at]) });
  }
  columns.sort((a, b) => a.x0 - b.x0);
  for (let merged = true; merged; ) {
    merged = false;
    for (let i = 0; i + 1 < columns.length && !merged; i++) {
      if (!belongTogether(columns[i]!, columns[i + 1]!, spanning)) continue;
      const [a, b] = [columns[i]!, columns[i + 1]!];
      columns.splice(i, 2, { x0: a.x0, x1: Math.max(a.x1, b.x1), lines: new Set([...a.lines, ...b.lines]) });
      merged = true;
    }
    const still: typeof spanning = [];
    for (const s of spanning) {
      const over = columns.filter((c) => shared(c, s.chunk.box) > TOUCH);
      if (over.length > 1) still.push(s);
      else if (over.length === 1) join(over[0]!, s.chunk, s.at);
    }
    spanning = still;
  }
  columns = columns.filter((c) => c.lines.size > 0);
  return columns.map(({ x0, x1 }) => ({ x0, x1 }));
}

function belongTogether(a: Draft, b: Draft, spanning: readonly { chunk: Chunk }[]): boolean {
  let together = 0;
  for (const line of a.lines) if (b.lines.has(line)) together++;
  const crossing = spanning.filter(
    ({ chunk }) => shared(a, chunk.box) > TOUCH && shared(b, chunk.box) > TOUCH,
  ).length;
  if (shared(a, b) > TOUCH) return true;
  return crossing > together || (together === 0 && (crossing > 0 || b.x0 - a.x1 < NEAR));
}

function join(column: Draft, chunk: Chunk, at: number): void {
  column.x0 = Math.min(column.x0, chunk.box.x0);
  column.x1 = Math.max(column.x1, chunk.box.x1);
  column.lines.add(at);
}

const width = (chunk: Chunk): number => chunk.box.x1 - chunk.box.x0;

export const shared = (a: Column | Box, b: Column | Box): number =>
  Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);

/** A chunk cut between words so that each column, in its order, has a part that fits it; undefined where no cut does. */
export function dealt(
  chunk: Chunk,
  [column, ...others]: readonly Column[],
  fits: (part: Chunk, column: Column) => boolean,
): Chunk[] | undefined {
  if (column === undefined) return undefined;
  if (others.length === 0) return fits(chunk, column) ? [chunk] : undefined;
  for (let i = 1; i + others.length <= chunk.words.length; i++) {
    const part = chunkOf(chunk.words.slice(0, i));
    const rest = fits(part, column) ? dealt(chunkOf(chunk.words.slice(i)), others, fits) : undefined;
    if (rest !== undefined) return [part, ...rest];
  }
  return undefined;
}
