import type { Box, Edge, Fill, Page } from "../model/index.js";
import { heightOf, hull, widthOf } from "./line.js";

/** Ground that sets some text apart: a shaded tile, a framed box. */
export interface Region {
  box: Box;
  /** `#rrggbb` of the shade; empty for a frame. */
  colour: string;
}

/** Smallest sides of a region, in points. */
const WIDTH = 24;
const HEIGHT = 12;
/** Share of the page from which a shade is the page's own ground. */
const GROUND = 0.7;
/** Ground of one line is lower, in points; share of the shorter line that stands over or under the longer one. */
const LINE = 24;
const OVER = 0.6;
/** Tolerance for sides that meet, in points. */
const NEAR = 2.5;

const near = (a: number, b: number): boolean => Math.abs(a - b) <= NEAR;

/** Rectangles that four drawn lines enclose. */
function framesOf(edges: readonly Edge[]): Box[] {
  const flat = edges
    .filter((e) => e.orientation === "h" && widthOf(e.box) >= WIDTH)
    .sort((a, b) => a.box.top - b.box.top);
  const upright = edges.filter((e) => e.orientation === "v" && heightOf(e.box) >= HEIGHT);
  const frames: Box[] = [];
  for (const [i, head] of flat.entries()) {
    const { x0, x1, top } = head.box;
    const sideAt = (x: number): Edge | undefined =>
      upright.find((e) => near(e.box.x0, x) && e.box.top <= top + 8 && e.box.bottom > top + HEIGHT);
    if (sideAt(x0) === undefined || sideAt(x1) === undefined) continue;
    const foot = flat
      .slice(i + 1)
      .find((e) => near(e.box.x0, x0) && near(e.box.x1, x1) && e.box.top > top + HEIGHT);
    if (foot !== undefined) frames.push({ x0, top, x1, bottom: foot.box.bottom });
  }
  return frames;
}

const alike = (a: Box, b: Box): boolean =>
  near(a.x0, b.x0) && near(a.top, b.top) && near(a.x1, b.x1) && near(a.bottom, b.bottom);

/** Ground as low as a line and as wide as its text: lines of one text have it in turn, however long each is. */
function isNextLine(line: Box, next: Box): boolean {
  const shared = Math.min(line.x1, next.x1) - Math.max(line.x0, next.x0);
  return (
    Math.max(heightOf(line), heightOf(next)) < LINE &&
    shared > OVER * Math.min(widthOf(line), widthOf(next)) &&
    near(heightOf(line), heightOf(next))
  );
}

/** Shades of one colour that lie under one another without a gap are one: the ground of a text is drawn line by line. */
function joined(fills: readonly Fill[]): Region[] {
  const shades: (Region & { last: Box })[] = [];
  for (const { box, colour } of [...fills].sort((a, b) => a.box.top - b.box.top)) {
    const above = shades.find(
      (s) =>
        s.colour === colour &&
        Math.abs(s.box.bottom - box.top) < 1 &&
        ((near(s.box.x0, box.x0) && near(s.box.x1, box.x1)) || isNextLine(s.last, box)),
    );
    if (above === undefined) shades.push({ box: { ...box }, colour, last: box });
    else {
      above.box = hull([above.box, box]);
      above.last = box;
    }
  }
  return shades.map(({ box, colour }) => ({ box, colour }));
}

/** The page's regions, the smallest first. */
export function regionsOf(page: Page): Region[] {
  const area = page.width * page.height;
  const shades = joined(page.fills);
  const frames = framesOf(page.edges).map((box) => ({ box, colour: "" }));
  const regions: Region[] = [];
  for (const region of [...shades, ...frames]) {
    const [w, h] = [widthOf(region.box), heightOf(region.box)];
    if (w < WIDTH || h < HEIGHT || w * h > GROUND * area) continue;
    if (!regions.some((r) => alike(r.box, region.box))) regions.push(region);
  }
  return regions.sort((a, b) => widthOf(a.box) * heightOf(a.box) - widthOf(b.box) * heightOf(b.box));
}

/** Whether the middle of `inner` stands in `outer`, and nearly all of it does. */
export function holds(outer: Box, inner: Box): boolean {
  const x = Math.min(outer.x1, inner.x1) - Math.max(outer.x0, inner.x0);
  const y = Math.min(outer.bottom, inner.bottom) - Math.max(outer.top, inner.top);
  return x >= 0.9 * widthOf(inner) - 1 && y >= 0.6 * heightOf(inner);
}

/** The regions around a box, the innermost first. */
export function regionsAround(regions: readonly Region[], box: Box): Region[] {
  return regions.filter(
    (r) => holds(r.box, box) && widthOf(r.box) * heightOf(r.box) > widthOf(box) * heightOf(box),
  );
}
