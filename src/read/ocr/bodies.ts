import { isNear, type Small } from "./small.js";

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
  places: Int32Array;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * Leaves out of the ground the bodies of large letters: the strokes of figures on tiles are as wide and even as the
 * ground between small writing. Gives the places that are left.
 */
export function withoutBodies(small: Small, near: number, drawn: Drawn): Int32Array {
  const { places, state } = drawn;
  const looked = { seen: new Uint8Array(state.length), trail: new Int32Array(state.length), length: 0 };
  let dropped = false;
  for (const from of places) {
    if (looked.seen[from] === 1) continue;
    const area = areaFrom(small, from, { near, drawn }, looked);
    if (!isBody(area, small.width)) continue;
    for (const p of area.places) state[p] = 0;
    dropped = true;
  }
  return dropped ? places.filter((p) => state[p] === 1) : places;
}

/** The places that belong to an area (1 in `seen`), one area after another in `trail`. */
interface Looked {
  seen: Uint8Array;
  trail: Int32Array;
  length: number;
}

/** The places around one that have its colour. */
function areaFrom(
  small: Small,
  from: number,
  { near, drawn }: { near: number; drawn: Drawn },
  looked: Looked,
): Area {
  const { width, height } = small;
  const { seen, trail } = looked;
  const start = looked.length;
  let [x0, y0, x1, y1] = [width, height, 0, 0];
  const visit = (q: number): void => {
    if (seen[q] === 1 || !isNear(small.planes, q, drawn.planes, from, near)) return;
    seen[q] = 1;
    trail[looked.length++] = q;
  };
  seen[from] = 1;
  trail[looked.length++] = from;
  for (let i = start; i < looked.length; i++) {
    const p = trail[i] ?? 0;
    const x = p % width;
    const y = (p - x) / width;
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x + 1);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y + 1);
    if (x > 0) visit(p - 1);
    if (x < width - 1) visit(p + 1);
    if (y > 0) visit(p - width);
    if (y < height - 1) visit(p + width);
  }
  return { places: trail.subarray(start, looked.length), x0, y0, x1, y1 };
}

function isBody(area: Area, width: number): boolean {
  const [w, h] = [area.x1 - area.x0, area.y1 - area.y0];
  if (h > HIGHEST || w > NARROWER * h || area.places.length >= FILLS * w * h) return false;
  return widestSquare(area, width) < Math.max(NARROW, STROKE * h);
}

/** Side of the largest square within an area. */
function widestSquare({ places, x0, y0, x1, y1 }: Area, width: number): number {
  const w = x1 - x0 + 1;
  const sides = new Uint8Array(w * (y1 - y0 + 1));
  const inside = new Uint8Array(sides.length);
  for (const p of places) inside[(Math.floor(p / width) - y0 + 1) * w + (p % width) - x0 + 1] = 1;
  let most = 0;
  for (let i = w + 1; i < sides.length; i++) {
    if (inside[i] === 0) continue;
    const side = 1 + Math.min(sides[i - 1] ?? 0, sides[i - w] ?? 0, sides[i - w - 1] ?? 0);
    sides[i] = side;
    if (side > most) most = side;
  }
  return most;
}
