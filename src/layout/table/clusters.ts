import type { Box } from "../../model/index.js";
import type { Chunk, ChunkLine } from "./chunks.js";
import { isFigure, isNone, isValue } from "./value.js";

/** Figures that stand in rows and columns without any rule. */
export interface Cluster {
  figures: Placed[];
}

/** A chunk and the number of its line. */
export interface Placed {
  chunk: Chunk;
  line: number;
}

/** Distances as multiples of the size of type. */
const BESIDE = 16;
const BELOW = 3.4;
const ALIGNED = 0.6;
/** A text of as many words between two figures shows that they are of different tables, or of prose. */
const SENTENCE = 8;
const TELEPHONE = /^(?:\+33|0\d)(?:[\s.]?\d\d){4}$/;

/** Figures joined to the next in their row and to the aligned ones below them. */
export function clustersOf(lines: readonly ChunkLine[]): Cluster[] {
  const figures = figuresOf(lines);
  const parent = figures.map((_, i) => i);
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) r = parent[r]!;
    parent[i] = r;
    return r;
  };
  for (const [i, a] of figures.entries()) {
    for (let j = i + 1; j < figures.length; j++) {
      const b = figures[j]!;
      if (b.chunk.box.top - a.chunk.box.bottom > BELOW * sizeOf(a.chunk)) break;
      if (root(i) !== root(j) && (besides(a, b, lines) || stands(a, b, lines))) parent[root(j)] = root(i);
    }
  }
  const groups = new Map<number, Placed[]>();
  for (const [i, figure] of figures.entries()) groups.set(root(i), [...(groups.get(root(i)) ?? []), figure]);
  return [...groups.values()].map((g) => ({ figures: g }));
}

/** Figures from top to bottom; a dash counts where a figure or a text stands before it in its line. */
function figuresOf(lines: readonly ChunkLine[]): Placed[] {
  return lines.flatMap((line, at) =>
    line.chunks
      .filter((c, i) => isSeed(c) && (isFigure(c.text) || i > 0))
      .map((chunk) => ({ chunk, line: at })),
  );
}

/** A value, or a figure with a word or two: "$9,594 or less". */
function isSeed(chunk: Chunk): boolean {
  if (TELEPHONE.test(chunk.text)) return false;
  return (
    isValue(chunk.text) || (chunk.words.length <= 4 && /\d/.test(chunk.text) && /^[$€£<>≤≥]/.test(chunk.text))
  );
}

export const sizeOf = (chunk: Chunk): number => chunk.words[0]!.size;

/** Neighbours in one line, nothing but white between them. */
function besides(a: Placed, b: Placed, lines: readonly ChunkLine[]): boolean {
  if (a.line !== b.line) return false;
  const [left, right] = a.chunk.box.x0 < b.chunk.box.x0 ? [a.chunk, b.chunk] : [b.chunk, a.chunk];
  if (right.box.x0 - left.box.x1 > BESIDE * sizeOf(left)) return false;
  return !lines[a.line]!.chunks.some((c) => c.box.x0 > left.box.x1 && c.box.x1 < right.box.x0);
}

function stands(a: Placed, b: Placed, lines: readonly ChunkLine[]): boolean {
  if (a.line === b.line || !alike(a.chunk, b.chunk)) return false;
  const between = {
    x0: a.chunk.box.x0,
    x1: a.chunk.box.x1,
    top: a.chunk.box.bottom,
    bottom: b.chunk.box.top,
  };
  return !lines
    .slice(a.line + 1, b.line)
    .some((l) => l.chunks.some((c) => c.words.length >= SENTENCE && crosses(c.box, between)));
}

function alike(a: Chunk, b: Chunk): boolean {
  const size = Math.max(sizeOf(a), sizeOf(b));
  if (Math.min(sizeOf(a), sizeOf(b)) < 0.8 * size) return false;
  const off = Math.min(
    Math.abs(a.box.x0 - b.box.x0),
    Math.abs(a.box.x1 - b.box.x1),
    Math.abs(a.box.x0 + a.box.x1 - b.box.x0 - b.box.x1) / 2,
  );
  return (
    off <= ALIGNED * size ||
    (isNone(a.text) !== isNone(b.text) && crosses(a.box, { ...b.box, top: a.box.top, bottom: a.box.bottom }))
  );
}

const crosses = (a: Box, b: Box): boolean =>
  a.x0 < b.x1 && b.x0 < a.x1 && a.top < b.bottom + 1 && b.top < a.bottom + 1;
