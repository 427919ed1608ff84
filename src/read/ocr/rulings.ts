import { INKED, type Ink } from "./ink.js";
import { bridged, chained, FRINGE, type Stretch, THICK } from "./stretches.js";

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
  const upright = transposed(ink);
  const found = LOOKS.map((look) => {
    const across = linesIn(ink, scale, look);
    const down = linesIn(upright, scale, look);
    const rulings = [...across.map(lying), ...down.map(standing)];
    const mask = maskOf(ink, rulings);
    for (const ruling of rulings) erase(ink, ruling, mask);
    for (const ruling of rulings) turnOver(ink, around(ruling, ink), upright.level);
    return { across, down };
  });
  const whole = (lines: Stretch[], inked: Ink): Stretch[] => bridged(chained(lines, scale), inked, scale);
  const rulings = [
    ...whole(
      found.flatMap(({ across }) => across),
      ink,
    ).map(lying),
    ...whole(
      found.flatMap(({ down }) => down),
      upright,
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

function transposed(ink: Ink): Ink {
  const { width, height } = ink;
  const level = new Uint8Array(width * height);
  turnOver(ink, { left: 0, top: 0, right: width, bottom: height }, level);
  return { width: height, height: width, level };
}

/** Side of the squares that are turned over one by one, pixels: what is read and written then lies close by. */
const TILE = 32;

/** Puts the rows of a part of a picture into the columns of another. */
function turnOver({ width, height, level }: Ink, part: Part, turned: Uint8Array): void {
  for (let top = part.top; top < part.bottom; top += TILE)
    for (let left = part.left; left < part.right; left += TILE) {
      const [bottom, right] = [Math.min(part.bottom, top + TILE), Math.min(part.right, left + TILE)];
      for (let x = left; x < right; x++)
        for (let y = top, from = top * width + x, to = x * height + top; y < bottom; y++, from += width, to++)
          turned[to] = level[from] ?? 0;
    }
}

function linesIn(ink: Ink, scale: number, look: Look): Stretch[] {
  const long = look.long * scale;
  const gap = Math.max(1, Math.round(GAP * scale));
  const open: Stretch[] = [];
  const done: Stretch[] = [];
  for (let y = 0; y < ink.height; y++) {
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

function longRuns(ink: Ink, y: number, look: Look, gap: number): [number, number][] {
  const { width, level } = ink;
  const runs: [number, number][] = [];
  let from = -1;
  let last = -1;
  let inked = 0;
  const close = (): void => {
    const length = last - from + 1;
    if (from >= 0 && length >= look.long && inked >= SOLID * length) runs.push([from, last + 1]);
    from = -1;
    inked = 0;
  };
  const row = y * width;
  for (let x = 0; x < width; x++) {
    if ((level[row + x] ?? 0) < look.level) continue;
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

function standsFree({ width, height, level }: Ink, s: Stretch, least: number, scale: number): boolean {
  const clear = (x: number, y: number): boolean =>
    y < 0 || y >= height || (level[y * width + x] ?? 0) < least;
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
function isDense({ width, level }: Ink, s: Stretch, least: number, scale: number): boolean {
  const [length, thickness] = [s.to - s.from, s.last - s.first + 1];
  if (thickness <= THIN * scale || length >= SLENDER * thickness) return true;
  let inked = 0;
  for (let y = s.first; y <= s.last; y++)
    for (let x = s.from; x < s.to; x++) if ((level[y * width + x] ?? 0) >= least) inked++;
  return inked >= DENSE * length * thickness;
}

/** A pale line may be crossed by a few dark strokes; the soft edges of dark letters run along all of them. */
const CROSSED = 0.2;
const DARK = 2 * INKED;

function isPale({ width, level }: Ink, s: Stretch): boolean {
  let dark = 0;
  for (let x = s.from; x < s.to; x++)
    for (let y = s.first; y <= s.last; y++)
      if ((level[y * width + x] ?? 0) >= DARK) {
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
