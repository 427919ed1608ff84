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
/** Width of the columns in which a neighbour is looked for, points. */
const COLUMN = 16;

/**
 * Puts raised small letters to the word they stand at. Raised digits stay words of their own, but after a
 * unit of length: a note's mark after a number must not become one of its digits.
 */
export function raise(runs: readonly Run[]): Run[] {
  const byEnd = new Map<number, Run[]>();
  for (const run of runs) {
    const column = Math.floor(run.end / COLUMN);
    const inColumn = byEnd.get(column);
    if (inColumn === undefined) byEnd.set(column, [run]);
    else inColumn.push(run);
  }
  const taken = new Set<Run>();
  for (const run of runs) {
    if (!RAISED.test(run.text) && !POWER.test(run.text)) continue;
    const column = Math.floor(run.start / COLUMN);
    const stem = [column - 1, column, column + 1]
      .flatMap((c) => byEnd.get(c) ?? [])
      .find((other) => !taken.has(other) && carries(other, run));
    if (stem === undefined) continue;
    join(stem, run);
    taken.add(run);
    const rest = runs.find((other) => !taken.has(other) && follows(stem, other));
    if (rest === undefined) continue;
    join(stem, rest);
    taken.add(rest);
  }
  return runs.filter((run) => !taken.has(run));
}

function carries(stem: Run, raised: Run): boolean {
  const { size } = stem.style;
  const lift = stem.base - raised.base;
  const gap = raised.start - stem.end;
  const fits = POWER.test(raised.text) ? LENGTH.test(stem.text) : STEM.test(stem.text);
  return (
    fits &&
    raised.style.size <= 0.85 * size &&
    lift >= 0.15 * size &&
    lift <= 0.65 * size &&
    gap >= -0.15 * size &&
    gap <= 0.15 * size
  );
}

/** A point or a bracket right behind the raised letters. */
function follows(stem: Run, other: Run): boolean {
  const gap = other.start - stem.end;
  return other !== stem && isLevel(stem, other) && Math.abs(gap) <= 0.1 * stem.style.size;
}
