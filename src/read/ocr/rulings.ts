import { INKED, type Ink } from "./ink.js";

/** A ruling line in the picture, pixels; `x1` and `bottom` are the first outside. */
export interface Ruling {
  orientation: "h" | "v";
  x0: number;
  top: number;
  x1: number;
  bottom: number;
}

/** Straight ink at least this long, points, is a line. */
const LONG = 20;
/** Lines are no thicker than this, points. */
const THICK = 4;
/** Gaps bridged inside a line, points. */
const GAP = 1.6;
/** Share of a line that must be ink: rows of dots are none. */
const SOLID = 0.6;

/** Finds the ruling lines of an upright picture and takes them out of its ink. */
export function takeRulings(ink: Ink, scale: number): Ruling[] {
  const across = linesIn(ink, scale);
  const down = linesIn(transposed(ink), scale);
  const rulings: Ruling[] = [
    ...across.map((s) => ({
      orientation: "h" as const,
      x0: s.from,
      x1: s.to,
      top: s.first,
      bottom: s.last + 1,
    })),
    ...down.map((s) => ({
      orientation: "v" as const,
      x0: s.first,
      x1: s.last + 1,
      top: s.from,
      bottom: s.to,
    })),
  ];
  const mask = maskOf(ink, rulings);
  for (const ruling of rulings) erase(ink, ruling, mask);
  return rulings;
}

function transposed({ width, height, level }: Ink): Ink {
  const turned = new Uint8Array(level.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + y] = level[y * width + x] ?? 0;
  return { width: height, height: width, level: turned };
}

/** A line along rows: from, to along it; first and last row. */
interface Stretch {
  from: number;
  to: number;
  first: number;
  last: number;
}

function linesIn(ink: Ink, scale: number): Stretch[] {
  const long = LONG * scale;
  const gap = Math.max(1, Math.round(GAP * scale));
  const open: Stretch[] = [];
  const done: Stretch[] = [];
  for (let y = 0; y < ink.height; y++) {
    for (let i = open.length - 1; i >= 0; i--)
      if ((open[i]?.last ?? 0) < y - 1) done.push(...open.splice(i, 1));
    for (const run of longRuns(ink, y, long, gap)) grow(open, run, y);
  }
  done.push(...open);
  const thin = done.filter((s) => s.last - s.first + 1 <= THICK * scale && standsFree(ink, s));
  return chained(thin, scale);
}

function longRuns({ width, level }: Ink, y: number, long: number, gap: number): [number, number][] {
  const runs: [number, number][] = [];
  let from = -1;
  let last = -1;
  let inked = 0;
  const close = (): void => {
    const length = last - from + 1;
    if (from >= 0 && length >= long && inked >= SOLID * length) runs.push([from, last + 1]);
    from = -1;
    inked = 0;
  };
  const row = y * width;
  for (let x = 0; x < width; x++) {
    if ((level[row + x] ?? 0) < INKED) continue;
    if (from >= 0 && x - last - 1 > gap) close();
    if (from < 0) from = x;
    last = x;
    inked++;
  }
  close();
  return runs;
}

function grow(open: Stretch[], [from, to]: [number, number], y: number): void {
  const meets = (s: Stretch): boolean => Math.min(s.to, to) - Math.max(s.from, from) > 0;
  const found = open.find(meets);
  if (found === undefined) {
    open.push({ from, to, first: y, last: y });
    return;
  }
  found.from = Math.min(found.from, from);
  found.to = Math.max(found.to, to);
  found.last = y;
}

/** Share of a line beside which there must be no ink: a row of bold letters is no line. */
const FREE = 0.6;
/** Share of its length at which a line has ink: the feet of letters leave gaps. */
const WHOLE = 0.92;

function standsFree({ width, height, level }: Ink, s: Stretch): boolean {
  const clear = (x: number, y: number): boolean =>
    y < 0 || y >= height || (level[y * width + x] ?? 0) < INKED;
  let [free, whole] = [0, 0];
  for (let x = s.from; x < s.to; x++) {
    if (clear(x, s.first - FRINGE) && clear(x, s.last + FRINGE)) free++;
    let inked = false;
    for (let y = s.first - 1; y <= s.last + 1; y++) inked ||= !clear(x, y);
    if (inked) whole++;
  }
  const length = s.to - s.from;
  return free >= FREE * length && whole >= WHOLE * length;
}

/** Joins pieces of one line that the last trace of a skew has put on neighbouring rows. */
function chained(pieces: Stretch[], scale: number): Stretch[] {
  const lines: Stretch[] = [];
  for (const piece of pieces.toSorted((p, q) => p.from - q.from)) {
    const before = lines.find(
      (line) =>
        piece.from - line.to <= 2 * scale &&
        piece.first <= line.last + 2 &&
        piece.last >= line.first - 2 &&
        Math.max(piece.last, line.last) - Math.min(piece.first, line.first) + 1 <= THICK * scale,
    );
    if (before === undefined) lines.push({ ...piece });
    else {
      before.to = Math.max(before.to, piece.to);
      before.first = Math.min(before.first, piece.first);
      before.last = Math.max(before.last, piece.last);
    }
  }
  return lines;
}

/** Pixels beside a line that belong to its soft edge. */
const FRINGE = 2;

function maskOf({ width, height }: Ink, rulings: readonly Ruling[]): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const { orientation, x0, top, x1, bottom } of rulings) {
    const [dx, dy] = orientation === "h" ? [0, FRINGE] : [FRINGE, 0];
    for (let y = Math.max(0, top - dy); y < Math.min(height, bottom + dy); y++)
      mask.fill(1, y * width + Math.max(0, x0 - dx), y * width + Math.min(width, x1 + dx));
  }
  return mask;
}

/** Whitens a line but where something that is no line crosses it. */
function erase(ink: Ink, ruling: Ruling, mask: Uint8Array): void {
  const { width, height, level } = ink;
  const flat = ruling.orientation === "h";
  const [from, to] = flat ? [ruling.x0, ruling.x1] : [ruling.top, ruling.bottom];
  const [first, last] = flat ? [ruling.top, ruling.bottom] : [ruling.x0, ruling.x1];
  const limit = flat ? height : width;
  const at = (along: number, over: number): number => (flat ? over * width + along : along * width + over);
  const letter = (along: number, over: number): boolean => {
    const p = at(along, over);
    return over >= 0 && over < limit && mask[p] !== 1 && (level[p] ?? 0) >= INKED;
  };
  for (let along = from; along < to; along++) {
    if (letter(along, first - FRINGE - 1) || letter(along, last + FRINGE)) continue;
    for (let over = Math.max(0, first - FRINGE); over < Math.min(limit, last + FRINGE); over++)
      level[at(along, over)] = 0;
  }
}
