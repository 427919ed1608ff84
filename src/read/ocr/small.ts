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
  const means = (plane: Uint8Array): Uint8Array => meansOf(plane, raster.width, factor, { width, height });
  return { width, height, planes: raster.planes.map(means) };
}

function meansOf(
  plane: Uint8Array,
  across: number,
  factor: number,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const means = new Uint8Array(width * height);
  const n = factor * factor;
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy++) {
        const from = (y * factor + dy) * across + x * factor;
        for (let i = from; i < from + factor; i++) sum += plane[i] ?? 0;
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
