import type { Box } from "../model/index.js";
import type { Matrix } from "./matrix.js";

/** One subpath on the displayed page: corner points, curves by points on them. */
export interface Shape {
  /** x, y, x, y … */
  points: number[];
  closed: boolean;
  /** For each point, whether a straight line leads to it. */
  straight: boolean[];
}

/** pdf.js's path codes, each followed by its coordinates. */
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;

/** The subpaths of a constructPath buffer, mapped to the displayed page. */
export function shapesOf(path: ArrayLike<number>, m: Matrix): Shape[] {
  const shapes: Shape[] = [];
  let shape: Shape = { points: [], closed: false, straight: [] };
  const at = (i: number): number => path[i] ?? 0;
  const push = (x: number, y: number, straight: boolean): void => {
    shape.points.push(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
    shape.straight.push(straight);
  };
  const start = (): void => {
    if (shape.points.length > 2) shapes.push(shape);
    shape = { points: [], closed: false, straight: [] };
  };
  let x = 0;
  let y = 0;
  for (let i = 0; i < path.length; ) {
    const code = path[i++];
    if (code === CLOSE) {
      shape.closed = true;
      continue;
    }
    const n = code === CURVE ? 6 : code === QUADRATIC ? 4 : 2;
    if (code === MOVE) start();
    if (code === MOVE || code === LINE) push(at(i), at(i + 1), code === LINE);
    else {
      const controls = [at(i), at(i + 1), at(i + n - 4), at(i + n - 3)] as const;
      const [c1x, c1y, c2x, c2y] = controls;
      const ex = at(i + n - 2);
      const ey = at(i + n - 1);
      // The middle of the curve (a quadratic one has its single control point doubled: close enough).
      push((x + 3 * c1x + 3 * c2x + ex) / 8, (y + 3 * c1y + 3 * c2y + ey) / 8, false);
      push(ex, ey, false);
    }
    x = at(i + n - 2);
    y = at(i + n - 1);
    i += n;
  }
  start();
  return shapes;
}

export function boundsOf(shape: Shape): Box {
  const box = { x0: Infinity, top: Infinity, x1: -Infinity, bottom: -Infinity };
  for (let i = 0; i < shape.points.length; i += 2) {
    const x = shape.points[i] ?? 0;
    const y = shape.points[i + 1] ?? 0;
    if (x < box.x0) box.x0 = x;
    if (x > box.x1) box.x1 = x;
    if (y < box.top) box.top = y;
    if (y > box.bottom) box.bottom = y;
  }
  return box;
}

/** The signed area inside a shape, square points: its sign tells the direction of turning. */
function signedArea(shape: Shape): number {
  const { points } = shape;
  let sum = 0;
  for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2)
    sum += (points[j] ?? 0) * (points[i + 1] ?? 0) - (points[i] ?? 0) * (points[j + 1] ?? 0);
  return sum / 2;
}

/** The share of its bounds that a shape with the look of a rectangle fills; round corners allowed. */
const FULL = 0.9;

export function isRectangle(shape: Shape, bounds: Box): boolean {
  const area = (bounds.x1 - bounds.x0) * (bounds.bottom - bounds.top);
  return area > 0 && Math.abs(signedArea(shape)) >= FULL * area;
}

/** Greatest side of a dot, points, by how much its sides may differ, and the least share of its bounds that it fills. */
const DOT = { side: 6, ratio: 1.25, full: 0.45 };

/** Whether a shape of any outline is as small as the mark before a list item: a disc, a lozenge, an arrow head. */
export function isDot(shape: Shape, bounds: Box): boolean {
  const [w, h] = [bounds.x1 - bounds.x0, bounds.bottom - bounds.top];
  const square = Math.max(w, h) <= Math.min(DOT.side, DOT.ratio * Math.min(w, h));
  return square && Math.abs(signedArea(shape)) >= DOT.full * w * h;
}

/** The bounds of a small round shape drawn with a pen that leaves its middle blank; undefined for anything else. */
export function ringOf(shape: Shape, width: number): Box | undefined {
  if (!shape.closed || shape.straight.some((straight) => straight)) return undefined;
  const bounds = boundsOf(shape);
  if (width > DOT.side / 2 || !isDot(shape, bounds)) return undefined;
  const half = width / 2;
  const { x0, x1, top, bottom } = bounds;
  return { x0: x0 - half, x1: x1 + half, top: top - half, bottom: bottom + half };
}

/** Whether a path is one upright rectangle with sharp corners. */
export function isBox(path: ArrayLike<number>, m: Matrix): boolean {
  const [shape, ...others] = shapesOf(path, m);
  if (shape === undefined || others.length > 0) return false;
  const { x0, x1, top, bottom } = boundsOf(shape);
  return Math.abs(signedArea(shape)) >= 0.995 * (x1 - x0) * (bottom - top);
}

/** The boxes of the horizontal and vertical straight lines of a shape, as thick as the pen. */
export function ruledSides(shape: Shape, width: number): Box[] {
  const { points, straight } = shape;
  const half = width / 2;
  const sides: Box[] = [];
  const n = straight.length;
  for (let k = shape.closed ? 0 : 1; k < n; k++) {
    const j = k === 0 ? n - 1 : k - 1;
    if (k > 0 && straight[k] !== true) continue;
    const [x0, y0, x1, y1] = [points[2 * j], points[2 * j + 1], points[2 * k], points[2 * k + 1]];
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) continue;
    const dx = Math.abs(x1 - x0);
    const dy = Math.abs(y1 - y0);
    const length = Math.max(dx, dy);
    // A line is level where it leaves the level by less than its own thickness and half a degree or so.
    if (length === 0 || Math.min(dx, dy) > Math.min(1, 0.01 * length + 0.05)) continue;
    const level = dx >= dy;
    sides.push({
      x0: Math.min(x0, x1) - (level ? 0 : half),
      x1: Math.max(x0, x1) + (level ? 0 : half),
      top: Math.min(y0, y1) - (level ? half : 0),
      bottom: Math.max(y0, y1) + (level ? half : 0),
    });
  }
  return sides;
}

/** A filled area at most this thick, points, is a line; or up to `STOUT` where it is `SLENDER` times as long. */
const THIN = 2;
const STOUT = 3.5;
const SLENDER = 20;

export function isThin(box: Box): boolean {
  const w = box.x1 - box.x0;
  const h = box.bottom - box.top;
  const thickness = Math.min(w, h);
  return thickness <= THIN || (thickness <= STOUT && Math.max(w, h) >= SLENDER * thickness);
}

/** The four sides of a frame drawn as one rectangle inside another; undefined for anything else. */
export function frameSides(
  outer: Shape,
  inner: Shape | undefined,
  rule: "evenOdd" | "nonZero",
): Box[] | undefined {
  if (inner === undefined) return undefined;
  if (rule === "nonZero" && signedArea(outer) * signedArea(inner) > 0) return undefined;
  const o = boundsOf(outer);
  const i = boundsOf(inner);
  const within = i.x0 >= o.x0 && i.x1 <= o.x1 && i.top >= o.top && i.bottom <= o.bottom;
  if (!within || !isRectangle(outer, o) || !isRectangle(inner, i)) return undefined;
  return [
    { ...o, bottom: i.top },
    { ...o, top: i.bottom },
    { ...o, x1: i.x0 },
    { ...o, x0: i.x1 },
  ].filter((side) => side.x1 - side.x0 > 0.01 && side.bottom - side.top > 0.01);
}
