import type { Component } from "./components.js";
import { INKED, type Ink } from "./ink.js";

/** Where the ink of a tick lies, shares of its width and height: its point below, its short arm on the left, its long one up to the right. */
const POINT = [0.15, 0.55] as const;
const LEFT = [0.35, 0.9] as const;
const TIP = 0.75;
const RIGHT = 0.35;
/** It is about as wide as high within this ratio, and covers so much of its rectangle at most. */
const ROUND = 1.7;
const FULL = 0.5;

/** Whether ink is a tick: the engine takes one for a v, a 4 or a root. */
export function isTick(c: Component, ink: Ink): boolean {
  const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
  if (Math.max(w, h) > ROUND * Math.min(w, h) || c.area > FULL * w * h || Math.min(w, h) < 8) return false;
  const [edgeX, edgeY] = [Math.max(1, Math.round(w / 8)), Math.max(1, Math.round(h / 8))];
  const bottom = middleOf(ink, { ...c, top: c.bottom - edgeY });
  const top = middleOf(ink, { ...c, bottom: c.top + edgeY });
  const left = middleOf(ink, { ...c, x1: c.x0 + edgeX });
  const right = middleOf(ink, { ...c, x0: c.x1 - edgeX });
  const across = (x: number): number => (x - c.x0) / w;
  const down = (y: number): number => (y - c.top) / h;
  const within = (v: number, [from, to]: readonly [number, number]): boolean => v >= from && v <= to;
  return (
    within(across(bottom.x), POINT) &&
    across(top.x) >= TIP &&
    within(down(left.y), LEFT) &&
    down(right.y) <= RIGHT
  );
}

/** The middle of the ink within bounds. */
function middleOf(ink: Ink, { x0, top, x1, bottom }: Omit<Component, "area">): { x: number; y: number } {
  let [n, sx, sy] = [0, 0, 0];
  for (let y = top; y < bottom; y++)
    for (let x = x0; x < x1; x++) {
      if ((ink.level[y * ink.width + x] ?? 0) < INKED) continue;
      n++;
      sx += x + 0.5;
      sy += y + 0.5;
    }
  return { x: sx / Math.max(1, n), y: sy / Math.max(1, n) };
}
