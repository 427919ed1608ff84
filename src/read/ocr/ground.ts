import { withoutBodies } from "./bodies.js";
import type { Raster } from "./raster.js";

/** The colour of the paper, or of the area printed over it, that stands behind the writing at each place. */
export interface Ground {
  /** Of the reduced picture. */
  width: number;
  height: number;
  /** Pixels of the raster for one of these. */
  factor: number;
  /** Three bytes a place. */
  colour: Uint8Array;
  /** Whether the place itself shows that colour (1), or has it from the nearest that does. */
  bare: Uint8Array;
  /** The commonest colour. */
  paper: readonly [number, number, number];
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
/** Levels within which ground goes on, at most. */
const NEAR = 14;

export function groundOf(raster: Raster): Ground {
  const factor = Math.max(1, Math.round(raster.scale / REDUCED));
  const small = reduced(raster, factor);
  const { width, height } = small;
  const colour = new Uint8Array(3 * width * height);
  const state = new Uint8Array(width * height);
  const range = rangesOf(small);
  const even = evennessOf(range);
  const places = markSquares(small, { range, even }, colour, state);
  const near = Math.min(NEAR, even);
  spread(small, near, colour, state, withoutBodies(small, near, { places, colour, state }));
  const smooth = smoothed(colour, width, height);
  return {
    width,
    height,
    factor,
    colour: smooth,
    bare: state.map((s) => (s === 1 ? 1 : 0)),
    paper: commonest(colour),
  };
}

interface Small {
  width: number;
  height: number;
  rgb: Uint8Array;
}

function reduced({ width, height, data }: Raster, factor: number): Small {
  const w = Math.max(1, Math.floor(width / factor));
  const h = Math.max(1, Math.floor(height / factor));
  const rgb = new Uint8Array(3 * w * h);
  const n = factor * factor;
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let dy = 0; dy < factor; dy++) {
        let i = 4 * ((y * factor + dy) * width + x * factor);
        for (let dx = 0; dx < factor; dx++, i += 4) {
          r += data[i] ?? 0;
          g += data[i + 1] ?? 0;
          b += data[i + 2] ?? 0;
        }
      }
      const k = 3 * (y * w + x);
      rgb[k] = r / n;
      rgb[k + 1] = g / n;
      rgb[k + 2] = b / n;
    }
  return { width: w, height: h, rgb };
}

/** Finds the even squares; gives the places in them. */
function markSquares(
  small: Small,
  { range, even }: { range: Uint8Array; even: number },
  colour: Uint8Array,
  state: Uint8Array,
): number[] {
  const { width, height } = small;
  const isSquare = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && (range[y * width + x] ?? 255) <= even;
  const meanAt = meansOf(small);
  const queue: number[] = [];
  const paint = (p: number, [r, g, b]: readonly [number, number, number]): void => {
    if (state[p] === 1) return;
    state[p] = 1;
    colour[3 * p] = r;
    colour[3 * p + 1] = g;
    colour[3 * p + 2] = b;
    queue.push(p);
  };
  for (let y = 0; y + SQUARE <= height; y++)
    for (let x = 0; x + SQUARE <= width; x++) {
      if (!isSquare(x, y)) continue;
      // What the squares to the left and above cover is painted already.
      const dx0 = isSquare(x - 1, y) ? SQUARE - 1 : 0;
      const dy0 = isSquare(x, y - 1) ? SQUARE - 1 : 0;
      const mean = meanAt(x, y);
      for (let dy = dy0; dy < SQUARE; dy++)
        for (let dx = dx0; dx < SQUARE; dx++) paint((y + dy) * width + x + dx, mean);
    }
  return queue;
}

/** The mean colours of squares: what little ink stands at the rim of one must not count for ground. */
function meansOf({ width, height, rgb }: Small): (x: number, y: number) => [number, number, number] {
  // Sums over all that lies above and to the left of a corner.
  const row = 3 * (width + 1);
  const sums = new Uint32Array(row * (height + 1));
  for (let y = 0; y < height; y++)
    for (let i = 3 * y * width, at = (y + 1) * row + 3, end = i + 3 * width; i < end; i++, at++)
      sums[at] = (rgb[i] ?? 0) + (sums[at - 3] ?? 0) + (sums[at - row] ?? 0) - (sums[at - row - 3] ?? 0);
  const [across, down] = [3 * SQUARE, SQUARE * row];
  const mean = (at: number): number =>
    ((sums[at + down + across] ?? 0) - (sums[at + down] ?? 0) - (sums[at + across] ?? 0) + (sums[at] ?? 0)) /
    SQUARE ** 2;
  return (x, y) => {
    const at = y * row + 3 * x;
    return [mean(at), mean(at + 1), mean(at + 2)];
  };
}

/** For each place the range of levels in the square from it on, of the channel where it is widest; 255 at the rim. */
function rangesOf({ width, height, rgb }: Small): Uint8Array {
  const range = new Uint8Array(width * height).fill(255);
  const [low, high] = [new Uint8Array(width * height), new Uint8Array(width * height)];
  for (let k = 0; k < 3; k++) {
    for (let p = 0; p < low.length; p++) low[p] = high[p] = rgb[3 * p + k] ?? 0;
    extremes(low, high, 1);
    extremes(low, high, width);
    for (let y = 0; y + SQUARE <= height; y++)
      for (let p = y * width, end = p + width - SQUARE; p <= end; p++) {
        const own = (high[p] ?? 0) - (low[p] ?? 0);
        if (k === 0 || own > (range[p] ?? 0)) range[p] = own;
      }
  }
  return range;
}

/** Puts in each place the least and the most of the seven from it on, `step` apart; what lies beyond a side is of no use. */
function extremes(low: Uint8Array, high: Uint8Array, step: number): void {
  // One, two and three further on: each time the reach of what was found before, until it is that of a square.
  for (const by of REACHES) {
    const ahead = by * step;
    for (let p = 0, end = low.length - ahead; p < end; p++) {
      const [least, most] = [low[p + ahead] ?? 0, high[p + ahead] ?? 0];
      if (least < (low[p] ?? 0)) low[p] = least;
      if (most > (high[p] ?? 0)) high[p] = most;
    }
  }
}

/** The range up to which a square is even: what grain alone makes, and no pale line in it. */
function evennessOf(range: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const r of range) counts[r] = (counts[r] ?? 0) + 1;
  let left = BARE * (range.length - (counts[255] ?? 0));
  let usual = 0;
  while (usual < 255 && left > 0) left -= counts[usual++] ?? 0;
  return Math.min(EVEN, Math.max(LEAST_EVEN, GRAIN * usual));
}

/** Lets ground go on where its colour does; all other places take that of the nearest ground. */
function spread(small: Small, near: number, colour: Uint8Array, state: Uint8Array, found: number[]): void {
  const { width, height, rgb } = small;
  const take = (from: number, to: number): void => {
    for (let k = 0; k < 3; k++) colour[3 * to + k] = colour[3 * from + k] ?? 0;
  };
  const goesOn = (from: number, to: number): boolean => {
    for (let k = 0; k < 3; k++)
      if (Math.abs((rgb[3 * to + k] ?? 0) - (colour[3 * from + k] ?? 0)) > near) return false;
    return true;
  };
  const walk = (queue: number[], mark: number, may: (from: number, to: number) => boolean): number[] => {
    const visit = (p: number, q: number): void => {
      if (state[q] !== 0 || !may(p, q)) return;
      state[q] = mark;
      take(p, q);
      queue.push(q);
    };
    for (let i = 0; i < queue.length; i++) {
      const p = queue[i] ?? 0;
      const x = p % width;
      if (x > 0) visit(p, p - 1);
      if (x < width - 1) visit(p, p + 1);
      if (p >= width) visit(p, p - width);
      if (p + width < width * height) visit(p, p + width);
    }
    return queue;
  };
  if (found.length === 0) {
    colour.fill(255);
    return;
  }
  walk(walk(found, 1, goesOn), 2, () => true);
}

function commonest(colour: Uint8Array): readonly [number, number, number] {
  const counts = new Map<number, number>();
  for (let i = 0; i < colour.length; i += 3) {
    const key =
      (((colour[i] ?? 0) >> 3) << 10) | (((colour[i + 1] ?? 0) >> 3) << 5) | ((colour[i + 2] ?? 0) >> 3);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  let [best, most] = [0x7fff, 0];
  for (const [key, count] of counts) if (count > most) [best, most] = [key, count];
  return [((best >> 10) << 3) + 4, (((best >> 5) & 31) << 3) + 4, ((best & 31) << 3) + 4];
}

/** Each place takes the mean of itself and the eight around it that are nearly alike. */
function smoothed(colour: Uint8Array, width: number, height: number): Uint8Array {
  const smooth = colour.slice();
  const row = 3 * width;
  for (let y = 1; y < height - 1; y++)
    for (let i = y * row + 3, end = (y + 1) * row - 3; i < end; i++) {
      const own = colour[i] ?? 0;
      let sum = 0;
      let n = 0;
      for (let j = i - row; j <= i + row; j += row)
        for (let q = j - 3; q <= j + 3; q += 3) {
          const v = colour[q] ?? 0;
          if (v - own > NEAR || own - v > NEAR) continue;
          sum += v;
          n++;
        }
      smooth[i] = sum / n;
    }
  return smooth;
}
