import type { Box, Fill } from "../../model/index.js";
import type { Ground } from "./ground.js";
import type { Ruling } from "./rulings.js";
import { isOpen, type Search, type Span, searchIn, spansFrom } from "./spans.js";

/** Levels by which an area differs from the paper, and within which it is one area. */
const TINT = 7;
const SAME = 7;
/** Smaller sides are not of interest, points. */
const LEAST = 8;
/**
 * Tints this near to the paper are taken for what they are only as tiles and boxes, points: of the bands and columns
 * of a table the scan's grain and the halo of letters leave a part here and a part there, which would tear it.
 */
const PALE = 34;
const WIDE = 80;
const HIGH = 40;
const BOX = 150;

function isTile(wide: number, high: number): boolean {
  return high >= HIGH && (wide >= BOX || (wide >= WIDE && wide >= high));
}

/** A line is a side where so much of it lies along that side, this near, points. */
const SHARED = 0.8;
const BESIDE = 3;
/** Sides of one rectangle vary by this from row to row, points. */
const RAGGED = 6;
/** The same where one piece touches the next: corners are rounded. */
const ROUNDED = 12;
/** Pieces of one rectangle that a ruling line parts are no further apart, points. */
const PARTED = 5;

/** Levels within which places beside each other are one even spot; at rims, where two areas mix, there is none. */
const FLAT = 3;

/** Levels of a colour, in the planes of the ground. */
type Colour = readonly number[];

/** In a gradient each place would be left out over and over: after so many times it belongs to no area. */
const TRIES = 3;

interface Shade {
  box: Box;
  colour: Colour;
}

/** Shaded rectangles: header bands, tiles, rows. `scale` is pixels of the whole picture a point. */
export function fillsOf(ground: Ground, scale: number): Fill[] {
  const perPoint = scale / ground.factor;
  const shades = joined(shadesOf(ground, perPoint), perPoint);
  return shades.flatMap(({ box: { x0, top, x1, bottom }, colour }) => {
    const [wide, high] = [(x1 - x0) / perPoint, (bottom - top) / perPoint];
    if (Math.min(wide, high) < LEAST) return [];
    if (alike(colour, ground.paper, PALE) && !isTile(wide, high)) return [];
    const at = (v: number): number => v / perPoint;
    return [{ box: { x0: at(x0), top: at(top), x1: at(x1), bottom: at(bottom) }, colour: hexOf(colour) }];
  });
}

/** As `#rrggbb`. */
function hexOf(colour: Colour): string {
  const [red = 0, green = red, blue = red] = colour;
  return `#${[red, green, blue].map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;
}

function shadesOf(ground: Ground, perPoint: number): Shade[] {
  const flat = flatPlaces(ground);
  const { width, height, planes } = ground;
  const looked = {
    search: searchIn(width, height, planes),
    tries: new Uint8Array(flat.length),
    found: new Int32Array(flat.length),
    stack: new Int32Array(flat.length),
  };
  const shades: Shade[] = [];
  for (let p = 0; p < flat.length; p++) {
    if (looked.search.seen[p] !== 0 || flat[p] === 0) continue;
    const { spans, mean: colour } = areaAt(p, looked);
    if (alike(colour, ground.paper, TINT)) continue;
    for (const box of rectanglesOf(spans, ground.width, RAGGED * perPoint)) shades.push({ box, colour });
  }
  return shades;
}

/** Places (1) that have the colour of all four around them. */
function flatPlaces({ width, height, planes }: Ground): Uint8Array {
  const flat = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y++) flat.fill(1, y * width + 1, (y + 1) * width - 1);
  for (const plane of planes)
    for (let p = width; p < flat.length - width; p++) {
      const own = plane[p] ?? 0;
      const across = Math.max(Math.abs(own - (plane[p - 1] ?? 0)), Math.abs(own - (plane[p + 1] ?? 0)));
      const down = Math.max(Math.abs(own - (plane[p - width] ?? 0)), Math.abs(own - (plane[p + width] ?? 0)));
      if (across > FLAT || down > FLAT) flat[p] = 0;
    }
  return flat;
}

const alike = (a: Colour, b: Colour, levels: number): boolean =>
  a.every((v, k) => Math.abs(v - (b[k] ?? 0)) <= levels);

/** Cuts an area into rectangles where its sides change: a shaded column that crosses a shaded row. */
function rectanglesOf(spans: readonly Span[], width: number, ragged: number): Box[] {
  const open: Box[] = [];
  const done: Box[] = [];
  for (const [from, to] of spans.toSorted(([p], [q]) => p - q)) {
    const x0 = from % width;
    const [x1, y] = [x0 + to - from, (from - x0) / width];
    for (let i = open.length - 1; i >= 0; i--)
      if ((open[i]?.bottom ?? 0) < y) done.push(...open.splice(i, 1));
    const same = open.find(
      (box) => box.bottom === y && Math.abs(box.x0 - x0) <= ragged && Math.abs(box.x1 - x1) <= ragged,
    );
    if (same === undefined) open.push({ x0, x1, top: y, bottom: y + 1 });
    else same.bottom = y + 1;
  }
  return [...done, ...open];
}

/** Puts together rectangles of one colour, one below another, whose sides are level. */
function joined(shades: readonly Shade[], perPoint: number): Shade[] {
  const [ragged, apart] = [RAGGED * perPoint, PARTED * perPoint];
  const whole: Shade[] = [];
  for (const { box, colour } of shades.toSorted((p, q) => p.box.top - q.box.top)) {
    const above = whole.find((other) => {
      const level = box.top <= other.box.bottom ? ROUNDED * perPoint : ragged;
      return (
        box.top - other.box.bottom <= apart &&
        Math.abs(other.box.x0 - box.x0) <= level &&
        Math.abs(other.box.x1 - box.x1) <= level &&
        alike(other.colour, colour, SAME)
      );
    });
    if (above === undefined) whole.push({ box: { ...box }, colour });
    else {
      above.box.bottom = Math.max(above.box.bottom, box.bottom);
      above.box.x0 = Math.min(above.box.x0, box.x0);
      above.box.x1 = Math.max(above.box.x1, box.x1);
    }
  }
  return whole;
}

/** Whether a pale line is but the side of a shaded area: such sides come and go with the grain. */
export function isSide(ruling: Ruling, fills: readonly Fill[], scale: number): boolean {
  if (!ruling.pale) return false;
  const flat = ruling.orientation === "h";
  const at = (flat ? ruling.top + ruling.bottom : ruling.x0 + ruling.x1) / 2 / scale;
  const [from, to] = (flat ? [ruling.x0, ruling.x1] : [ruling.top, ruling.bottom]).map((v) => v / scale);
  return fills.some(({ box }) => {
    const sides = flat ? [box.top, box.bottom] : [box.x0, box.x1];
    const [start, end] = flat ? [box.x0, box.x1] : [box.top, box.bottom];
    const shared = Math.min(to ?? 0, end) - Math.max(from ?? 0, start);
    return sides.some((side) => Math.abs(side - at) <= BESIDE) && shared > SHARED * ((to ?? 0) - (from ?? 0));
  });
}

interface Area {
  spans: readonly Span[];
  /** Of its colours. */
  mean: Colour;
}

/** What was looked at, and how often each place was left out of an area; what is found at first stands in `found`. */
interface Looked {
  search: Search;
  tries: Uint8Array;
  found: Int32Array;
  stack: Int32Array;
}

/** Ground goes on where its colour is near the mean of what was found of it: paper has grain. */
function areaAt(from: number, looked: Looked): Area {
  const { search, tries } = looked;
  const { seen, planes } = search;
  const drawn = flood(from, looked);
  // The mean of the first places was not yet that of all: what it left out is looked at again.
  for (const p of drawn) seen[p] = 0;
  const spans = spansFrom(from, search);
  for (const p of drawn)
    if (seen[p] === 0) {
      const left = (tries[p] ?? 0) + 1;
      tries[p] = left;
      if (left === TRIES) seen[p] = 1;
    }
  return { spans, mean: planes.map((plane) => meanOf(plane, spans)) };
}

function meanOf(plane: Uint8Array, spans: readonly Span[]): number {
  let [sum, n] = [0, 0];
  for (const [from, to] of spans) {
    for (let p = from; p < to; p++) sum += plane[p] ?? 0;
    n += to - from;
  }
  return sum / n;
}

/** Looks for places whose colour is near the mean of those found before them, to which it sets the bounds. */
function flood(from: number, { search, found, stack }: Looked): Int32Array {
  const { width, height, planes, low, high, seen } = search;
  const sums = planes.map(() => 0);
  let [n, waiting] = [0, 1];
  const visit = (q: number): void => {
    if (!isOpen(search, q)) return;
    seen[q] = 1;
    stack[waiting++] = q;
  };
  seen[from] = 1;
  stack[0] = from;
  while (waiting > 0) {
    const p = stack[--waiting] ?? 0;
    const x = p % width;
    found[n++] = p;
    for (let k = 0; k < planes.length; k++) {
      const sum = (sums[k] ?? 0) + (planes[k]?.[p] ?? 0);
      sums[k] = sum;
      low[k] = sum / n - SAME;
      high[k] = sum / n + SAME;
    }
    if (x > 0) visit(p - 1);
    if (x < width - 1) visit(p + 1);
    if (p >= width) visit(p - width);
    if (p + width < width * height) visit(p + width);
  }
  return found.subarray(0, n);
}
