import type { Box, Edge, Word } from "../model/index.js";
import { heightOf, hull, type Line, linesOf } from "./line.js";
import { isBullet } from "./marker.js";
import { isNumeral } from "./numeral.js";

/** How a run of words is set. */
export interface Style {
  /** Points; that of most characters of words, of all characters where there are numbers only. */
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
/** The same before a remark in brackets, which is set apart from what it remarks on. */
const REMARK_GAP = 1.1;
/** The same between a bullet and its item. */
const MARKER_GAP = 3;
/** The same between figures: a space between thousands is narrower. */
const FIGURE_GAP = 0.5;
/** Widest gap that justified setting opens between two words, in heights. */
const JUSTIFIED = 8;

/** The colour that most characters share. */
function commonColour(words: readonly Word[]): string {
  const weights = new Map<string, number>();
  for (const { colour, text } of words) weights.set(colour, (weights.get(colour) ?? 0) + text.length);
  return [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]?.[0] ?? "#000000";
}

/** The median size of characters: recognised words differ a little in size along one line. */
function medianSize(words: readonly Word[]): number {
  const sorted = [...words].sort((a, b) => b.size - a.size);
  const half = words.reduce((sum, w) => sum + w.text.length, 0) / 2;
  let before = 0;
  for (const word of sorted) {
    before += word.text.length;
    if (before >= half) return word.size;
  }
  return sorted[0]?.size ?? 0;
}

/** Small words that may lead a number set large: "pour 47". */
export const CONNECTIVE = /^(?:et|dont|soit|ou|pour|par|de|avec|&)$/i;

/** How words are set; `words` must not be empty. */
export function styleOf(words: readonly Word[]): Style {
  // A number set large may have more characters than its label: the words that say something tell the size.
  const bare = words.filter((w) => !CONNECTIVE.test(w.text));
  const lettered = bare.filter((w) => /\p{L}{2}/u.test(w.text));
  const telling = [lettered, bare, words].find((set) => set.length > 0) ?? words;
  return {
    size: Math.round(medianSize(telling) * 4) / 4,
    bold: words.every((w) => w.bold),
    italic: words.every((w) => w.italic),
    colour: commonColour(words),
  };
}

export function segmentOf(words: Word[]): Segment {
  const style = styleOf(words);
  const main = words.filter((w) => Math.abs(w.size - style.size) <= 0.12 * style.size);
  return { words, box: hull(words.map((w) => w.box)), core: hull(main.map((w) => w.box)), style };
}

/** Type of another size on another baseline: a number beside its label, not inside a sentence. */
function isAside(a: Word, b: Word, height: number): boolean {
  const base = (w: Word): number => w.box.bottom - 0.2 * heightOf(w.box);
  const ratio = Math.max(a.size, b.size) / Math.max(Math.min(a.size, b.size), 0.1);
  return ratio >= 1.3 && Math.abs(base(a) - base(b)) > 0.3 * height;
}

const areFigures = (a: Word, b: Word): boolean =>
  /^(?:[\d., ]*\d[\d., ]*)?(?:%|[kKM]?€)?$/.test(a.text) && /^[+\-−–]?(?:[\d.,]+|$)/.test(b.text);

/** Room that a letter takes on average, in sizes, from which on a word of letters is letter-spaced. */
const SPACED = 0.9;

/** Room that a letter of a letter-spaced word takes, in sizes; 0 for other words. */
function letterSpace({ text, box, size }: Word): number {
  const each = (box.x1 - box.x0) / (text.length * size);
  return /^\p{L}{3,}$/u.test(text) && each >= SPACED ? each : 0;
}

function isCut(a: Word, b: Word, edges: readonly Edge[]): boolean {
  const gap = b.box.x0 - a.box.x1;
  const height = Math.min(a.size, b.size);
  const wide = (b.text.startsWith("(") ? REMARK_GAP : GAP) + Math.min(letterSpace(a), letterSpace(b));
  if (gap > wide * height || (gap > FIGURE_GAP * height && areFigures(a, b))) return true;
  if (gap > 0.3 * height && isAside(a, b, height)) return true;
  const middle = (Math.max(a.box.top, b.box.top) + Math.min(a.box.bottom, b.box.bottom)) / 2;
  return edges.some(
    (e) =>
      e.box.x0 >= a.box.x1 - 1 && e.box.x1 <= b.box.x0 + 1 && e.box.top <= middle && e.box.bottom >= middle,
  );
}

function pieces(line: Line, edges: readonly Edge[]): Word[][] {
  const runs: Word[][] = [];
  const { top, bottom } = line.box;
  const beside = edges.filter((e) => e.box.top <= bottom && e.box.bottom >= top);
  for (const [i, word] of line.words.entries()) {
    const previous = line.words[i - 1];
    const last = runs.at(-1);
    const marked =
      last?.length === 1 && isBullet(last[0]!) && word.box.x0 - last[0]!.box.x1 < MARKER_GAP * word.size;
    if (previous === undefined || (!marked && isCut(previous, word, beside))) runs.push([word]);
    else runs.at(-1)?.push(word);
  }
  return runs;
}

/** How many lines up and down a line of the same column may be found. */
const REACH = 7;
/** Lines in a row that leave the same white between them: a gutter. */
const GUTTER_LINES = 3;

/** A line of the same column nearby that runs across the gap between two pieces. */
function spans(line: Segment, a: Segment, b: Segment): boolean {
  const size = a.style.size;
  const away = Math.max(line.core.top - b.core.bottom, a.core.top - line.core.bottom);
  const close = away < 0.8 * size;
  return (
    line !== a &&
    line !== b &&
    away < REACH * size &&
    away > -0.6 * size &&
    Math.abs(line.style.size - size) <= 0.1 * size &&
    line.box.x0 - a.box.x0 <= (close ? 1 : 0.3) * size &&
    a.box.x0 - line.box.x0 <= (close ? 3 : 1.3) * size &&
    Math.abs(line.box.x1 - b.box.x1) <= (close ? 1 : 0.3) * size
  );
}

/** Whether a line begins near enough to a piece to span it: what `spans` asks of its beginning at the least. */
function mayBegin(line: Segment, piece: Segment): boolean {
  const { size } = piece.style;
  const right = line.box.x0 - piece.box.x0;
  return line !== piece && right <= size && -right <= 3 * size;
}

/** Whether several lines nearby begin where a piece does: it stands at the left side of a column. */
function startsColumn(piece: Segment, row: number, rows: readonly Segment[][]): boolean {
  const { size } = piece.style;
  const isFlush = (s: Segment): boolean =>
    s !== piece &&
    Math.abs(s.box.x0 - piece.box.x0) <= 0.15 * size &&
    Math.abs(s.core.top - piece.core.top) <= REACH * size;
  let flush = 0;
  for (const near of rows.slice(Math.max(0, row - 2 * REACH), row + 2 * REACH))
    for (const segment of near) if (isFlush(segment) && ++flush >= GUTTER_LINES) return true;
  return false;
}

/** Whether the white between two pieces goes on through the rows above and below. */
function isGutter(left: Segment, right: Segment, row: number, rows: readonly Segment[][]): boolean {
  if (startsColumn(right, row, rows)) return true;
  let [x0, x1] = [left.box.x1, right.box.x0];
  let count = 1;
  for (const step of [-1, 1]) {
    for (let i = row + step; i >= 0 && i < rows.length; i += step) {
      const near = rows[i]!.filter((s) => s.box.x1 > left.box.x0 && s.box.x0 < right.box.x1);
      if (near.length === 0) continue;
      const crossing = near.some((s) => s.box.x0 < x1 - 1 && s.box.x1 > x0 + 1);
      const sides = [near.filter((s) => s.box.x1 <= x0 + 1), near.filter((s) => s.box.x0 >= x1 - 1)];
      const away = Math.abs((near[0]?.core.top ?? 0) - left.core.top);
      if (away > REACH * left.style.size) break;
      const [a, b] = [sides[0]!.at(-1), sides[1]![0]];
      const from = a === undefined ? x0 : Math.max(x0, a.box.x1);
      const to = b === undefined ? x1 : Math.min(x1, b.box.x0);
      if (crossing && to - from < 0.5 * left.style.size) break;
      if (near.some((s) => s.box.x0 < to - 0.5 && s.box.x1 > from + 0.5)) break;
      [x0, x1] = [from, to];
      if (a !== undefined && b !== undefined) count++;
    }
  }
  return count >= GUTTER_LINES;
}

/** Joins what justified setting has pulled apart: pieces of a line whose neighbours run across the gap. */
function joinJustified(rows: Segment[][]): Segment[][] {
  for (const forward of [true, false]) {
    for (let k = 0; k < rows.length; k++) {
      const at = forward ? k : rows.length - 1 - k;
      if ((rows[at]?.length ?? 0) > 1) rows[at] = joinRow(rows[at]!, at, rows);
    }
  }
  return rows;
}

/** The last segment of a row that may be of one line with the one at `from`: no wide white, one size, one colour. */
function lastAlike(row: readonly Segment[], from: number): number {
  const { size, colour } = row[from]!.style;
  const goesOn = (a: Segment, b: Segment): boolean =>
    b.box.x0 - a.box.x1 < JUSTIFIED * a.style.size &&
    Math.abs(b.style.size - size) <= 0.15 * size &&
    b.style.colour === colour;
  let last = from;
  while (last + 1 < row.length && goesOn(row[last]!, row[last + 1]!)) last++;
  return last;
}

function joinRow(row: Segment[], at: number, rows: readonly Segment[][]): Segment[] {
  for (let i = 0; i < row.length - 1; i++) {
    const last = lastAlike(row, i);
    if (last === i) continue;
    const near = rows.slice(Math.max(0, at - 2 * REACH), at + 2 * REACH);
    const lines = near.flatMap((segments) => segments.filter((line) => mayBegin(line, row[i]!)));
    for (let j = last; j > i && lines.length > 0; j--) {
      const parts = row.slice(i, j + 1);
      const gaps = parts.slice(1).map((p, k) => [parts[k]!, p] as const);
      if (!lines.some((line) => spans(line, parts[0]!, parts.at(-1)!))) continue;
      if (gaps.some(([a, b]) => isGutter(a, b, at, rows))) continue;
      const joined = segmentOf(parts.flatMap((p) => p.words));
      return joinRow([...row.slice(0, i), joined, ...row.slice(j + 1)], at, rows);
    }
  }
  return row;
}

/** A run of words set much larger at one end of a segment, and the others; null where there is none. */
function largeEnd(segment: Segment): { large: Word[]; rest: Word[]; first: boolean } | null {
  const isLarge = (w: Word): boolean => w.size >= 1.3 * segment.style.size;
  const { words } = segment;
  const lead = words.findIndex((w) => !isLarge(w));
  if (lead > 0) return { large: words.slice(0, lead), rest: words.slice(lead), first: true };
  const last = words.findLastIndex((w) => !isLarge(w)) + 1;
  return last > 0 && last < words.length
    ? { large: words.slice(last), rest: words.slice(0, last), first: false }
    : null;
}

/** Whether other lines of a label stand beside a number too, above or below the one on its baseline. */
function isStacked(large: Segment, rest: Segment, all: readonly Segment[], first: boolean): boolean {
  const size = rest.style.size;
  return all.some((line) => {
    const gap = Math.max(line.core.top - rest.core.bottom, rest.core.top - line.core.bottom);
    const beside = first ? line.box.x0 >= large.box.x1 - 1 : line.box.x1 <= large.box.x0 + 1;
    const shared = Math.min(line.box.x1, rest.box.x1) - Math.max(line.box.x0, rest.box.x0);
    return (
      beside &&
      gap < 0.5 * size &&
      Math.abs(line.style.size - size) <= 0.1 * size &&
      shared > 0.5 * Math.min(line.box.x1 - line.box.x0, rest.box.x1 - rest.box.x0) &&
      Math.min(line.core.bottom, large.box.bottom) - Math.max(line.core.top, large.box.top) > 0.4 * size
    );
  });
}

/** Whether a label is all that stands before its number: "d'aides attribuées 635 281 €", nothing going on below. */
function isLabel(rest: Segment, large: Segment, all: readonly Segment[]): boolean {
  const size = rest.style.size;
  const text = rest.words.map((w) => w.text).join(" ");
  if (!isNumeral(large.words.map((w) => w.text).join(" ")) || /\d/.test(text) || !/\p{L}{3}/u.test(text))
    return false;
  return !all.some(
    (line) =>
      line.core.top > rest.core.top + 0.5 * size &&
      line.core.top - rest.core.bottom < size &&
      Math.abs(line.box.x0 - rest.box.x0) < 2 * size &&
      Math.abs(line.style.size - size) <= 0.1 * size,
  );
}

/** Parts a number from the line of its label that happens to share its baseline. */
function partLarge(segment: Segment, all: readonly Segment[]): Segment[] {
  const ends = largeEnd(segment);
  if (ends === null) return [segment];
  const large = segmentOf(ends.large);
  const rest = segmentOf(ends.rest);
  const others = all.filter((line) => line !== segment);
  const apart = isStacked(large, rest, others, ends.first) || (!ends.first && isLabel(rest, large, others));
  return !apart ? [segment] : ends.first ? [large, rest] : [rest, large];
}

/** The segments of a page's words, row by row from the top. */
export function segmentsOf(words: readonly Word[], edges: readonly Edge[]): Segment[] {
  const upright = edges.filter((e) => e.orientation === "v");
  const rows = linesOf(words).map((line) => pieces(line, upright).map(segmentOf));
  const segments = joinJustified(rows).flat();
  return segments.flatMap((segment) => partLarge(segment, segments));
}
