import type { Fill } from "../../model/index.js";
import type { Ground } from "./ground.js";

/** Levels by which an area differs from the paper, and within which it is one area. */
const TINT = 7;
const SAME = 9;
/** Smaller sides are not of interest, points. */
const LEAST = 8;
/** The share of its bounds that a rectangle fills. */
const FULL = 0.8;

/** Shaded rectangles: header bands, tiles, rows. `scale` is pixels of the whole picture a point. */
export function fillsOf(ground: Ground, scale: number): Fill[] {
  const { width, height } = ground;
  const seen = new Uint8Array(width * height);
  const perPoint = scale / ground.factor;
  const fills: Fill[] = [];
  for (let p = 0; p < seen.length; p++) {
    if (seen[p] === 1) continue;
    const area = flood(ground, p, seen);
    const { x0, top, x1, bottom, count, sums } = area;
    const [w, h] = [x1 - x0, bottom - top];
    const mean = sums.map((sum) => sum / count);
    const paper = ground.paper.every((v, k) => Math.abs(v - (mean[k] ?? 0)) <= TINT);
    if (w < LEAST * perPoint || h < LEAST * perPoint || count < FULL * w * h || paper) continue;
    const at = (v: number): number => v / perPoint;
    const hex = mean.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("");
    fills.push({ box: { x0: at(x0), top: at(top), x1: at(x1), bottom: at(bottom) }, colour: `#${hex}` });
  }
  return fills;
}

interface Area {
  x0: number;
  top: number;
  x1: number;
  bottom: number;
  count: number;
  /** Of its colours. */
  sums: [number, number, number];
}

/** Ground goes on where its colour is near the mean of what was found of it: paper has grain. */
function flood({ width, height, colour }: Ground, from: number, seen: Uint8Array): Area {
  const area = {
    x0: width,
    top: height,
    x1: 0,
    bottom: 0,
    count: 0,
    sums: [0, 0, 0] as [number, number, number],
  };
  const stack = [from];
  seen[from] = 1;
  const alike = (q: number): boolean =>
    area.sums.every((sum, k) => Math.abs(sum / area.count - (colour[3 * q + k] ?? 0)) <= SAME);
  for (let p = stack.pop(); p !== undefined; p = stack.pop()) {
    const x = p % width;
    const y = (p - x) / width;
    area.x0 = Math.min(area.x0, x);
    area.x1 = Math.max(area.x1, x + 1);
    area.top = Math.min(area.top, y);
    area.bottom = Math.max(area.bottom, y + 1);
    area.count++;
    for (const k of [0, 1, 2] as const) area.sums[k] += colour[3 * p + k] ?? 0;
    for (const [q, inside] of [
      [p - 1, x > 0],
      [p + 1, x < width - 1],
      [p - width, y > 0],
      [p + width, y < height - 1],
    ] as const) {
      if (!inside || seen[q] === 1 || !alike(q)) continue;
      seen[q] = 1;
      stack.push(q);
    }
  }
  return area;
}
