import { levelsOf, type Raster } from "./raster.js";

/** Levels by which a speck stands out from the points around it, and by which it surely is no grain. */
const OUT = 40;
const FAR_OUT = 60;
/** From this share of the points on specks are noise of the scan: writing has hardly one by itself. */
const NOISE = 0.0003;
/** Rows between those that are looked at for that. */
const APART = 16;

/**
 * A scan without salt and pepper: single points, or two side by side, that stand out from all around them take the mean
 * of these. Scans with less of it are left as they are.
 */
export function withoutSpecks(raster: Raster): Raster {
  const { width, height } = raster;
  const grey = levelsOf(raster);
  let [looked, found] = [0, 0];
  for (let y = 1; y < height - 1; y += APART)
    for (let x = 1; x < width - 1; x++, looked++)
      if (likesOf(grey, y * width + x, width, FAR_OUT) === 0) found++;
  if (found < NOISE * looked) return raster;
  const planes = raster.planes.map((plane) => plane.slice());
  for (let y = 1; y < height - 1; y++)
    for (let p = y * width + 1, end = (y + 1) * width - 1; p < end; p++)
      if (isSpeck(grey, p, width))
        for (const [k, plane] of planes.entries()) plane[p] = meanAround(raster.planes[k] ?? plane, p, width);
  return { ...raster, planes };
}

/** Whether a point stands alone, or with one other: the end of a stroke goes on. */
function isSpeck(grey: Uint8Array, p: number, width: number): boolean {
  const likes = likesOf(grey, p, width, OUT);
  if (likes !== 1) return likes === 0;
  for (let j = p - width - 1; j <= p + width - 1; j += width)
    for (let q = j; q < j + 3; q++)
      if (q !== p && Math.abs((grey[q] ?? 0) - (grey[p] ?? 0)) <= OUT)
        return likesOf(grey, q, width, OUT) <= 1;
  return false;
}

/** How many of the eight points around one are like it; 8 where some of the others are darker and some lighter. */
function likesOf(grey: Uint8Array, p: number, width: number, levels: number): number {
  const own = grey[p] ?? 0;
  const [left, right] = [(grey[p - 1] ?? 0) - own, (grey[p + 1] ?? 0) - own];
  // Nearly all points end here: those beside them are like them.
  if (Math.abs(left) <= levels && Math.abs(right) <= levels) return 8;
  let [darker, lighter] = [0, 0];
  for (let j = p - width - 1; j <= p + width - 1; j += width)
    for (let q = j; q < j + 3; q++) {
      const off = (grey[q] ?? 0) - own;
      if (off > levels) darker++;
      else if (off < -levels) lighter++;
    }
  return darker > 0 && lighter > 0 ? 8 : 8 - darker - lighter;
}

/** The mean of the eight points around one, less the two that are farthest off. */
function meanAround(plane: Uint8Array, p: number, width: number): number {
  let [sum, least, most] = [0, 255, 0];
  for (let j = p - width - 1; j <= p + width - 1; j += width)
    for (let q = j; q < j + 3; q++) {
      if (q === p) continue;
      const v = plane[q] ?? 0;
      sum += v;
      if (v < least) least = v;
      if (v > most) most = v;
    }
  return (sum - least - most) / 6;
}
