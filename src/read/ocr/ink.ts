import type { Ground } from "./ground.js";
import type { Raster } from "./raster.js";

/** How far each pixel stands out from its ground: 0 for bare ground, whatever the colours. */
export interface Ink {
  width: number;
  height: number;
  level: Uint8Array;
}

/** Levels from which on a pixel is ink: above grain and the halo of JPEG files, below pale print. */
export const INKED = 56;

export function inkOf(raster: Raster, ground: Ground): Ink {
  const { width, height, data } = raster;
  const { factor, colour } = ground;
  const level = new Uint8Array(width * height);
  const border = bordersOf(ground);
  const columns = Uint32Array.from({ length: width }, (_, x) =>
    Math.min(ground.width - 1, Math.floor(x / factor)),
  );
  for (let y = 0; y < height; y++) {
    const row = Math.min(ground.height - 1, Math.floor(y / factor)) * ground.width;
    for (let x = 0, p = y * width; x < width; x++, p++) {
      const g = row + (columns[x] ?? 0);
      level[p] = border[g] === 1 ? outside(data, 4 * p, ground, g) : contrast(data, 4 * p, colour, 3 * g);
    }
  }
  return { width, height, level };
}

function contrast(data: Uint8ClampedArray, i: number, colour: Uint8Array, c: number): number {
  const r = Math.abs((data[i] ?? 0) - (colour[c] ?? 0));
  const v = Math.abs((data[i + 1] ?? 0) - (colour[c + 1] ?? 0));
  const b = Math.abs((data[i + 2] ?? 0) - (colour[c + 2] ?? 0));
  return Math.max(r, v, b);
}

/** Where two grounds meet a pixel may be of either, or a mixture: only what lies beyond both stands out. */
function outside(data: Uint8ClampedArray, i: number, { width, colour }: Ground, g: number): number {
  let most = 0;
  for (let k = 0; k < 3; k++) {
    const at = 3 * g + k;
    const own = colour[at] ?? 0;
    const [before, after] = [colour[at - 3] ?? own, colour[at + 3] ?? own];
    const [above, below] = [colour[at - 3 * width] ?? own, colour[at + 3 * width] ?? own];
    const v = data[i + k] ?? 0;
    const low = Math.min(own, before, after, above, below);
    const high = Math.max(own, before, after, above, below);
    most = Math.max(most, low - v, v - high);
  }
  return most;
}

/** Levels by which two grounds differ. */
const TINT = 12;

/** Places whose neighbours have another ground. */
export function bordersOf({ width, height, colour }: Ground): Uint8Array {
  const border = new Uint8Array(width * height);
  const differ = (p: number, q: number): boolean => {
    for (let k = 0; k < 3; k++)
      if (Math.abs((colour[3 * p + k] ?? 0) - (colour[3 * q + k] ?? 0)) > TINT) return true;
    return false;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (x + 1 < width && differ(p, p + 1)) border[p] = border[p + 1] = 1;
      if (y + 1 < height && differ(p, p + width)) border[p] = border[p + width] = 1;
    }
  return border;
}
