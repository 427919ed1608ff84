import type { Word } from "../../model/index.js";
import type { Column } from "./columns.js";
import { headerCells } from "./header.js";
import { median } from "./median.js";
import type { PieceLine } from "./pieces.js";
import { isAnchor, rowsOf } from "./rows.js";
import { isFigure, isValue, isYear } from "./value.js";

/** A cell of one band between two drawn lines: columns `first` to `last`, rows `from` to `to` of the band. */
export interface RowCell {
  first: number;
  last: number;
  from: number;
  to: number;
  words: Word[];
}

export interface BandState {
  /** How many of its first lines name columns. */
  start: number;
  /** Every cell of the band is drawn. */
  closed: boolean;
  columns: readonly Column[];
  /** Header lines of the bands below, down to the first values. */
  below: readonly PieceLine[];
}

/** A number whose groups of thousands are set apart. */
const THOUSANDS = /^\d{1,3}(?:\s\d{3})+(?:\s?[%€])?$/;

interface BandRows {
  rows: number;
  cells: RowCell[];
}

/** The rows between two drawn horizontal lines: one, unless values stand below one another. */
export function bandRows(
  lines: readonly PieceLine[],
  values: readonly boolean[],
  { start, closed, columns, below }: BandState,
): BandRows {
  const anchors = lines.filter((l) => isAnchor(l, values)).length;
  if (closed && (!stacked(lines, anchors) || wrapped(lines))) return { rows: 1, cells: merged(lines, 0) };
  const upper = headRows(lines.slice(0, start), columns, below);
  const lower = bodyRows(lines.slice(start), values);
  const cells = [
    ...upper.cells,
    ...lower.cells.map((c) => ({ ...c, from: c.from + upper.rows, to: c.to + upper.rows })),
  ];
  return { rows: upper.rows + lower.rows, cells };
}

function headRows(
  lines: readonly PieceLine[],
  columns: readonly Column[],
  below: readonly PieceLine[],
): { rows: number; cells: RowCell[] } {
  if (lines.length === 0) return { rows: 0, cells: [] };
  const cells = headerCells(lines, columns, below);
  return { rows: 1 + Math.max(...cells.map((c) => c.to)), cells };
}

function bodyRows(
  lines: readonly PieceLine[],
  values: readonly boolean[],
): { rows: number; cells: RowCell[] } {
  const rows = rowsOf(lines, values, []);
  return { rows: rows.length, cells: rows.flatMap((row, r) => merged(row, r)) };
}

/** At least half of the columns hold a text in as many lines as there are values below one another. */
function stacked(lines: readonly PieceLine[], anchors: number): boolean {
  const count = new Map<number, number>();
  for (const { pieces } of lines) for (const p of pieces) count.set(p.first, (count.get(p.first) ?? 0) + 1);
  const counts = [...count.values()];
  return anchors > 1 && counts.length > 1 && median(counts) >= anchors;
}

/** Numbers too wide for their cells go on below with their next thousands ("115 / 109"); the label needs one line. */
function wrapped(lines: readonly PieceLine[]): boolean {
  const texts = new Map<number, string[]>();
  for (const { pieces } of lines)
    for (const p of pieces) texts.set(p.first, [...(texts.get(p.first) ?? []), p.text]);
  const several = [...texts.values()].filter((t) => t.length > 1);
  const single = [...texts.values()].filter(([text, ...more]) => more.length === 0 && !isValue(text ?? ""));
  return single.length > 0 && several.length > 0 && several.every((t) => THOUSANDS.test(t.join(" ")));
}

/** One cell for all the pieces over the same columns. */
export function merged(lines: readonly PieceLine[], row: number): RowCell[] {
  const cells: RowCell[] = [];
  const pieces = lines.flatMap((l) => l.pieces).sort((a, b) => b.last - b.first - (a.last - a.first));
  for (const piece of pieces) {
    const home = cells.find((c) => piece.first <= c.last && piece.last >= c.first);
    if (home === undefined)
      cells.push({ first: piece.first, last: piece.last, from: row, to: row, words: [...piece.words] });
    else home.words.push(...piece.words);
  }
  return cells;
}

/** Where the header of a table ends: before the first line with values, and the label lines that belong to it. */
export function bodyStart(lines: readonly PieceLine[], values: readonly boolean[]): number {
  const first = lines.findIndex(
    (line, i) =>
      isAnchor(line, values) && !namesColumns(line, lines.slice(i + 1), values, i) && !endsHeader(lines, i),
  );
  if (first < 0) return lines.length;
  let start = first;
  const named = (at: number): boolean =>
    lines.slice(0, at).some((l) => l.pieces.some((p) => values[p.first]));
  const labels = (line: PieceLine): boolean => !values[0] && line.pieces.every((p) => p.first === 0);
  while (start > 0 && named(start - 1) && labels(lines[start - 1]!)) start--;
  return start;
}

/**
 * A number right under a text of its column is the end of that text: "évolution / N-1". It is alone in its line, or a
 * year beside the last words of other heads, nothing naming the row: "GJ/CEJ | 2023".
 */
function endsHeader(lines: readonly PieceLine[], at: number): boolean {
  const { pieces } = lines[at]!;
  const numbers = pieces.filter((p) => isValue(p.text));
  const beside = numbers.length < pieces.length && pieces.every((p) => p.first > 0);
  if (pieces.length > 1 && !(beside && numbers.every((p) => isYear(p.text)))) return false;
  const before = lines.slice(Math.max(0, at - 2), at).flatMap((l) => l.pieces);
  return (pieces.length > 1 ? numbers : pieces).every((only) => {
    const above = before.filter((p) => p.first === only.first && p.last === only.last).at(-1);
    if (above === undefined || isValue(above.text)) return false;
    return (
      only.box.top - above.box.bottom < 0.5 * only.words[0]!.size &&
      only.words[0]!.bold === above.words[0]!.bold
    );
  });
}

/** Years, or running numbers, over columns that go on with other figures. */
function namesColumns(
  line: PieceLine,
  later: readonly PieceLine[],
  values: readonly boolean[],
  at: number,
): boolean {
  if (at > 3 || !later.some((l) => isAnchor(l, values))) return false;
  const figures = line.pieces
    .filter((p) => p.first > 0 || p.last > 0)
    .map((p) => p.text)
    .filter(isFigure);
  if (figures.length === 0) return false;
  if (figures.length === 1) {
    const lone = line.pieces.length === 1 || (line.pieces.length === 2 && at === 0);
    return isYear(figures[0]!) && lone && !yearsBelow(later);
  }
  if (figures.every(isYear)) return !yearsBelow(later);
  return figures.length > 2 && figures.every((f, i) => i === 0 || Number(f) === Number(figures[i - 1]) + 1);
}

function yearsBelow(lines: readonly PieceLine[]): boolean {
  const figures = lines.slice(0, 4).flatMap((l) => l.pieces.filter((p) => p.first > 0 && isFigure(p.text)));
  return figures.length > 0 && figures.every((p) => isYear(p.text));
}
