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
/** Levels that an even square varies by. */
const EVEN = 26;
/** Levels within which ground goes on. */
const NEAR = 14;

export function groundOf(raster: Raster): Ground {
  const factor = Math.max(1, Math.round(raster.scale / REDUCED));
  const small = reduced(raster, factor);
  const { width, height } = small;
  const colour = new Uint8Array(3 * width * height);
  const state = new Uint8Array(width * height);
  const queue = markSquares(small, colour, state);
  spread(small, colour, state, queue);
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
      let [r, g, b] = [0, 0, 0];
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
function markSquares(small: Small, colour: Uint8Array, state: Uint8Array): number[] {
  const { width, height } = small;
  const even = evenRuns(small);
  const sums = sumsOf(small);
  const queue: number[] = [];
  for (let y = 0; y + SQUARE <= height; y++) {
    // All but the last column of a square belongs to the square at its left, where that is even too.
    let known = 0;
    for (let x = 0; x + SQUARE <= width; x++) {
      if (!isSquare(small, even, x, y)) {
        known = 0;
        continue;
      }
      const [red, green, blue] = meanOf(sums, width, x, y);
      for (let dy = 0; dy < SQUARE; dy++)
        for (let p = (y + dy) * width + x + known, end = p + SQUARE - known; p < end; p++) {
          if (state[p] === 1) continue;
          state[p] = 1;
          colour[3 * p] = red;
          colour[3 * p + 1] = green;
          colour[3 * p + 2] = blue;
          queue.push(p);
        }
      known = SQUARE - 1;
    }
  }
  return queue;
}

/** The mean colour of a square: what little ink stands at its rim must not count for ground. */
function meanOf(sums: Uint32Array, width: number, x: number, y: number): [number, number, number] {
  const row = 3 * (width + 1);
  const [a, c] = [y * row + 3 * x, (y + SQUARE) * row + 3 * x];
  const [b, d] = [a + 3 * SQUARE, c + 3 * SQUARE];
  const mean = (k: number): number =>
    ((sums[d + k] ?? 0) - (sums[b + k] ?? 0) - (sums[c + k] ?? 0) + (sums[a + k] ?? 0)) / (SQUARE * SQUARE);
  return [mean(0), mean(1), mean(2)];
}

/** For each corner of a place, the three sums of all colours above and at the left of it. */
function sumsOf({ width, height, rgb }: Small): Uint32Array {
  const row = 3 * (width + 1);
  const sums = new Uint32Array(row * (height + 1));
  for (let y = 0; y < height; y++)
    for (let i = 0; i < 3 * width; i++) {
      const at = (y + 1) * row + i + 3;
      sums[at] =
        (sums[at - row] ?? 0) +
        (sums[at - 3] ?? 0) -
        (sums[at - row - 3] ?? 0) +
        (rgb[3 * y * width + i] ?? 0);
    }
  return sums;
}

/** For each place, whether the row of `SQUARE` places from it on is even. */
function evenRuns({ width, height, rgb }: Small): Uint8Array {
  const even = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x + SQUARE <= width; x++) {
      const p = y * width + x;
      let ok = true;
      for (let k = 0; ok && k < 3; k++) {
        let [low, high] = [255, 0];
        for (let dx = 0; dx < SQUARE; dx++) {
          const v = rgb[3 * (p + dx) + k] ?? 0;
          if (v < low) low = v;
          if (v > high) high = v;
        }
        ok = high - low <= EVEN;
      }
      if (ok) even[p] = 1;
    }
  return even;
}

function isSquare({ width, rgb }: Small, even: Uint8Array, x: number, y: number): boolean {
  const first = y * width + x;
  for (let dy = 0; dy < SQUARE; dy++) {
    const p = first + dy * width;
    if (even[p] !== 1) return false;
    for (let k = 0; k < 3; k++)
      if (Math.abs((rgb[3 * p + k] ?? 0) - (rgb[3 * first + k] ?? 0)) > EVEN) return false;
  }
  return true;
}

/** Lets ground go on where its colour does; all other places take that of the nearest ground. */
function spread(small: Small, colour: Uint8Array, state: Uint8Array, found: number[]): void {
  const { width, height, rgb } = small;
  const take = (from: number, to: number): void => {
    for (let k = 0; k < 3; k++) colour[3 * to + k] = colour[3 * from + k] ?? 0;
  };
  const goesOn = (from: number, to: number): boolean => {
    for (let k = 0; k < 3; k++)
      if (Math.abs((rgb[3 * to + k] ?? 0) - (colour[3 * from + k] ?? 0)) > NEAR) return false;
    return true;
  };
  const walk = (queue: number[], mark: number, may: (from: number, to: number) => boolean): number[] => {
    for (let i = 0; i < queue.length; i++) {
      const p = queue[i] ?? 0;
      const x = p % width;
      const y = (p - x) / width;
      for (const [q, inside] of [
        [p - 1, x > 0],
        [p + 1, x < width - 1],
        [p - width, y > 0],
        [p + width, y < height - 1],
      ] as const) {
        if (!inside || state[q] !== 0 || !may(p, q)) continue;
        state[q] = mark;
        take(p, q);
        queue.push(q);
      }
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
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++)
      for (let k = 0; k < 3; k++) {
        const own = colour[3 * (y * width + x) + k] ?? 0;
        let [sum, n] = [0, 0];
        for (let dy = -width; dy <= width; dy += width)
          for (let dx = -1; dx <= 1; dx++) {
            const v = colour[3 * (y * width + x + dy + dx) + k] ?? 0;
            if (Math.abs(v - own) > NEAR) continue;
            sum += v;
            n++;
          }
        smooth[3 * (y * width + x) + k] = sum / n;
      }
  return smooth;
}
