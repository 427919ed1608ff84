import type { Raster } from "./raster.js";

/** Levels by which a speck stands out from all but one of the points around it: more than grain does. */
const OUT = 40;
/** From this share of the points on specks are noise of the scan; the points of letters stand together. */
const NOISE = 0.0004;
/** Rows between those that are looked at for that. */
const APART = 16;

/**
 * A scan without salt and pepper: single points, or two side by side, that stand out from all around them take the mean
 * of these. Scans with less of it are left as they are.
 */
export function withoutSpecks(raster: Raster): Raster {
  const { width, height, scale } = raster;
  const grey = levelsOf(raster);
  let [looked, found] = [0, 0];
  for (let y = 1; y < height - 1; y += APART)
    for (let x = 1; x < width - 1; x++, looked++) if (isSpeck(grey, y * width + x, width)) found++;
  if (found < NOISE * looked) return raster;
  const data = raster.data.slice();
  for (let y = 1; y < height - 1; y++)
    for (let p = y * width + 1, end = (y + 1) * width - 1; p < end; p++)
      if (isSpeck(grey, p, width)) blend(raster.data, data, p, width);
  return { width, height, data, scale };
}

function levelsOf({ width, height, data }: Raster): Uint8Array {
  const grey = new Uint8Array(width * height);
  for (let p = 0, i = 0; p < grey.length; p++, i += 4)
    grey[p] = ((data[i] ?? 0) + 2 * (data[i + 1] ?? 0) + (data[i + 2] ?? 0)) >> 2;
  return grey;
}

/** Whether a point is darker, or lighter, than at least seven of the eight around it. */
function isSpeck(grey: Uint8Array, p: number, width: number): boolean {
  const own = grey[p] ?? 0;
  const [left, right] = [(grey[p - 1] ?? 0) - own, (grey[p + 1] ?? 0) - own];
  // Nearly all points end here: one of the two beside them is like them, and the other as well.
  if (Math.abs(left) <= OUT && Math.abs(right) <= OUT) return false;
  let [darker, lighter] = [0, 0];
  for (let j = p - width - 1; j <= p + width - 1; j += width)
    for (let q = j; q < j + 3; q++) {
      const off = (grey[q] ?? 0) - own;
      if (off > OUT) darker++;
      else if (off < -OUT) lighter++;
    }
  return darker >= 7 || lighter >= 7;
}

/** Puts into `to` at a point the mean of the eight around it in `from`, less the two that are farthest off. */
function blend(from: Uint8ClampedArray, to: Uint8ClampedArray, p: number, width: number): void {
  for (let k = 0; k < 3; k++) {
    let [sum, least, most] = [0, 255, 0];
    for (let j = p - width - 1; j <= p + width - 1; j += width)
      for (let q = j; q < j + 3; q++) {
        if (q === p) continue;
        const v = from[4 * q + k] ?? 0;
        sum += v;
        if (v < least) least = v;
        if (v > most) most = v;
      }
    to[4 * p + k] = (sum - least - most) / 6;
  }
}
