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
  const level = new Uint8Array(width * height);
  const border = bordersOf(ground);
  for (let y = 0; y < height; y++) {
    const gy = Math.min(ground.height - 1, Math.floor(y / ground.factor));
    for (let x = 0; x < width; x++) {
      const g = gy * ground.width + Math.min(ground.width - 1, Math.floor(x / ground.factor));
      const i = 4 * (y * width + x);
      level[y * width + x] = border[g] === 1 ? outside(data, i, ground, g) : contrast(data, i, ground, g);
    }
  }
  return { width, height, level };
}

function contrast(data: Uint8ClampedArray, i: number, { colour }: Ground, g: number): number {
  const r = Math.abs((data[i] ?? 0) - (colour[3 * g] ?? 0));
  const v = Math.abs((data[i + 1] ?? 0) - (colour[3 * g + 1] ?? 0));
  const b = Math.abs((data[i + 2] ?? 0) - (colour[3 * g + 2] ?? 0));
  return Math.max(r, v, b);
}

/** Where two grounds meet a pixel may be of either, or a mixture: only what lies beyond both stands out. */
function outside(data: Uint8ClampedArray, i: number, ground: Ground, g: number): number {
  let most = 0;
  for (let k = 0; k < 3; k++) {
    let [low, high] = [255, 0];
    for (const step of [0, -1, 1, -ground.width, ground.width]) {
      const v = ground.colour[3 * (g + step) + k];
      if (v === undefined) continue;
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    const v = data[i + k] ?? 0;
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
