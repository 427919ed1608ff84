import type { Box } from "../../model/index.js";
import { hull } from "../line.js";
import type { Chunk, ChunkLine } from "./chunks.js";
import { type Cluster, sizeOf } from "./clusters.js";
import { shared } from "./columns.js";
import { median } from "./measure.js";
import type { Rule } from "./rules.js";
import { isTotal, isValue } from "./value.js";

/** Where an unruled table stands, as its figures, its labels and its header tell. */
export interface Region {
  box: Box;
  /** Lines with figures. */
  rows: number;
  /** Most figures that one line holds. */
  figures: number;
  hasStub: boolean;
  headerLines: number;
}

/** Distances as multiples of the size of type. */
const STUB_GAP = 26;
const INDENT = 3;
const HEADER_GAP = { first: 2.6, next: 1.5 };
const MOST_HEADER_LINES = 8;

export function regionOf(cluster: Cluster, lines: readonly ChunkLine[], rules: readonly Rule[]): Region {
  const figures = cluster.figures.map((f) => f.chunk);
  const numbers = [...new Set(cluster.figures.map((f) => f.line))].sort((a, b) => a - b);
  const size = median(figures.map(sizeOf));
  const values = hull(figures.map((f) => f.box));
  const box = { ...values };
  const own = new Set(figures);
  let hasStub = false;
  for (let i = 0; i < 2; i++) {
    const stub = stubLeftOf(box, numbers, lines, own, size, hasStub);
    if (stub === undefined) break;
    hasStub = true;
    box.x0 = Math.min(box.x0, stub.x0);
  }
  const headerLines = withHeader(box, values, numbers[0]!, lines, size, rules);
  withTail(box, numbers.at(-1)!, lines, size);
  const perLine = numbers.map((n) => cluster.figures.filter((f) => f.line === n).length);
  return { box, rows: numbers.length, figures: Math.max(...perLine), hasStub, headerLines };
}

/** The column of labels at the left of a box: the nearest texts of most lines, begun at one left end. */
function stubLeftOf(
  box: Box,
  numbers: readonly number[],
  lines: readonly ChunkLine[],
  own: ReadonlySet<Chunk>,
  size: number,
  isSecond: boolean,
): Box | undefined {
  const nearest = numbers.flatMap((n) => {
    const left = lines[n]!.chunks.filter((c) => !own.has(c) && c.box.x1 <= box.x0 + size);
    const chunk = left.at(-1);
    const gap = isSecond ? 8 : STUB_GAP;
    return chunk !== undefined && box.x0 - chunk.box.x1 < gap * size ? [chunk] : [];
  });
  const texts = nearest.filter((c) => !isValue(c.text));
  if (texts.length < 0.5 * numbers.length || (isSecond && median(texts.map((c) => c.words.length)) > 4))
    return undefined;
  const x0 = median(texts.map((c) => c.box.x0));
  const begun = texts.filter((c) => Math.abs(c.box.x0 - x0) <= INDENT * size);
  const ended = texts.filter((c) => Math.abs(c.box.x1 - median(texts.map((t) => t.box.x1))) <= size);
  if (Math.max(begun.length, ended.length) < 0.7 * texts.length) return undefined;
  if (median(texts.map((c) => c.words.length)) > 12) return undefined;
  return hull((begun.length >= ended.length ? begun : ended).map((c) => c.box));
}

/** Takes the lines above that name the columns into the box; how many they are. */
function withHeader(
  box: Box,
  values: Box,
  first: number,
  lines: readonly ChunkLine[],
  size: number,
  rules: readonly Rule[],
): number {
  let count = 0;
  let pending = box.top;
  for (let n = first - 1; n >= 0 && count < MOST_HEADER_LINES; n--) {
    const line = lines[n]!;
    const chunks = line.chunks.filter((c) => shared(c.box, { x0: box.x0 - size, x1: box.x1 + 3 * size }) > 0);
    if (chunks.length === 0) continue;
    const { top, bottom, x0, x1 } = hull(chunks.map((c) => c.box));
    const gap = pending - bottom;
    if (gap > (count === 0 ? HEADER_GAP.first : HEADER_GAP.next) * size) break;
    if (x0 < box.x0 - 2 * size || x1 > box.x1 + 4 * size) break;
    if (count > 0 && rules.some((r) => r.at > bottom - 1 && r.at < pending + 1 && isOver(r, box))) break;
    const over = chunks.filter((c) => shared(c.box, values) > 0 && c.box.x0 > box.x0 + size);
    const wide = chunks.some((c) => c.words.length > 12 || c.box.x1 - c.box.x0 > 0.75 * (box.x1 - box.x0));
    if (wide && chunks.length === 1) break;
    if (over.length > 0 || box.x0 === values.x0) {
      count++;
      box.top = Math.min(box.top, top);
      box.x0 = Math.min(box.x0, x0);
      box.x1 = Math.max(box.x1, x1);
    } else if (chunks.length > 1 || count === 0) break;
    pending = top;
  }
  return count;
}

const isOver = (rule: Rule, box: Box): boolean =>
  Math.min(rule.to, box.x1) - Math.max(rule.from, box.x0) > 0.8 * (box.x1 - box.x0);

/** Takes the rest of a wrapped label, or a total told in words, into the box. */
function withTail(box: Box, last: number, lines: readonly ChunkLine[], size: number): void {
  for (let n = last + 1; n < lines.length; n++) {
    const chunks = lines[n]!.chunks.filter((c) => shared(c.box, box) > 0);
    if (chunks.length === 0) continue;
    const [chunk] = chunks;
    const gap = chunk!.box.top - box.bottom;
    const inside = chunks.length === 1 && chunk!.box.x0 >= box.x0 - size && chunk!.box.x1 <= box.x1 + size;
    const total = isTotal(chunk!.text) && gap < 1.6 * size && chunk!.words.length < 12;
    const rest =
      gap < 0.5 * size &&
      /^\p{Ll}|^\(/u.test(chunk!.text) &&
      chunk!.box.x1 < box.x0 + 0.7 * (box.x1 - box.x0);
    if (!inside || !(total || rest)) return;
    box.bottom = Math.max(box.bottom, chunk!.box.bottom);
  }
}
