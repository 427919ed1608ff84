import type { Raster } from "./raster.js";

/** A picture made small. Grey ones have one plane, others three: red, green and blue; a byte a place. */
export interface Small {
  width: number;
  height: number;
  planes: readonly Uint8Array[];
}

/** The mean over squares of so many pixels. */
export function reduced(raster: Raster, factor: number): Small {
  const width = Math.max(1, Math.floor(raster.width / factor));
  const height = Math.max(1, Math.floor(raster.height / factor));
  const channels = isGrey(raster) ? [0] : [0, 1, 2];
  return { width, height, planes: channels.map((k) => meansOf(raster, factor, { width, height, k })) };
}

/** Most scans are: what holds for one channel holds for all. */
function isGrey({ data }: Raster): boolean {
  for (let i = 0; i < data.length; i += 4)
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false;
  return true;
}

/** Of one channel. */
function meansOf(
  raster: Raster,
  factor: number,
  { width, height, k }: { width: number; height: number; k: number },
): Uint8Array {
  const { data } = raster;
  const means = new Uint8Array(width * height);
  const n = factor * factor;
  const across = 4 * factor;
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy++) {
        const from = 4 * ((y * factor + dy) * raster.width + x * factor) + k;
        for (let i = from; i < from + across; i += 4) sum += data[i] ?? 0;
      }
      means[p] = sum / n;
    }
  return means;
}

/** Whether in all planes place `p` of the one picture is within so many levels of `q` of the other. */
export function isNear(
  one: readonly Uint8Array[],
  p: number,
  other: readonly Uint8Array[],
  q: number,
  levels: number,
): boolean {
  for (let k = 0; k < one.length; k++)
    if (Math.abs((one[k]?.[p] ?? 0) - (other[k]?.[q] ?? 0)) > levels) return false;
  return true;
}
