import { type Drawn, withoutBodies } from "./bodies.js";
import type { Raster } from "./raster.js";
import { isNear, reduced, type Small } from "./small.js";

/** The colour of the paper, or of the area printed over it, that stands behind the writing at each place. */
export interface Ground extends Small {
  /** Pixels of the raster for one of these. */
  factor: number;
  /** Whether the place itself shows that colour (1), or has it from the nearest that does. */
  bare: Uint8Array;
  /** Where it borders on another (1). */
  borders: Uint8Array;
  /** The commonest colour, in as many planes. */
  paper: readonly number[];
}

/** Pixels a point of the reduced picture: noise is averaged out and strokes of letters are thin. */
const REDUCED = 1;
/** Side of an even square that only ground shows, pixels of the reduced picture. */
const SQUARE = 7;
/** Steps that lead from a place to all of a square's side: 1 + 1 + 2 + 3. */
const REACHES = [1, 2, 3] as const;
/** Levels that an even square varies by at most, and at least on paper without grain. */
const EVEN = 26;
const LEAST_EVEN = 8;
/** On most pages so large a share of the squares shows nothing but ground; its grain varies by so much more elsewhere. */
const BARE = 0.25;
const GRAIN = 1.5;
/** On paper as bright as this grain is cut off at white: elsewhere it varies by so much more. */
const WHITE = 248;
const CUT_OFF = 2.5;
/** Levels within which ground goes on, at most. */
const NEAR = 14;
/** Levels by which two grounds differ. */
const TINT = 12;

export function groundOf(raster: Raster): Ground {
  const factor = Math.max(1, Math.round(raster.scale / REDUCED));
  const small = reduced(raster, factor);
  const { width, height } = small;
  const range = rangesOf(small);
  const even = evennessOf(range, isWhite(small) ? CUT_OFF : GRAIN);
  const near = Math.min(NEAR, even);
  const drawn = drawnSquares(small, { range, even });
  spread(small, near, drawn, withoutBodies(small, near, drawn));
  const planes = drawn.planes.map((plane) => smoothed(plane, width, height));
  return {
    width,
    height,
    factor,
    planes,
    bare: onesOf(drawn.state),
    borders: bordersOf({ width, height, planes }),
    paper: commonest(drawn.planes),
  };
}

function onesOf(state: Uint8Array): Uint8Array {
  const ones = new Uint8Array(state.length);
  for (let p = 0; p < state.length; p++) if (state[p] === 1) ones[p] = 1;
  return ones;
}

/** Finds the even squares. */
function drawnSquares(small: Small, { range, even }: { range: Uint8Array; even: number }): Drawn {
  const { width, height } = small;
  const planes = small.planes.map(() => new Uint8Array(width * height));
  const sums = small.planes.map((plane) => sumsOf(plane, width, height));
  const state = new Uint8Array(width * height);
  const places = new Int32Array(width * height);
  let found = 0;
  const paint = (p: number, corner: number): void => {
    state[p] = 1;
    places[found++] = p;
    for (let k = 0; k < planes.length; k++) {
      const [plane, sum] = [planes[k], sums[k]];
      if (plane !== undefined && sum !== undefined) plane[p] = meanAt(sum, corner, width + 1);
    }
  };
  for (let y = 0; y + SQUARE <= height; y++)
    for (let x = 0, at = y * width; x + SQUARE <= width; x++, at++) {
      if ((range[at] ?? 255) > even) continue;
      // What the squares to the left and above cover is painted already.
      const dx0 = x > 0 && (range[at - 1] ?? 255) <= even ? SQUARE - 1 : 0;
      const dy0 = y > 0 && (range[at - width] ?? 255) <= even ? SQUARE - 1 : 0;
      for (let dy = dy0; dy < SQUARE; dy++)
        for (let p = at + dy * width + dx0, end = at + dy * width + SQUARE; p < end; p++)
          if (state[p] === 0) paint(p, y * (width + 1) + x);
    }
  return { places: places.subarray(0, found), planes, state };
}

/** Sums over all that lies above and to the left of a corner. */
function sumsOf(plane: Uint8Array, width: number, height: number): Uint32Array {
  const row = width + 1;
  const sums = new Uint32Array(row * (height + 1));
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0, at = (y + 1) * row + 1; x < width; x++, i++, at++)
      sums[at] = (plane[i] ?? 0) + (sums[at - 1] ?? 0) + (sums[at - row] ?? 0) - (sums[at - row - 1] ?? 0);
  return sums;
}

/** The mean of the square at a corner: what little ink stands at the rim of one must not count for ground. */
function meanAt(sums: Uint32Array, at: number, row: number): number {
  const below = at + SQUARE * row;
  const sum = (sums[below + SQUARE] ?? 0) - (sums[below] ?? 0) - (sums[at + SQUARE] ?? 0) + (sums[at] ?? 0);
  return sum / SQUARE ** 2;
}

/** For each place the range of levels in the square from it on, of the plane where it is widest; 255 at the rim. */
function rangesOf({ width, height, planes }: Small): Uint8Array {
  const range = new Uint8Array(width * height).fill(255);
  planes.forEach((plane, k) => {
    const [low, high] = [plane.slice(), plane.slice()];
    extremes(low, high, 1);
    extremes(low, high, width);
    for (let y = 0; y + SQUARE <= height; y++)
      for (let p = y * width, end = p + width - SQUARE; p <= end; p++) {
        const own = (high[p] ?? 0) - (low[p] ?? 0);
        if (k === 0 || own > (range[p] ?? 0)) range[p] = own;
      }
  });
  return range;
}

/** Puts in each place the least and the most of the seven from it on, `step` apart; what lies beyond a side is of no use. */
function extremes(low: Uint8Array, high: Uint8Array, step: number): void {
  // One, two and three further on: each time the reach of what was found before, until it is that of a square.
  for (const by of REACHES) {
    const ahead = by * step;
    for (let p = 0, end = low.length - ahead; p < end; p++) {
      low[p] = Math.min(low[p] ?? 0, low[p + ahead] ?? 0);
      high[p] = Math.max(high[p] ?? 0, high[p + ahead] ?? 0);
    }
  }
}

/** The range up to which a square is even: what grain alone makes, and no pale line in it. */
function evennessOf(range: Uint8Array, elsewhere: number): number {
  const counts = new Uint32Array(256);
  for (let p = 0; p < range.length; p++) {
    const r = range[p] ?? 0;
    counts[r] = (counts[r] ?? 0) + 1;
  }
  let left = BARE * (range.length - (counts[255] ?? 0));
  let usual = 0;
  while (usual < 255 && left > 0) left -= counts[usual++] ?? 0;
  return Math.min(EVEN, Math.max(LEAST_EVEN, elsewhere * usual));
}

/** Whether the paper is as bright as can be: what is commonest on a page is paper. */
function isWhite({ planes }: Small): boolean {
  return planes.every((plane) => {
    let bright = 0;
    for (let p = 0; p < plane.length; p++) if ((plane[p] ?? 0) >= WHITE) bright++;
    return bright > BARE * plane.length;
  });
}

/** Lets ground go on from its places where its colour does; all other places take that of the nearest ground. */
function spread(small: Small, near: number, { planes, state }: Drawn, places: Int32Array): void {
  const { width, height } = small;
  if (places.length === 0) {
    for (const plane of planes) plane.fill(255);
    return;
  }
  const queue = new Int32Array(width * height);
  queue.set(places);
  let reached = places.length;
  const visit = (from: number, to: number, mark: number): void => {
    if (state[to] !== 0) return;
    if (mark === 1 && !isNear(small.planes, to, planes, from, near)) return;
    state[to] = mark;
    for (const plane of planes) plane[to] = plane[from] ?? 0;
    queue[reached++] = to;
  };
  for (const mark of [1, 2])
    for (let i = 0; i < reached; i++) {
      const p = queue[i] ?? 0;
      // Most stand amid others.
      if (state[p - 1] !== 0 && state[p + 1] !== 0 && state[p - width] !== 0 && state[p + width] !== 0)
        continue;
      const x = p % width;
      if (x > 0) visit(p, p - 1, mark);
      if (x < width - 1) visit(p, p + 1, mark);
      if (p >= width) visit(p, p - width, mark);
      if (p + width < width * height) visit(p, p + width, mark);
    }
}

/** Places whose neighbours have another ground. */
function bordersOf({ width, height, planes }: Small): Uint8Array {
  const borders = new Uint8Array(width * height);
  for (const plane of planes)
    for (let y = 0, p = 0; y < height; y++)
      for (let x = 0; x < width; x++, p++) {
        const own = plane[p] ?? 0;
        if (x + 1 < width && Math.abs(own - (plane[p + 1] ?? 0)) > TINT) borders[p] = borders[p + 1] = 1;
        if (y + 1 < height && Math.abs(own - (plane[p + width] ?? 0)) > TINT)
          borders[p] = borders[p + width] = 1;
      }
  return borders;
}

function commonest(planes: readonly Uint8Array[]): readonly number[] {
  const counts = new Uint32Array(1 << (5 * planes.length));
  const places = planes[0]?.length ?? 0;
  const keyAt = (p: number): number => {
    let key = 0;
    for (let k = 0; k < planes.length; k++) key = (key << 5) | ((planes[k]?.[p] ?? 0) >> 3);
    return key;
  };
  for (let p = 0; p < places; p++) {
    const key = keyAt(p);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  let best = counts.length - 1;
  for (let key = 0; key < counts.length; key++) if ((counts[key] ?? 0) > (counts[best] ?? 0)) best = key;
  return planes.map((_, k) => (((best >> (5 * (planes.length - 1 - k))) & 31) << 3) + 4);
}

/** Each place takes the mean of itself and the eight around it that are nearly alike. */
function smoothed(plane: Uint8Array, width: number, height: number): Uint8Array {
  const smooth = plane.slice();
  for (let y = 1; y < height - 1; y++)
    for (let p = y * width + 1, end = (y + 1) * width - 1; p < end; p++) {
      const own = plane[p] ?? 0;
      let sum = 0;
      let n = 0;
      for (let j = p - width; j <= p + width; j += width)
        for (let q = j - 1; q <= j + 1; q++) {
          const v = plane[q] ?? 0;
          if (v - own > NEAR || own - v > NEAR) continue;
          sum += v;
          n++;
        }
      smooth[p] = sum / n;
    }
  return smooth;
}
