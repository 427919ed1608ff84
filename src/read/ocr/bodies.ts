/** A picture at about one pixel a point, three bytes a pixel. */
interface Small {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/** What looks like ground: its places, and for each place of the picture its colour and whether it is one (1). */
interface Found {
  places: number[];
  colour: Uint8Array;
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
  places: number[];
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * Leaves out of the ground the bodies of large letters: the strokes of figures on tiles are as wide and even as the
 * ground between small writing. Gives the places that are left.
 */
export function withoutBodies(small: Small, near: number, { places, colour, state }: Found): number[] {
  const seen = new Uint8Array(state.length);
  let dropped = false;
  for (const from of places) {
    if (seen[from] === 1) continue;
    const area = areaFrom(small, from, near, colour, seen);
    if (!isBody(area, small.width)) continue;
    for (const p of area.places) state[p] = 0;
    dropped = true;
  }
  return dropped ? places.filter((p) => state[p] === 1) : places;
}

/** The places around one that have its colour. */
function areaFrom(
  { width, height, rgb }: Small,
  from: number,
  near: number,
  colour: Uint8Array,
  seen: Uint8Array,
): Area {
  const [r, g, b] = [colour[3 * from] ?? 0, colour[3 * from + 1] ?? 0, colour[3 * from + 2] ?? 0];
  const area: Area = { places: [from], x0: width, y0: height, x1: 0, y1: 0 };
  seen[from] = 1;
  const visit = (q: number): void => {
    if (seen[q] === 1) return;
    if (Math.abs((rgb[3 * q] ?? 0) - r) > near || Math.abs((rgb[3 * q + 1] ?? 0) - g) > near) return;
    if (Math.abs((rgb[3 * q + 2] ?? 0) - b) > near) return;
    seen[q] = 1;
    area.places.push(q);
  };
  for (let i = 0; i < area.places.length; i++) {
    const p = area.places[i] ?? 0;
    const x = p % width;
    const y = (p - x) / width;
    area.x0 = Math.min(area.x0, x);
    area.x1 = Math.max(area.x1, x + 1);
    area.y0 = Math.min(area.y0, y);
    area.y1 = Math.max(area.y1, y + 1);
    if (x > 0) visit(p - 1);
    if (x < width - 1) visit(p + 1);
    if (y > 0) visit(p - width);
    if (y < height - 1) visit(p + width);
  }
  return area;
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
