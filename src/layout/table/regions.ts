import type { Box } from "../../model/index.js";
import { hull } from "../line.js";
import { isBullet, isGlued } from "../marker.js";
import { runOn } from "./charts.js";
import type { Chunk, ChunkLine } from "./chunks.js";
import { type Cluster, sizeOf } from "./clusters.js";
import { type Column, shared } from "./columns.js";
import { type HeaderSearch, headerAbove } from "./heads.js";
import { median } from "./median.js";
import type { Rule } from "./separators.js";
import { isRange, isTotal, isValue } from "./value.js";

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
const STUB_GAP = { paired: 60, many: 26, one: 8, second: 8 };
const INDENT = 3;
const ITEM_GAP = 0.6;
const OVERHANG = 20;
const MARK = /^(?:\*|\(?\d{1,2}\)|sources?\b|notes?\b|champ\b|lecture\b)/i;
const BULLET = /^[•●▪➤✓✔►◆*–-](?:\s|\p{L}|\d|$)/u;

export function regionOf(cluster: Cluster, lines: readonly ChunkLine[], rules: readonly Rule[]): Region {
  const figures = cluster.figures.map((f) => f.chunk);
  const numbers = [...new Set(cluster.figures.map((f) => f.line))].sort((a, b) => a - b);
  const size = median(figures.map(sizeOf));
  const values = hull(figures.map((f) => f.box));
  const box = { ...values };
  const own = new Set(figures);
  let stub: Box | undefined;
  for (let i = 0; i < 2 && !labelledAtRight(numbers, lines, own, size); i++) {
    const gap = i === 1 ? STUB_GAP.second : stubGap(cluster, numbers, lines);
    const next = stubLeftOf(box, numbers, lines, own, {
      gap: gap * size,
      words: i === 1 || numbers.length === 1 ? 4 : 12,
      size,
    });
    if (next === undefined || (numbers.length === 1 && isListed(next, numbers[0]!, lines))) break;
    if (i === 1 && goesOnInItem(next, lines, size)) break;
    stub = next;
    box.x0 = Math.min(box.x0, next.x0);
  }
  const search: HeaderSearch = {
    box,
    values,
    columns: columnsOfFigures(cluster),
    first: numbers[0]!,
    size,
    lines,
    rules,
  };
  const header = headerAbove(search);
  box.top = Math.min(box.top, header.box.top);
  box.x0 = Math.min(box.x0, header.box.x0);
  box.x1 = Math.max(box.x1, header.box.x1);
  withTail(box, numbers, lines, size);
  box.x1 = Math.max(box.x1, ...overhangs(box, lines).filter((x) => x < box.x1 + OVERHANG * size));
  const perLine = numbers.map((n) => cluster.figures.filter((f) => f.line === n).length);
  return {
    box,
    rows: numbers.length,
    figures: Math.max(...perLine),
    hasStub: stub !== undefined,
    headerLines: header.lines,
  };
}

/** The columns of a cluster's figures, by overlap alone. */
export function columnsOfFigures(cluster: Cluster): Column[] {
  const out: Column[] = [];
  for (const { chunk } of [...cluster.figures].sort((a, b) => a.chunk.box.x0 - b.chunk.box.x0)) {
    const last = out.at(-1);
    if (last !== undefined && chunk.box.x0 < last.x1) last.x1 = Math.max(last.x1, chunk.box.x1);
    else out.push({ x0: chunk.box.x0, x1: chunk.box.x1 });
  }
  return out;
}

/** Lines of a label and a figure alone may stand far apart, unless the figures may be those of pages. */
function stubGap(cluster: Cluster, numbers: readonly number[], lines: readonly ChunkLine[]): number {
  if (numbers.length === 1) return STUB_GAP.one;
  const perLine = new Set(numbers.map((n) => lines[n]!.chunks.length));
  const columns = columnsOfFigures(cluster).length;
  const paired =
    numbers.length >= 3 && perLine.size === 1 && perLine.has(columns + 1) && !mayBePages(cluster);
  return paired ? STUB_GAP.paired : STUB_GAP.many;
}

function mayBePages({ figures }: Cluster): boolean {
  const texts = [...figures].sort((a, b) => a.line - b.line).map((f) => f.chunk.text);
  const numbers = texts.filter((t) => /^\d{1,3}$/.test(t)).map(Number);
  return numbers.length > 0 && runOn(numbers);
}

interface StubSearch {
  gap: number;
  words: number;
  size: number;
}

/** The column of labels at the left of a box: the nearest texts of most lines, begun at one left end. */
function stubLeftOf(
  box: Box,
  numbers: readonly number[],
  lines: readonly ChunkLine[],
  own: ReadonlySet<Chunk>,
  { gap, words, size }: StubSearch,
): Box | undefined {
  const nearest = numbers.flatMap((n) => {
    const level = lines[n]!.box;
    const beside = [n, n - 1, n + 1].map((at) =>
      (lines[at]?.chunks ?? []).filter(
        (c) => !own.has(c) && c.box.x1 <= box.x0 + size && touches(c.box, level, 0.4 * size),
      ),
    );
    const chunk = beside.find((chunks) => chunks.length > 0)?.at(-1);
    return chunk === undefined ? [] : [chunk];
  });
  const texts = nearest.filter((c) => isName(c.text) && !BULLET.test(c.text));
  if (texts.length < 0.5 * numbers.length || median(texts.map((c) => c.words.length)) > words)
    return undefined;
  const x0 = median(texts.map((c) => c.box.x0));
  const x1 = median(texts.map((c) => c.box.x1));
  const begun = texts.filter((c) => Math.abs(c.box.x0 - x0) <= INDENT * size);
  const ended = texts.filter((c) => Math.abs(c.box.x1 - x1) <= size);
  const column = begun.length >= ended.length ? begun : ended;
  if (column.length < 0.7 * texts.length) return undefined;
  // A short label may end far from its figures: the column of labels is as wide as its longest.
  const labels = hull(column.map((c) => c.box));
  return box.x0 - labels.x1 < gap ? labels : undefined;
}

/** Ranges name rows too: "16 - 17", the unit standing in a line of its own. */
const isName = (text: string): boolean => !isValue(text) || isRange(text);

/** Most figures have their label close behind them ("366 étapes"): what stands before is another's. */
function labelledAtRight(
  numbers: readonly number[],
  lines: readonly ChunkLine[],
  own: ReadonlySet<Chunk>,
  size: number,
): boolean {
  const behind = numbers.filter((n) => {
    const chunks = lines[n]!.chunks;
    const last = chunks.findLastIndex((c) => own.has(c));
    const next = chunks[last + 1];
    if (next === undefined || isValue(next.text)) return false;
    // Names with their values, side by side: what stands behind a value names the next one.
    const beyond = chunks[last + 2];
    const paired =
      last > 0 && !isValue(chunks[last - 1]!.text) && beyond !== undefined && isValue(beyond.text);
    return !paired && next.box.x0 - chunks[last]!.box.x1 < 2 * size;
  });
  return behind.length > 0.5 * numbers.length;
}

/** The text beside a lone row is an item of a list: a bullet stands near. */
function isListed(text: Box, at: number, lines: readonly ChunkLine[]): boolean {
  const near = lines.slice(Math.max(0, at - 2), at + 3).flatMap((l) => l.chunks);
  return near.some((c) => opensItem(c) && c.box.x0 < text.x1 && c.box.x1 > text.x0);
}

const opensItem = ({ words, text }: Chunk): boolean =>
  BULLET.test(text) || (words[0] !== undefined && (isBullet(words[0]) || isGlued(words[0])));

/** The text is the rest of an item that begins further up, its lines close over one another. */
function goesOnInItem(text: Box, lines: readonly ChunkLine[], size: number): boolean {
  const chunks = lines.flatMap((l) => l.chunks).filter((c) => c.box.x0 < text.x1 && c.box.x1 > text.x0);
  let { top } = text;
  for (const chunk of chunks.sort((a, b) => b.box.top - a.box.top)) {
    if (chunk.box.top >= top - 0.5 * size) continue;
    if (top - chunk.box.bottom > ITEM_GAP * size) return false;
    if (opensItem(chunk)) return true;
    top = chunk.box.top;
  }
  return false;
}

/** Right ends of the texts that begin inside a box and reach beyond it. */
function overhangs(box: Box, lines: readonly ChunkLine[]): number[] {
  const within = lines.filter((l) => l.box.bottom > box.top && l.box.top < box.bottom);
  return within.flatMap((l) =>
    l.chunks.filter((c) => c.box.x0 > box.x0 && c.box.x0 < box.x1).map((c) => c.box.x1),
  );
}

/** The chunk goes on in a bracket that the nearest text above it left open. */
function closes(chunk: Chunk, above: readonly ChunkLine[]): boolean {
  const over = above.flatMap((l) => l.chunks).filter((c) => shared(c.box, chunk.box) > 0);
  const upper = over.at(-1)?.text ?? "";
  return upper.lastIndexOf("(") > upper.lastIndexOf(")");
}

/** Labels of two lines stand half a line above and below their figures. */
const touches = (a: Box, b: Box, slack: number): boolean =>
  a.top < b.bottom + slack && b.top < a.bottom + slack;

/** Takes what the figures do not show into the box: a last row of texts, the rest of a label, a total in words. */
function withTail(box: Box, numbers: readonly number[], lines: readonly ChunkLine[], size: number): void {
  const last = numbers.at(-1)!;
  const rowGap = numbers.length > 1 ? lines[last]!.box.top - lines[numbers.at(-2)!]!.box.bottom : 0;
  for (let n = last + 1; n < lines.length; n++) {
    const chunks = lines[n]!.chunks.filter((c) => shared(c.box, box) > 0);
    const [chunk] = chunks;
    if (chunk === undefined) continue;
    const inside = chunks.every((c) => c.box.x0 >= box.x0 - size && c.box.x0 < box.x1);
    const gap = (chunk.box.top - box.bottom) / size;
    const above = lines[n - 1]!;
    // The rest of a text of three lines stands below the line of its row's other texts.
    const ends = chunks.length === 1 && gap < 0.5 && closes(chunk, lines.slice(Math.max(0, n - 2), n));
    const taken =
      ends ||
      (chunks.length > 1 ? isRow(chunks, above, gap) : isRest(chunk, above, gap, rowGap > 0.5 * size, box));
    if (!inside || !taken) return;
    box.bottom = Math.max(box.bottom, chunk.box.bottom);
    box.x1 = Math.max(box.x1, ...chunks.map((c) => c.box.x1));
  }
}

/** Texts that begin where those of the row above begin. */
function isRow(chunks: readonly Chunk[], above: ChunkLine, gap: number): boolean {
  const aligned = chunks.filter((c) => above.chunks.some((a) => Math.abs(a.box.x0 - c.box.x0) < 1));
  return gap < 1.2 && aligned.length >= 3 && aligned.length === chunks.length;
}

/** `gap` in sizes of type; `isLoose`: the rows stand further apart than the lines of one label. */
function isRest(chunk: Chunk, above: ChunkLine, gap: number, isLoose: boolean, box: Box): boolean {
  if (chunk.box.x1 > box.x1 + chunk.words[0]!.size) return false;
  if (isTotal(chunk.text) && gap < 1.6 && chunk.words.length < 12) return true;
  if (gap >= 0.5 || MARK.test(chunk.text)) return false;
  const narrow = chunk.box.x1 < box.x0 + 0.7 * (box.x1 - box.x0);
  const label = above.chunks[0]!;
  const goesOn = Math.abs(label.box.x0 - chunk.box.x0) < 1 && label.words[0]!.bold === chunk.words[0]!.bold;
  return narrow && (/^\p{Ll}|^\(/u.test(chunk.text) || (isLoose && gap < 0.3 && goesOn));
}
