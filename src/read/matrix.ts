import type { Box } from "../model/index.js";

/** `[a b c d e f]` as in ISO 32000-1, 8.3.4: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that applies `inner` first, then `outer`. */
export function compose(outer: Matrix, inner: ArrayLike<number>): Matrix {
  const [a, b, c, d, e, f] = outer;
  const at = (i: number): number => inner[i] ?? 0;
  return [
    a * at(0) + c * at(1),
    b * at(0) + d * at(1),
    a * at(2) + c * at(3),
    b * at(2) + d * at(3),
    a * at(4) + c * at(5) + e,
    b * at(4) + d * at(5) + f,
  ];
}

/** The upright box around a mapped rectangle. */
export function mapBox(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const [a, b, c, d, e, f] = m;
  const xs = [a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1];
  const ys = [b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1];
  return {
    x0: Math.min(...xs) + e,
    top: Math.min(...ys) + f,
    x1: Math.max(...xs) + e,
    bottom: Math.max(...ys) + f,
  };
}

/** What two boxes share; with `x1 < x0` or `bottom < top` where they do not meet. */
export function intersect(p: Box, q: Box): Box {
  return {
    x0: Math.max(p.x0, q.x0),
    top: Math.max(p.top, q.top),
    x1: Math.min(p.x1, q.x1),
    bottom: Math.min(p.bottom, q.bottom),
  };
}

export function isEmpty(box: Box): boolean {
  return box.x1 < box.x0 || box.bottom < box.top;
}

/** How much a matrix enlarges lengths, on average over directions. */
export function meanScale(m: Matrix): number {
  return Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]));
}
