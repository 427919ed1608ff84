import type { Small } from "./small.js";
import { type Span, searchIn, spansFrom } from "./spans.js";

/** What is known of the ground: its places, and for each place of the picture its colour and whether it is one (1). */
export interface Drawn {
  places: Int32Array;
  planes: readonly Uint8Array[];
  state: Uint8Array;
}

/** Figures are no higher, points, and narrower than high, by this share: rings of charts are not. */
const HIGHEST = 60;
const NARROWER = 0.85;
/** A letter covers less of its rectangle than a cell, a bar or a band does. */
const FILLS = 0.7;
/** The widest stroke of a letter, share of its height; strokes narrower than this, points, are not looked at closer. */
const STROKE = 0.28;
const NARROW = 11;

interface Area {
  spans: readonly Span[];
  /** How many places they are. */
  size: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * Leaves out of the ground the bodies of large letters: the strokes of figures on tiles are as wide and even as the
 * ground between small writing. Gives the places that are left.
 */
export function withoutBodies(small: Small, near: number, { places, planes, state }: Drawn): Int32Array {
  const search = searchIn(small.width, small.height, small.planes);
  let dropped = false;
  for (const from of places) {
    if (search.seen[from] === 1) continue;
    for (let k = 0; k < planes.length; k++) {
      const level = planes[k]?.[from] ?? 0;
      search.low[k] = level - near;
      search.high[k] = level + near;
    }
    const area = areaOf(spansFrom(from, search), small.width);
    if (!isBody(area, small.width)) continue;
    for (const [first, end] of area.spans) state.fill(0, first, end);
    dropped = true;
  }
  return dropped ? places.filter((p) => state[p] === 1) : places;
}

function areaOf(spans: readonly Span[], width: number): Area {
  const area = { spans, size: 0, x0: Infinity, y0: Infinity, x1: 0, y1: 0 };
  for (const [from, to] of spans) {
    const x = from % width;
    const y = (from - x) / width;
    area.size += to - from;
    area.x0 = Math.min(area.x0, x);
    area.x1 = Math.max(area.x1, x + to - from);
    area.y0 = Math.min(area.y0, y);
    area.y1 = Math.max(area.y1, y + 1);
  }
  return area;
}

function isBody(area: Area, width: number): boolean {
  const [w, h] = [area.x1 - area.x0, area.y1 - area.y0];
  if (h > HIGHEST || w > NARROWER * h || area.size >= FILLS * w * h) return false;
  return widestSquare(area, width) < Math.max(NARROW, STROKE * h);
}

/** Side of the largest square within an area. */
function widestSquare({ spans, x0, y0, x1, y1 }: Area, width: number): number {
  const w = x1 - x0 + 1;
  const sides = new Uint8Array(w * (y1 - y0 + 1));
  const inside = new Uint8Array(sides.length);
  for (const [from, to] of spans) {
    const at = (Math.floor(from / width) - y0 + 1) * w + (from % width) - x0 + 1;
    inside.fill(1, at, at + to - from);
  }
  let most = 0;
  for (let i = w + 1; i < sides.length; i++) {
    if (inside[i] === 0) continue;
    const side = 1 + Math.min(sides[i - 1] ?? 0, sides[i - w] ?? 0, sides[i - w - 1] ?? 0);
    sides[i] = side;
    if (side > most) most = side;
  }
  return most;
}
