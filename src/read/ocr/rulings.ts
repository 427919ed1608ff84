import { INKED, type Ink } from "./ink.js";
import { bridged, chained, columnsOf, FRINGE, type Lie, rowsOf, type Stretch, THICK } from "./stretches.js";

/** A ruling line in the picture, pixels; `x1` and `bottom` are the first outside. */
export interface Ruling {
  orientation: "h" | "v";
  x0: number;
  top: number;
  x1: number;
  bottom: number;
  /** Hardly darker than its ground. */
  pale: boolean;
}

/** Straight ink at least this long, points, is a line. */
const LONG = 20;
/** Gaps bridged inside a line, points. */
const GAP = 1.6;
/** A line thicker than this, points, is so many times as long: the stem of a large 1 is not. */
const STOUT = 2.2;
const STEM = 12;
/** Share of a line that must be ink: rows of dots are none. */
const SOLID = 0.6;

/** From how many levels on ink makes a line, and how long, points, a line of such ink must be. */
interface Look {
  level: number;
  long: number;
}

/** Dark lines first; then, once these are out of the way, pale ones, which are told from grain by their length. */
const LOOKS: readonly Look[] = [
  { level: INKED, long: LONG },
  { level: 18, long: 1.2 * LONG },
];

/** A line of the one ink may go on in the other; what is pale all along must be so long, points. */
const LONG_AND_PALE = 40;

/** Finds the ruling lines of an upright picture and takes them out of its ink. */
export function takeRulings(ink: Ink, scale: number): Ruling[] {
  const [rows, columns] = [rowsOf(ink), columnsOf(ink)];
  const found = LOOKS.map((look) => {
    const across = linesIn(rows, scale, look);
    const down = linesIn(columns, scale, look);
    const rulings = [...across.map(lying), ...down.map(standing)];
    const mask = maskOf(ink, rulings);
    for (const ruling of rulings) erase(ink, ruling, mask);
    return { across, down };
  });
  const whole = (lines: Stretch[], inked: Lie): Stretch[] => bridged(chained(lines, scale), inked, scale);
  const rulings = [
    ...whole(
      found.flatMap(({ across }) => across),
      rows,
    ).map(lying),
    ...whole(
      found.flatMap(({ down }) => down),
      columns,
    ).map(standing),
  ];
  return rulings.filter((ruling) => !ruling.pale || lengthOf(ruling) >= LONG_AND_PALE * scale);
}

function lying({ from, to, first, last, pale }: Stretch): Ruling {
  return { orientation: "h", x0: from, x1: to, top: first, bottom: last + 1, pale: pale >= to - from };
}

function standing({ from, to, first, last, pale }: Stretch): Ruling {
  return { orientation: "v", x0: first, x1: last + 1, top: from, bottom: to, pale: pale >= to - from };
}

const lengthOf = ({ orientation, x0, top, x1, bottom }: Ruling): number =>
  orientation === "h" ? x1 - x0 : bottom - top;

/** A part of a picture, pixels; `right` and `bottom` are the first outside. */
interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A line and its soft edges. */
function around({ orientation, x0, top, x1, bottom }: Ruling, { width, height }: Ink): Part {
  const [dx, dy] = orientation === "h" ? [0, FRINGE] : [FRINGE, 0];
  return {
    left: Math.max(0, x0 - dx),
    top: Math.max(0, top - dy),
    right: Math.min(width, x1 + dx),
    bottom: Math.min(height, bottom + dy),
  };
}

function linesIn(ink: Lie, scale: number, look: Look): Stretch[] {
  const long = look.long * scale;
  const gap = Math.max(1, Math.round(GAP * scale));
  const open: Stretch[] = [];
  const done: Stretch[] = [];
  for (let y = 0; y < ink.count; y++) {
    for (let i = open.length - 1; i >= 0; i--)
      if ((open[i]?.last ?? 0) < y - 1) done.push(...open.splice(i, 1));
    for (const run of longRuns(ink, y, { ...look, long }, gap)) grow(open, run, y);
  }
  done.push(...open);
  const isLine = (s: Stretch): boolean =>
    s.last - s.first + 1 <= THICK * scale &&
    standsFree(ink, s, look.level, scale) &&
    isDense(ink, s, look.level, scale) &&
    (look.level >= INKED || isPale(ink, s));
  const thin = done.filter(isLine).map((s) => ({ ...s, pale: look.level < INKED ? s.to - s.from : 0 }));
  return chained(thin, scale).filter((s) => !isStem(s, scale));
}

function isStem({ from, to, first, last }: Stretch, scale: number): boolean {
  const thickness = last - first + 1;
  return thickness > STOUT * scale && to - from < STEM * thickness;
}

/** Runs of ink along a line, with no gap in them wider than `gap`, that are long and solid. */
function longRuns(ink: Lie, y: number, look: Look, gap: number): [number, number][] {
  const { level, length, along } = ink;
  const runs: [number, number][] = [];
  const start = y * ink.over;
  const isInked = (x: number): boolean => (level[start + x * along] ?? 0) >= look.level;
  // Of a long run some place in one of these windows is ink: what lies between them need not be looked at.
  const step = Math.max(1, Math.ceil(look.long) - gap);
  let behind = 0;
  for (let window = 0; window < length; window += step)
    for (let x = Math.max(window, behind); x <= window + gap && x < length; x++) {
      if (!isInked(x)) continue;
      const run = runAround(x, length, isInked, gap);
      behind = run.to + gap;
      const size = run.to - run.from;
      if (size >= look.long && run.inked >= SOLID * size) runs.push([run.from, run.to]);
      break;
    }
  return runs;
}

/** The run that a place is part of, and how many of its places are ink. */
function runAround(
  place: number,
  length: number,
  isInked: (place: number) => boolean,
  gap: number,
): { from: number; to: number; inked: number } {
  let [from, to, inked] = [place, place + 1, 1];
  for (let x = place - 1; x >= 0 && from - x <= gap + 1; x--)
    if (isInked(x)) {
      from = x;
      inked++;
    }
  for (let x = to; x < length && x - to <= gap; x++)
    if (isInked(x)) {
      to = x + 1;
      inked++;
    }
  return { from, to, inked };
}

function grow(open: Stretch[], [from, to]: [number, number], y: number): void {
  const meets = (s: Stretch): boolean => Math.min(s.to, to) - Math.max(s.from, from) > 0;
  const found = open.find(meets);
  if (found === undefined) {
    open.push({ from, to, first: y, last: y, pale: 0 });
    return;
  }
  found.from = Math.min(found.from, from);
  found.to = Math.max(found.to, to);
  found.last = y;
}

/** Share of a line beside which there must be no ink: a row of bold letters is no line. */
const FREE = 0.6;
/** Lines shorter than this, points, are freer: the bars of "ETP" are a line with stems. */
const SHORT = 40;
const FREE_SHORT = 0.8;
/** Share of its length at which a line has ink: the feet of letters leave gaps. */
const WHOLE = 0.92;

function standsFree({ level, count, along, over }: Lie, s: Stretch, least: number, scale: number): boolean {
  const clear = (x: number, y: number): boolean =>
    y < 0 || y >= count || (level[y * over + x * along] ?? 0) < least;
  let [free, whole] = [0, 0];
  for (let x = s.from; x < s.to; x++) {
    if (clear(x, s.first - FRINGE) && clear(x, s.last + FRINGE)) free++;
    let inked = false;
    for (let y = s.first - 1; y <= s.last + 1; y++) inked ||= !clear(x, y);
    if (inked) whole++;
  }
  const length = s.to - s.from;
  return free >= (length < SHORT * scale ? FREE_SHORT : FREE) * length && whole >= WHOLE * length;
}

/** Thin, points, and long beside its thickness: a line that is a trace askew has little ink in its bounds. */
const THIN = 2;
const SLENDER = 40;
const DENSE = 0.8;

/** Small letters without strokes above or below stand free as lines do, but leave much blank between them. */
function isDense({ level, along, over }: Lie, s: Stretch, least: number, scale: number): boolean {
  const [length, thickness] = [s.to - s.from, s.last - s.first + 1];
  if (thickness <= THIN * scale || length >= SLENDER * thickness) return true;
  let inked = 0;
  for (let y = s.first; y <= s.last; y++)
    for (let x = s.from; x < s.to; x++) if ((level[y * over + x * along] ?? 0) >= least) inked++;
  return inked >= DENSE * length * thickness;
}

/** A pale line may be crossed by a few dark strokes; the soft edges of dark letters run along all of them. */
const CROSSED = 0.2;
const DARK = 2 * INKED;

function isPale({ level, along, over }: Lie, s: Stretch): boolean {
  let dark = 0;
  for (let x = s.from; x < s.to; x++)
    for (let y = s.first; y <= s.last; y++)
      if ((level[y * over + x * along] ?? 0) >= DARK) {
        dark++;
        break;
      }
  return dark <= CROSSED * (s.to - s.from);
}

function maskOf(ink: Ink, rulings: readonly Ruling[]): Uint8Array {
  const mask = new Uint8Array(ink.level.length);
  for (const ruling of rulings) {
    const { left, top, right, bottom } = around(ruling, ink);
    for (let y = top; y < bottom; y++) mask.fill(1, y * ink.width + left, y * ink.width + right);
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
