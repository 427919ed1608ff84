import type { Fill } from "../../model/index.js";
import type { Ground } from "./ground.js";

/** Levels by which an area differs from the paper, and within which it is one area. */
const TINT = 10;
const SAME = 14;
/** Smaller sides are not of interest, points. */
const LEAST = 8;
/** The share of its bounds that a rectangle fills. */
const FULL = 0.8;

/** Shaded rectangles: header bands, tiles, rows. `scale` is pixels of the whole picture a point. */
export function fillsOf(ground: Ground, scale: number): Fill[] {
  const { width, height, colour } = ground;
  const seen = new Uint8Array(width * height);
  const perPoint = scale / ground.factor;
  const fills: Fill[] = [];
  for (let p = 0; p < seen.length; p++) {
    if (seen[p] === 1) continue;
    const area = flood(ground, p, seen);
    const { x0, top, x1, bottom, count } = area;
    const [w, h] = [x1 - x0, bottom - top];
    if (w < LEAST * perPoint || h < LEAST * perPoint || count < FULL * w * h || isPaper(ground, p)) continue;
    const at = (v: number): number => v / perPoint;
    const hex = [0, 1, 2].map((k) => (colour[3 * p + k] ?? 0).toString(16).padStart(2, "0")).join("");
    fills.push({ box: { x0: at(x0), top: at(top), x1: at(x1), bottom: at(bottom) }, colour: `#${hex}` });
  }
  return fills;
}

function isPaper({ colour, paper }: Ground, p: number): boolean {
  return paper.every((v, k) => Math.abs(v - (colour[3 * p + k] ?? 0)) <= TINT);
}

interface Area {
  x0: number;
  top: number;
  x1: number;
  bottom: number;
  count: number;
}

/** Ground goes on where its colour changes little from place to place. */
function flood({ width, height, colour }: Ground, from: number, seen: Uint8Array): Area {
  const area = { x0: width, top: height, x1: 0, bottom: 0, count: 0 };
  const stack = [from];
  seen[from] = 1;
  const alike = (p: number, q: number): boolean => {
    for (let k = 0; k < 3; k++)
      if (Math.abs((colour[3 * p + k] ?? 0) - (colour[3 * q + k] ?? 0)) > SAME) return false;
    return true;
  };
  for (let p = stack.pop(); p !== undefined; p = stack.pop()) {
    const x = p % width;
    const y = (p - x) / width;
    area.x0 = Math.min(area.x0, x);
    area.x1 = Math.max(area.x1, x + 1);
    area.top = Math.min(area.top, y);
    area.bottom = Math.max(area.bottom, y + 1);
    area.count++;
    for (const [q, inside] of [
      [p - 1, x > 0],
      [p + 1, x < width - 1],
      [p - width, y > 0],
      [p + width, y < height - 1],
    ] as const) {
      if (!inside || seen[q] === 1 || !alike(p, q) || !alike(from, q)) continue;
      seen[q] = 1;
      stack.push(q);
    }
  }
  return area;
}
