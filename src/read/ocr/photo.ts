import { groundOf } from "./ground.js";
import type { Raster } from "./raster.js";

/** Share of a drawing that is even ground, and of that ground that has one of its few colours. */
const EVEN = 0.4;
const ALIKE = 0.7;
const COLOURS = 8;

/** Whether a picture is a photograph: little even ground, or ground of many colours. Charts and tables have few. */
export function isPhoto(raster: Raster): boolean {
  const { bare, colour } = groundOf(raster);
  const counts = new Map<number, number>();
  let n = 0;
  bare.forEach((is, p) => {
    if (is !== 1) return;
    n++;
    const key = [0, 1, 2].reduce((sum, k) => sum * 16 + ((colour[3 * p + k] ?? 0) >> 4), 0);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const most = [...counts.values()].sort((p, q) => q - p).slice(0, COLOURS);
  return n < EVEN * bare.length || most.reduce((sum, count) => sum + count, 0) < ALIKE * n;
}
