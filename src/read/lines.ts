import {
  append,
  continues,
  isLevel,
  join,
  type Mark,
  overlay,
  type Parted,
  type Run,
  runFrom,
  sameSpot,
} from "./runs.js";

/** Runs that share a baseline, by their starts, and the spaces set between them. */
export interface Line {
  runs: Run[];
  spaces: Mark[];
}

/** Drops what is painted a second time at its place; the last painted stays. */
export function onceOnly(runs: readonly Run[]): Run[] {
  const kept = new Map<string, Run[]>();
  const unique: Run[] = [];
  for (const run of runs.toReversed()) {
    const alike = kept.get(run.text);
    const twin = alike?.find((other) => sameSpot(other, run));
    if (twin !== undefined) {
      twin.repeated ||= twin.style.colour === run.style.colour;
      continue;
    }
    if (alike === undefined) kept.set(run.text, [run]);
    else alike.push(run);
    unique.push(run);
  }
  return unique;
}

export function linesOf(runs: readonly Run[], spaces: readonly Mark[]): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  let first: Run | undefined;
  for (const run of runs.toSorted((p, q) => p.base - q.base)) {
    if (line === undefined || first === undefined || !isLevel(first, run)) {
      line = { runs: [], spaces: [] };
      lines.push(line);
      first = run;
    }
    line.runs.push(run);
  }
  for (const each of lines) each.runs.sort((p, q) => p.start - q.start || p.end - q.end);
  placeSpaces(lines, spaces);
  return lines;
}

function placeSpaces(lines: readonly Line[], spaces: readonly Mark[]): void {
  // Spaces alone, without a line to stand in, are nothing.
  if (lines.length === 0) return;
  let i = 0;
  const baseOf = (line: Line | undefined): number => line?.runs[0]?.base ?? Infinity;
  for (const space of spaces.toSorted((p, q) => p.base - q.base)) {
    while (Math.abs(baseOf(lines[i + 1]) - space.base) <= Math.abs(baseOf(lines[i]) - space.base)) i++;
    lines[i]?.spaces.push(space);
  }
  for (const line of lines) line.spaces.sort((p, q) => p.start - q.start);
}

/** How many runs back a run may go on with another: overprinted text interleaves. */
const OPEN = 4;
/** A space glyph parts words only where it leaves a gap of this share of the size. */
const HAIR = 0.06;

/** Joins runs that touch, wherever they stand in the file. */
export function joinLine(line: Line, parted: Parted): Line {
  const joined: Run[] = [];
  let s = 0;
  for (const run of line.runs) {
    const open = joined.slice(-OPEN).reverse();
    if (open.some((other) => overlay(other, run))) continue;
    const before = open.find((other) => continues(other, run, parted));
    while (s < line.spaces.length && (line.spaces[s]?.end ?? 0) < (before?.start ?? run.start)) s++;
    if (before === undefined || spaceBetween(line.spaces, s, before, run) !== undefined) joined.push(run);
    else join(before, run);
  }
  return { runs: joined, spaces: line.spaces };
}

/** The space glyph that parts two neighbours, looked for from index `from` on. */
function spaceBetween(spaces: readonly Mark[], from: number, before: Run, after: Run): Mark | undefined {
  const hair = HAIR * Math.min(before.style.size, after.style.size);
  if (after.start - before.end < hair) return undefined;
  for (let i = from; i < spaces.length; i++) {
    const space = spaces[i];
    if (space === undefined || space.start > after.start) return undefined;
    const middle = (space.start + space.end) / 2;
    if (middle > before.end - hair && middle < after.start + hair) return space;
  }
  return undefined;
}

/** Spaces that never end a line: the file says that what they part belongs together. */
const BINDING = /^[\u00a0\u202f\u2007\u2009]+$/;
const HEAD = /(?:^|[^\d.,])\d{1,3}(?:[\u00a0\u202f\u2007\u2009]\d{3})*$/;
const GROUP = /^\d{3}(?!\d)/;

/** Keeps "3 087" one word where a no-break space of the file stands between its groups. */
export function bindThousands(line: Line): Line {
  const bound: Run[] = [];
  for (const run of line.runs) {
    const before = bound.at(-1);
    const space = before && HEAD.test(before.text) && GROUP.test(run.text) && near(before, run);
    const glyph = space && before ? spaceBetween(line.spaces, 0, before, run) : undefined;
    if (before !== undefined && glyph !== undefined && BINDING.test(glyph.text)) {
      append(before, glyph);
      join(before, run);
    } else bound.push(run);
  }
  return { runs: bound, spaces: line.spaces };
}

function near(before: Run, after: Run): boolean {
  return isLevel(before, after) && after.start - before.end <= 0.6 * after.style.size;
}

/** Dots that lead the eye from a label to its figure. */
const LEADERS = /(?<=[^.…])(?=\.{4})|(?<=\.{4})(?=[^.…])/;

/** Parts leaders from the words they touch. */
export function partLeaders(run: Run): Run[] {
  if (!run.text.includes("....")) return [run];
  const pieces = run.text.split(LEADERS);
  if (pieces.length === 1) return [run];
  const runs: Run[] = [];
  let at = 0;
  for (const piece of pieces) {
    const [first, ...others] = marksWithin(run, at, at + piece.length);
    if (first !== undefined) runs.push(runFrom([first, ...others]));
    at += piece.length;
  }
  return runs;
}

/** The marks that begin within a range of a run's text. */
function marksWithin(run: Run, from: number, to: number): Mark[] {
  let at = 0;
  return run.marks.filter((mark) => {
    const begin = at;
    at += mark.text.length;
    return begin >= from && begin < to;
  });
}
