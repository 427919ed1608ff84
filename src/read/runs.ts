import type { Glyph, Style } from "./glyphs.js";
import { overlaid } from "./typed.js";

/**
 * A stretch of writing. Positions are along the direction of writing (`start`, `end`) and across it (`base`,
 * growing downwards), points.
 */
export interface Mark {
  /** The characters as the file holds them, accents behind their letters. */
  text: string;
  style: Style;
  start: number;
  end: number;
  /** `end` with the letter spacing that the file asks for. */
  pen: number;
  base: number;
}

/** Marks of one line of writing that follow each other without a gap. */
export interface Run extends Mark {
  marks: Mark[];
  /** Painted more than once at its place, as some files do to make it bold. */
  repeated: boolean;
}

/** Runs, and the spaces that the file sets as glyphs, of one direction of writing. */
export interface Direction {
  cos: number;
  sin: number;
  runs: Run[];
  spaces: Mark[];
}

/** A gap wider than this share of the size parts words. */
const GAP = 0.15;
/** Glyphs that step back further than this share of the size do not go on with a word. */
const BACK = 0.35;
/** Baselines nearer than this share of the size are one line. */
const LEVEL = 0.12;
/** Sizes within this ratio can share a word (small capitals, a large initial). */
const RATIO = 2;
/** Glyphs nearer than this share of the size are painted at one spot. */
const SPOT = 0.12;
/** Signs that open the item of a list and are no part of the word that follows. */
const BULLET = /^[•‣⁃∙◦\u2190-\u21ff\u25a0-\u25ff\u2700-\u27bf]$/;

/** Whether a ruling line stands between two marks. */
export type Parted = (before: Mark, after: Mark) => boolean;

/** Strings together glyphs that follow each other in the file and on the page, apart for each direction. */
export function runsOf(glyphs: readonly Glyph[], parted: Parted): Direction[] {
  const directions = new Map<number, Direction>();
  let run: Run | undefined;
  for (const glyph of glyphs) {
    const direction = directionOf(directions, glyph.style);
    const mark = markOf(glyph, direction);
    const open = run !== undefined && run === direction.runs.at(-1) ? run : undefined;
    const last = open?.marks.at(-1);
    if (glyph.space) {
      direction.spaces.push(mark);
      run = undefined;
    } else if (open !== undefined && last !== undefined && again(last, mark)) {
      overprint(open, open.marks.length - 1, mark);
    } else if (open !== undefined && continues(open, mark, parted)) {
      append(open, mark);
    } else {
      run = runFrom([mark]);
      direction.runs.push(run);
    }
  }
  return [...directions].sort(([p], [q]) => p - q).map(([, direction]) => direction);
}

function directionOf(directions: Map<number, Direction>, style: Style): Direction {
  const tenths = Math.round((Math.atan2(style.sin, style.cos) * 1800) / Math.PI);
  const key = (tenths + 3600) % 3600;
  const found = directions.get(key);
  if (found !== undefined) return found;
  const quarter = key % 900 === 0;
  const made: Direction = {
    cos: quarter ? Math.round(style.cos) : style.cos,
    sin: quarter ? Math.round(style.sin) : style.sin,
    runs: [],
    spaces: [],
  };
  directions.set(key, made);
  return made;
}

function markOf(glyph: Glyph, { cos, sin }: Direction): Mark {
  const start = glyph.x * cos + glyph.y * sin;
  return {
    text: glyph.text,
    style: glyph.style,
    start,
    end: start + glyph.advance,
    pen: start + glyph.pen,
    base: glyph.y * cos - glyph.x * sin,
  };
}

/** A run of the given marks, at least one, in their order. */
export function runFrom(marks: readonly [Mark, ...Mark[]]): Run {
  const [first, ...others] = marks;
  const { text, style, start, end, pen, base } = first;
  const run: Run = { text, style, start, end, pen, base, marks: [first], repeated: false };
  for (const mark of others) append(run, mark);
  return run;
}

/** Whether `next` follows on `run` without a gap, on the same line. */
export function continues(run: Run, next: Mark, parted: Parted): boolean {
  const size = Math.min(run.style.size, next.style.size);
  const gap = next.start - run.pen;
  const back = -BACK * size;
  return (
    gap <= GAP * size &&
    (gap >= back || (gap >= back - (next.end - next.start) && accented(run, next) !== undefined)) &&
    isLevel(run, next) &&
    Math.max(run.style.size, next.style.size) <= RATIO * size &&
    !BULLET.test(run.text) &&
    !parted(run, next)
  );
}

/** The letter that the last mark of `run` and `next` form where one stands over the other. */
function accented(run: Run, next: Mark): string | undefined {
  const last = run.marks.at(-1);
  const letter = last && overlaid(last.text, next.text);
  if (last === undefined || letter === undefined) return undefined;
  const overlap = Math.min(last.end, next.end) - Math.max(last.start, next.start);
  return overlap > 0.5 * Math.min(last.end - last.start, next.end - next.start) ? letter : undefined;
}

export function isLevel(a: Mark, b: Mark): boolean {
  return Math.abs(a.base - b.base) <= LEVEL * Math.min(a.style.size, b.style.size);
}

/** Paints the mark at index `at` once more: what is seen is the new one, and bold where both have one colour. */
function overprint(run: Run, at: number, next: Mark): void {
  if (next.style.colour === run.marks[at]?.style.colour) run.repeated = true;
  else if (run.marks.length === 1) run.style = next.style;
  run.marks[at] = next;
}

/**
 * Lays `next` over `run` where it paints the end of it once more, piece by piece as some files make text bold, and goes
 * on from there; says whether it does.
 */
export function overlay(run: Run, next: Run): boolean {
  const [first, ...others] = next.marks;
  if (first === undefined || first.start >= run.end) return false;
  const at = run.marks.findIndex((mark) => again(mark, first));
  const below = at < 0 ? [] : run.marks.slice(at + 1, at + next.marks.length);
  if (at < 0 || !below.every((mark, i) => again(mark, others[i]))) return false;
  next.marks.forEach((mark, i) => {
    if (at + i < run.marks.length) overprint(run, at + i, mark);
    else append(run, mark);
  });
  run.repeated ||= next.repeated;
  return true;
}

const again = (mark: Mark, next: Mark | undefined): boolean =>
  next !== undefined && mark.text === next.text && sameSpot(mark, next);

/** Whether two marks stand so close to each other that one overprints the other. */
export function sameSpot(a: Mark, b: Mark): boolean {
  const reach = Math.min(SPOT * a.style.size, Math.max(0.5 * (a.end - a.start), 0.01));
  return (
    Math.abs(a.start - b.start) <= reach &&
    Math.abs(a.end - b.end) <= reach &&
    Math.abs(a.base - b.base) <= SPOT * a.style.size
  );
}

/** Puts a mark at the end of `run`; an accent set over a letter becomes part of that letter. */
export function append(run: Run, next: Mark): void {
  const letter = accented(run, next);
  const last = run.marks.at(-1);
  if (letter !== undefined && last !== undefined) {
    run.text = run.text.slice(0, -last.text.length) + letter;
    run.marks[run.marks.length - 1] = { ...last, text: letter, end: Math.max(last.end, next.end) };
  } else {
    run.text += next.text;
    run.marks.push(next);
  }
  run.end = Math.max(run.end, next.end);
  run.pen = Math.max(run.pen, next.pen);
}

/** Puts all of another run at the end of `run`. */
export function join(run: Run, next: Run): void {
  for (const mark of next.marks) append(run, mark);
  run.repeated ||= next.repeated;
}
