import type { Box, Edge, Word } from "../model/index.js";
import { heightOf, hull, type Line, linesOf } from "./line.js";

/** How a run of words is set. */
export interface Style {
  /** Points; that of most characters. */
  size: number;
  /** True where every word is. */
  bold: boolean;
  italic: boolean;
  /** That of most characters. */
  colour: string;
}

/** Part of a line that no wide gap, ruling or change of ground interrupts. */
export interface Segment {
  words: Word[];
  box: Box;
  /** The box of the words in the main size: an enlarged number does not make its sentence taller. */
  core: Box;
  style: Style;
}

/** Gap, in heights of the smaller type, from which words may belong to different columns. */
const GAP = 0.8;
/** Widest gap that justified setting opens between two words, in heights. */
const JUSTIFIED = 8;

/** The value that most characters share. */
function dominant<T>(words: readonly Word[], of: (word: Word) => T): T {
  const weights = new Map<T, number>();
  for (const word of words) weights.set(of(word), (weights.get(of(word)) ?? 0) + word.text.length);
  let best = of(words[0]!);
  for (const [value, weight] of weights) {
    const lead = weights.get(best) ?? 0;
    if (weight > lead || (weight === lead && String(value) < String(best))) best = value;
  }
  return best;
}

/** How words are set; `words` must not be empty. */
export function styleOf(words: readonly Word[]): Style {
  return {
    size: dominant(words, (w) => Math.round(w.size * 4) / 4),
    bold: words.every((w) => w.bold),
    italic: words.every((w) => w.italic),
    colour: dominant(words, (w) => w.colour),
  };
}

export function segmentOf(words: Word[]): Segment {
  const style = styleOf(words);
  const main = words.filter((w) => Math.abs(w.size - style.size) <= 0.12 * style.size);
  return { words, box: hull(words.map((w) => w.box)), core: hull(main.map((w) => w.box)), style };
}

function isCut(a: Word, b: Word, edges: readonly Edge[]): boolean {
  const gap = b.box.x0 - a.box.x1;
  const height = Math.min(heightOf(a.box), heightOf(b.box));
  if (gap > GAP * height) return true;
  const middle = (Math.max(a.box.top, b.box.top) + Math.min(a.box.bottom, b.box.bottom)) / 2;
  return edges.some(
    (e) =>
      e.box.x0 >= a.box.x1 - 1 && e.box.x1 <= b.box.x0 + 1 && e.box.top <= middle && e.box.bottom >= middle,
  );
}

function pieces(line: Line, edges: readonly Edge[]): Word[][] {
  const runs: Word[][] = [];
  for (const [i, word] of line.words.entries()) {
    const previous = line.words[i - 1];
    if (previous === undefined || isCut(previous, word, edges)) runs.push([word]);
    else runs.at(-1)?.push(word);
  }
  return runs;
}

/** A line of the same column just above or below, that runs across the gap between two pieces. */
function spans(line: Segment, a: Segment, b: Segment): boolean {
  const size = a.style.size;
  const near = Math.max(line.core.top - b.core.bottom, a.core.top - line.core.bottom);
  return (
    line !== a &&
    line !== b &&
    near < 0.8 * size &&
    near > -0.6 * size &&
    Math.abs(line.style.size - size) <= 0.1 * size &&
    line.box.x0 <= a.box.x0 + size &&
    line.box.x0 >= a.box.x0 - 3 * size &&
    Math.abs(line.box.x1 - b.box.x1) <= size
  );
}

/** Joins what justified setting has pulled apart: pieces of a line whose neighbours run across the gap. */
function joinJustified(rows: Segment[][]): Segment[][] {
  for (const forward of [true, false]) {
    const order = rows.map((_, i) => (forward ? i : rows.length - 1 - i));
    for (const i of order) {
      const neighbours = rows.slice(Math.max(0, i - 3), i + 4).flat();
      rows[i] = joinRow(rows[i] ?? [], neighbours);
    }
  }
  return rows;
}

function joinRow(row: Segment[], neighbours: readonly Segment[]): Segment[] {
  for (let i = 0; i < row.length - 1; i++) {
    for (let j = row.length - 1; j > i; j--) {
      const parts = row.slice(i, j + 1);
      const tight = parts.every(
        (p, k) => k === 0 || p.box.x0 - parts[k - 1]!.box.x1 < JUSTIFIED * p.style.size,
      );
      const alike = parts.every((p) => Math.abs(p.style.size - parts[0]!.style.size) < 0.5);
      if (!tight || !alike || !neighbours.some((line) => spans(line, parts[0]!, parts.at(-1)!))) continue;
      const joined = segmentOf(parts.flatMap((p) => p.words));
      return joinRow([...row.slice(0, i), joined, ...row.slice(j + 1)], neighbours);
    }
  }
  return row;
}

/** The segments of a page's words, row by row from the top. */
export function segmentsOf(words: readonly Word[], edges: readonly Edge[]): Segment[] {
  const upright = edges.filter((e) => e.orientation === "v");
  const rows = linesOf(words).map((line) => pieces(line, upright).map(segmentOf));
  return joinJustified(rows).flat();
}
