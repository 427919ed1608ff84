import type { Line } from "./lines.js";
import { isLevel, join, type Parted, type Run } from "./runs.js";

const LETTER = /^\p{L}\p{M}*$/u;
const SIGN = /^[\p{L}\p{N}'’&.-]\p{M}*$/u;
/** So many letters in a row, each by itself, are a word set wide: "M I S S I O N". */
const LETTERS = 4;

/** Joins letters that are set apart one by one, with even gaps, into the words they spell. */
export function spell(line: Line, parted: Parted): Line {
  const runs: Run[] = [];
  for (let i = 0; i < line.runs.length; ) {
    const row = rowOfLetters(line.runs, i, parted);
    const letters = row.filter((run) => LETTER.test(run.text)).length;
    const spelt = letters >= LETTERS && letters >= 2 * (row.length - letters);
    if (spelt) runs.push(...joinEven(row));
    else runs.push(...line.runs.slice(i, i + Math.max(1, row.length)));
    i += Math.max(1, row.length);
  }
  return { runs, spaces: line.spaces };
}

/** The single characters of one size from index `from` on, up to the first that stands far off. */
function rowOfLetters(runs: readonly Run[], from: number, parted: Parted): Run[] {
  const row: Run[] = [];
  for (let i = from; i < runs.length; i++) {
    const run = runs[i];
    if (run === undefined || !SIGN.test(run.text)) break;
    const before = row.at(-1);
    if (before !== undefined) {
      const { size } = before.style;
      if (run.start - before.end > 1.6 * size || Math.abs(run.style.size - size) > 0.05 * size) break;
      if (parted(before, run)) break;
    }
    row.push(run);
  }
  return row;
}

function joinEven(row: readonly Run[]): Run[] {
  const gaps = row.slice(1).map((run, i) => run.start - (row[i]?.end ?? run.start));
  const typical = gaps.toSorted((p, q) => p - q)[Math.floor(gaps.length / 2)] ?? 0;
  const words: Run[] = [];
  row.forEach((run, i) => {
    const before = words.at(-1);
    const wide = (gaps[i - 1] ?? 0) > 1.5 * typical + 0.1 * run.style.size;
    if (before === undefined || wide || typical > run.style.size) words.push(run);
    else join(before, run);
  });
  return words;
}

/** Raised letters that complete a word ("1er", "n°", "Mme"), and the powers of a unit of length. */
const RAISED = /^(?:\p{L}{1,4}\.?|[o°])$/u;
const POWER = /^[23]$/;
const LENGTH = /^(?:[cdkm]?m|hm)$/;
const STEM = /[\p{L}\p{N}]$/u;
/** The mark of a note, set raised beside a word. */
const CALL = /^\d{1,2}$/;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** Side of the squares in which a neighbour is looked for, points: more than a run is ever raised. */
const SQUARE = 32;
/** Runs of one line may lie on both sides of a square's border, points. */
const NUDGE = 1;

/**
 * Puts raised small letters to the word they stand at. Raised digits, but after a unit of length, are the mark
 * of a note and stay words of their own, spelt with raised digits: after a number they must not become one of
 * its digits.
 */
export function raise(runs: readonly Run[]): Run[] {
  const small = runs.filter((run) => RAISED.test(run.text) || CALL.test(run.text));
  if (small.length === 0) return [...runs];
  const byEnd = squaresOf(runs, (run) => run.end);
  const byStart = squaresOf(runs, (run) => run.start);
  const taken = new Set<Run>();
  for (const run of small) {
    if (taken.has(run)) continue;
    const stem = near(
      byEnd,
      run.start,
      run.base,
      (other) => isRaised(run, other) && ends(other, run) && !taken.has(other),
    );
    const joins = stem !== undefined && completes(stem, run);
    if (joins) {
      join(stem, run);
      taken.add(run);
      takeRest(stem, byStart, taken);
    } else if (CALL.test(run.text)) {
      const next = near(byStart, run.end, run.base, (other) => isRaised(run, other) && ends(run, other));
      if (stem !== undefined || next !== undefined)
        run.text = run.text.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit);
    }
  }
  return runs.filter((run) => !taken.has(run));
}

type Squares = ReadonlyMap<number, readonly Run[]>;

/** Squares of a page in a row at most. */
const ROW = 1_000_000;
const squareAt = (along: number, across: number): number => across * ROW + along;

function squaresOf(runs: readonly Run[], position: (run: Run) => number): Squares {
  const squares = new Map<number, Run[]>();
  for (const run of runs) {
    const key = squareAt(Math.floor(position(run) / SQUARE), Math.floor(run.base / SQUARE));
    const square = squares.get(key);
    if (square === undefined) squares.set(key, [run]);
    else square.push(run);
  }
  return squares;
}

const ASIDE = [0, -1, 1];

/** The first that fits of the runs within a few points of a place at least, on its line or the next below. */
function near(
  squares: Squares,
  position: number,
  base: number,
  fits: (run: Run) => boolean,
): Run | undefined {
  const along = Math.floor(position / SQUARE);
  const across = Math.floor(base / SQUARE);
  for (let down = 0; down <= 1; down++)
    for (const aside of ASIDE) {
      const run = squares.get(squareAt(along + aside, across + down))?.find(fits);
      if (run !== undefined) return run;
    }
  return undefined;
}

/** Whether a run is set smaller and higher than another. */
function isRaised(run: Run, other: Run): boolean {
  const { size } = other.style;
  const lift = other.base - run.base;
  // Writing of no size would stand raised at itself.
  return run !== other && run.style.size <= 0.85 * size && lift >= 0.15 * size && lift <= 0.65 * size;
}

/** Whether `before` ends where `after` begins. */
function ends(before: Run, after: Run): boolean {
  const size = Math.max(before.style.size, after.style.size);
  return Math.abs(after.start - before.end) <= 0.15 * size;
}

function completes(stem: Run, raised: Run): boolean {
  if (POWER.test(raised.text)) return LENGTH.test(stem.text);
  return RAISED.test(raised.text) && STEM.test(stem.text);
}

/** A point, a bracket or the rest of a word right behind raised letters. */
function takeRest(stem: Run, byStart: Squares, taken: Set<Run>): void {
  const rest = near(
    byStart,
    stem.end,
    stem.base - NUDGE,
    (other) =>
      other !== stem &&
      !taken.has(other) &&
      isLevel(stem, other) &&
      Math.abs(other.start - stem.end) <= 0.1 * stem.style.size,
  );
  if (rest === undefined) return;
  join(stem, rest);
  taken.add(rest);
}
