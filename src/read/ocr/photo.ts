import { groundOf } from "./ground.js";
import type { Raster } from "./raster.js";

/** Share of a drawing that is even ground, and of that ground that has one of its few colours. */
const EVEN = 0.4;
const ALIKE = 0.7;
const COLOURS = 8;
/** Share of a drawing, ground or not, that has one of its few colours. */
const COMMON = 0.5;

/** Whether a picture is a photograph: many colours, little even ground, or ground of many colours. Charts and tables have few. */
export function isPhoto(raster: Raster): boolean {
  const { width, height } = raster;
  const [reds = new Uint8Array(0), greens = reds, blues = reds] = raster.planes;
  // Most photographs are told at a glance.
  if (commonShare(width * height, (p) => keyOf(reds[p] ?? 0, greens[p] ?? 0, blues[p] ?? 0)) < COMMON)
    return true;
  const { bare, planes } = groundOf(raster);
  const places = Array.from(bare.keys()).filter((p) => bare[p] === 1);
  if (places.length < EVEN * bare.length) return true;
  const [red = bare, green = red, blue = red] = planes;
  const level = (plane: Uint8Array, i: number): number => (plane[places[i] ?? 0] ?? 0) >> 4;
  return (
    commonShare(places.length, (i) => (level(red, i) << 8) | (level(green, i) << 4) | level(blue, i)) < ALIKE
  );
}

/** A colour less what no one tells apart. */
function keyOf(red: number, green: number, blue: number): number {
  return ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
}

/** Share of the places that have one of the few commonest colours. */
function commonShare(places: number, keyAt: (place: number) => number): number {
  const counts = new Uint32Array(4096);
  for (let p = 0; p < places; p++) {
    const key = keyAt(p);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  const most = counts.sort().subarray(-COLOURS);
  return most.reduce((sum, count) => sum + count, 0) / Math.max(1, places);
}
