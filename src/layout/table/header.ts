import type { Word } from "../../model/index.js";
import { hull } from "../line.js";
import { type Column, shared } from "./columns.js";
import type { Piece, PieceLine } from "./pieces.js";

/** A header text over columns `first` to `last`, on levels `from` to `to` (0 is the uppermost). */
export interface HeaderCell {
  first: number;
  last: number;
  from: number;
  to: number;
  words: Word[];
}

interface Draft {
  first: number;
  last: number;
  top: number;
  bottom: number;
  words: Word[];
  x0: number;
  x1: number;
}

/** Lines of one header text are nearer than this, in heights of type. */
const TIGHT = 0.75;
/** How far from the middle of its columns a text may stand, in sizes of type. */
const MIDDLE = 0.6;

/**
 * The cells of header lines (`below`: those that follow under a drawn line): wrapped lines over the same columns are one, a text over several columns
 * stands on a level above those it parts into.
 */
export function headerCells(
  lines: readonly PieceLine[],
  columns: readonly Column[],
  below: readonly PieceLine[],
): HeaderCell[] {
  const drafts: Draft[] = [];
  const sorted = [...lines].sort((a, b) => a.top - b.top);
  const recurring = recurringHeads(sorted);
  for (const line of sorted) {
    for (const bare of line.pieces) {
      const piece = line.top < recurring.top ? overRun(bare, line, recurring.runs, columns) : bare;
      const above = drafts
        .filter((d) => d.first <= piece.last && d.last >= piece.first)
        .sort((a, b) => b.bottom - a.bottom)[0];
      const anew =
        line.top >= recurring.top &&
        recurring.runs.some((r) => above?.first === r.first && above.last === r.last);
      if (above !== undefined && !anew && goesOn(above, piece, line)) extend(above, piece);
      else drafts.push(draftOf(piece));
    }
  }
  const under = below.flatMap((l) => l.pieces.map(draftOf));
  const parted = drafts.flatMap((d) => (isLeaf(d, [...drafts, ...under]) ? partedLeaf(d, columns) : [d]));
  const all = [...parted, ...under];
  return levelled(parted.map((d) => (isLeaf(d, all) ? d : widened(d, all, columns))));
}

/** Columns `first` to `last`. */
interface Run {
  first: number;
  last: number;
}

const isWithin = (a: Run, b: Run): boolean => a.first >= b.first && a.last <= b.last;

/** Heads that recur in one order along a line, "Nb | % | Nb | %": what stands over each run of them heads it. */
function recurringHeads(lines: readonly PieceLine[]): { top: number; runs: Run[] } {
  for (const { pieces, top } of lines) {
    const texts: string[] = [];
    for (const p of pieces) if (p.first === p.last) texts[p.first] = p.text;
    const runs = recurringRuns(texts);
    if (runs.length > 0) return { top, runs };
  }
  return { top: Number.NEGATIVE_INFINITY, runs: [] };
}

/** Runs that begin with the same text and go on alike, as far as both are long. */
function recurringRuns(texts: readonly (string | undefined)[]): Run[] {
  for (const [first, text] of texts.entries()) {
    if (first === 0 || text === undefined) continue;
    const starts = texts.flatMap((t, i) => (i >= first && t === text ? [i] : []));
    const length = (starts[1] ?? 0) - first;
    const runs = starts
      .map((start) => ({ first: start, last: Math.min(start + length, texts.length) - 1 }))
      .filter((run) => run.last > run.first && isAlike(run, first, texts));
    if (length > 1 && runs.length > 1 && runs.length >= starts.length - 1) return runs;
  }
  return [];
}

const isAlike = (run: Run, model: number, texts: readonly (string | undefined)[]): boolean =>
  texts.slice(run.first, run.last + 1).every((text, i) => text !== undefined && text === texts[model + i]);

/**
 * The one text of a line that stands over a run of recurring heads takes all of its columns: it stands in their middle,
 * or other runs have another one.
 */
function overRun(piece: Piece, line: PieceLine, runs: readonly Run[], columns: readonly Column[]): Piece {
  const isOver = ({ box }: Piece, run: Run): boolean => {
    const middle = (box.x0 + box.x1) / 2;
    return middle > columns[run.first]!.x0 && middle < columns[run.last]!.x1;
  };
  const run = runs.find((r) => isOver(piece, r));
  if (run === undefined || !isWithin(piece, run)) return piece;
  const over = runs.map((r) => line.pieces.filter((p) => isOver(p, r)));
  const each = over.every((own) => own.length === 1) && new Set(over.map(([p]) => p?.text)).size > 1;
  const off = Math.abs(columns[run.first]!.x0 + columns[run.last]!.x1 - piece.box.x0 - piece.box.x1) / 2;
  const amid = over[runs.indexOf(run)]!.length === 1 && off < piece.words[0]!.size;
  return each || amid ? { ...piece, ...run } : piece;
}

function draftOf(p: Piece): Draft {
  const { top, bottom, x0, x1 } = p.box;
  return { first: p.first, last: p.last, top, bottom, x0, x1, words: [...p.words] };
}

function extend(draft: Draft, piece: Piece): void {
  draft.words.push(...piece.words);
  draft.bottom = Math.max(draft.bottom, piece.box.bottom);
  draft.x0 = Math.min(draft.x0, piece.box.x0);
  draft.x1 = Math.max(draft.x1, piece.box.x1);
  draft.first = Math.min(draft.first, piece.first);
  draft.last = Math.max(draft.last, piece.last);
}

function goesOn(above: Draft, piece: Piece, { pieces }: PieceLine): boolean {
  const size = piece.words[0]!.size;
  if (piece.box.top - above.bottom > TIGHT * size) return false;
  if (above.first === piece.first && above.last === piece.last) return true;
  // A line of a centred text may be too short to touch all the columns that the whole spans.
  const within = isWithin(piece, above) && pieces.filter((p) => isWithin(p, above)).length === 1;
  const centred = Math.abs(above.x0 + above.x1 - piece.box.x0 - piece.box.x1) < size;
  return within && centred;
}

/** Lines set tight overlap by a third of the type at most. */
function isBelow(lower: Draft, upper: Draft): boolean {
  return lower !== upper && lower.top >= upper.bottom - 0.35 * upper.words[0]!.size;
}

/** Nothing stands below it that it could span. */
function isLeaf(d: Draft, all: readonly Draft[]): boolean {
  return !all.some((o) => isBelow(o, d) && o.first <= d.last && o.last >= d.first);
}

/** A lowest header text whose words stand one group over each of its columns is several headers. */
function partedLeaf(d: Draft, columns: readonly Column[]): Draft[] {
  if (d.first === d.last) return [d];
  const groups: Word[][] = columns.slice(d.first, d.last + 1).map(() => []);
  for (const word of d.words) {
    const over = columns.slice(d.first, d.last + 1).flatMap((c, i) => (shared(c, word.box) > 0.5 ? [i] : []));
    if (over.length !== 1) return [d];
    groups[over[0]!]!.push(word);
  }
  if (groups.some((g) => g.length === 0)) return [d];
  return groups.map((words, i) => {
    const box = hull(words.map((w) => w.box));
    return { ...box, first: d.first + i, last: d.first + i, words };
  });
}

/**
 * A text over others spans as many columns as it stands in the middle of, up to its neighbours on the line:
 * the widest such run whose every column is named below.
 */
function widened(d: Draft, all: readonly Draft[], columns: readonly Column[]): Draft {
  if (d.first === 0) return d;
  const beside = all.filter((o) => o !== d && !isBelow(o, d) && !isBelow(d, o));
  const least = Math.max(1, ...beside.filter((o) => o.last < d.first).map((o) => o.last + 1));
  const most = Math.min(columns.length, ...beside.filter((o) => o.first > d.last).map((o) => o.first)) - 1;
  const named = (c: number): boolean => all.some((o) => isBelow(o, d) && o.first <= c && o.last >= c);
  const size = d.words[0]!.size;
  let best = d;
  for (let first = d.first; first >= least && named(first); first--) {
    for (let last = d.last; last <= most && named(last); last++) {
      const off = Math.abs(columns[first]!.x0 + columns[last]!.x1 - d.x0 - d.x1) / 2;
      if (off < MIDDLE * size && last - first > best.last - best.first) best = { ...d, first, last };
    }
  }
  return best;
}

function levelled(drafts: readonly Draft[]): HeaderCell[] {
  const order = [...drafts].sort((a, b) => a.top - b.top);
  const level = new Map<Draft, number>();
  for (const d of order) {
    const parents = order.filter((o) => isBelow(d, o) && o.first <= d.last && o.last >= d.first);
    level.set(d, Math.max(-1, ...parents.map((p) => level.get(p) ?? 0)) + 1);
  }
  const bottoms: number[] = [];
  for (const [d, l] of level) bottoms[l] = Math.max(bottoms[l] ?? 0, d.bottom);
  return order.map((d) => {
    // A text that stands as low as a deeper level's texts belongs down there.
    const own = level.get(d)!;
    let to = own;
    if (isLeaf(d, order))
      for (let l = own + 1; l < bottoms.length; l++) if (reaches(d, order, level, l)) to = l;
    return { first: d.first, last: d.last, from: to, to, words: d.words };
  });
}

/** The draft reaches down to the texts of a level. */
function reaches(d: Draft, all: readonly Draft[], level: ReadonlyMap<Draft, number>, at: number): boolean {
  const tops = all.filter((o) => level.get(o) === at).map((o) => o.top);
  const size = d.words[0]!.size;
  return tops.some((top) => d.bottom > top + 0.5 * size);
}
