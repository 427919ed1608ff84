import type { Glyph, Style } from "./glyphs.js";
import { overlaid } from "./typed.js";

/**
 * Glyphs of one line of writing that follow each other without a gap. Positions are along the direction of
 * writing (`start`, `end`) and across it (`base`, growing downwards), points.
 */
export interface Run {
  /** The characters as the file holds them, accents behind their letters. */
  text: string;
  style: Style;
  start: number;
  end: number;
  /** `end` with the letter spacing that the file asks for. */
  pen: number;
  base: number;
  last: Glyph;
  /** Painted more than once at its place, as some files do to make it bold. */
  repeated: boolean;
}

/** A space that the file sets as a glyph. */
export interface Space {
  text: string;
  start: number;
  end: number;
  base: number;
}

/** Runs and spaces of one direction of writing. */
export interface Direction {
  cos: number;
  sin: number;
  runs: Run[];
  spaces: Space[];
}

/** A gap wider than this share of the size parts words. */
const GAP = 0.15;
/** Glyphs that step back further than this share of the size do not go on with a word. */
const BACK = 0.35;
/** Baselines nearer than this share of the size are one line. */
const LEVEL = 0.12;
/** Sizes within this ratio can share a word (small capitals, a large initial). */
const RATIO = 2;

/** Strings together glyphs that follow each other in the file and on the page, apart for each direction. */
export function runsOf(glyphs: readonly Glyph[]): Direction[] {
  const directions = new Map<number, Direction>();
  let run: Run | undefined;
  for (const glyph of glyphs) {
    const direction = directionOf(directions, glyph.style);
    const next = runOf(glyph, direction);
    if (glyph.space) {
      direction.spaces.push(next);
      run = undefined;
    } else if (run !== undefined && run === direction.runs.at(-1) && continues(run, next)) {
      if (run.last.text === glyph.text && sameSpot(run, next)) run.repeated = true;
      else append(run, next);
    } else {
      run = next;
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
  const angle = (key * Math.PI) / 1800;
  const quarter = key % 900 === 0;
  const made: Direction = {
    cos: quarter ? Math.round(Math.cos(angle)) : style.cos,
    sin: quarter ? Math.round(Math.sin(angle)) : style.sin,
    runs: [],
    spaces: [],
  };
  directions.set(key, made);
  return made;
}

function runOf(glyph: Glyph, { cos, sin }: Direction): Run {
  const start = glyph.x * cos + glyph.y * sin;
  return {
    text: glyph.text,
    style: glyph.style,
    start,
    end: start + glyph.advance,
    pen: start + glyph.pen,
    base: glyph.y * cos - glyph.x * sin,
    last: glyph,
    repeated: false,
  };
}

/** Whether `next` follows on `run` without a gap, on the same line. */
export function continues(run: Run, next: Run): boolean {
  const size = Math.min(run.style.size, next.style.size);
  const gap = next.start - run.pen;
  const back = Math.max(BACK * size, isAccent(run, next) ? run.last.advance : 0);
  return (
    gap <= GAP * size &&
    gap >= -back &&
    isLevel(run, next) &&
    Math.max(run.style.size, next.style.size) <= RATIO * size
  );
}

function isAccent(run: Run, next: Run): boolean {
  return overlaid(run.last.text, next.text) !== undefined;
}

export function isLevel(a: Run, b: Run): boolean {
  return Math.abs(a.base - b.base) <= LEVEL * Math.min(a.style.size, b.style.size);
}

/** Whether two runs stand so close to each other that one overprints the other. */
export function sameSpot(a: Run, b: Run): boolean {
  const { size } = a.style;
  const reach = Math.min(0.12 * size, 0.5 * Math.max(a.last.advance, 0.1));
  const start = a.end - a.last.advance;
  return (
    (Math.abs(a.start - b.start) <= reach || Math.abs(start - b.start) <= reach) &&
    Math.abs(a.end - b.end) <= reach &&
    Math.abs(a.base - b.base) <= 0.12 * size
  );
}

/** Puts `next` at the end of `run`; an accent set over a letter becomes part of that letter. */
export function append(run: Run, next: Run): void {
  const overlap = Math.min(run.end, next.end) - next.start;
  const shared = overlap > 0.5 * Math.min(run.last.advance, next.end - next.start);
  const letter = shared ? overlaid(run.last.text, next.text) : undefined;
  run.text = letter === undefined ? run.text + next.text : run.text.slice(0, -run.last.text.length) + letter;
  run.end = Math.max(run.end, next.end);
  run.pen = Math.max(run.pen, next.pen);
  run.last = next.last;
  run.repeated ||= next.repeated;
}
