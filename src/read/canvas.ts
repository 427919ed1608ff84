import type { Box, Edge, Fill, Picture } from "../model/index.js";
import { blend, looksSame } from "./colours.js";
import { Covers } from "./covers.js";
import { type Glyph, inkBox } from "./glyphs.js";
import type { Graphics } from "./graphics.js";
import { intersect, isEmpty, meanScale } from "./matrix.js";
import { boundsOf, isRectangle, ruledSides, type Shape, shapesOf, signedArea } from "./shapes.js";

/** A filled area at most this thick, points, is a line; or up to `STOUT` where it is `SLENDER` times as long. */
const THIN = 2;
const STOUT = 3.5;
const SLENDER = 20;
const WHITE = "#ffffff";

/** What a reader sees of a page, gathered in the order of painting. All boxes are on the displayed page. */
export class Canvas {
  readonly page: Box;
  readonly covers: Covers;
  readonly glyphs: Glyph[] = [];
  readonly edges: Edge[] = [];
  readonly fills: Fill[] = [];
  readonly pictures: Picture[] = [];
  #order = 0;

  /** Width and height in points. */
  constructor(width: number, height: number) {
    this.page = { x0: 0, top: 0, x1: width, bottom: height };
    this.covers = new Covers(width, height);
  }

  /** The next place in the order of painting. */
  next(): number {
    return ++this.#order;
  }

  /** Keeps those glyphs that show: inside the clip, and not in the colour of the ground they stand on. */
  write(glyphs: readonly Glyph[], clip: Box): void {
    for (const glyph of glyphs) {
      const ink = inkBox(glyph);
      const x = (ink.x0 + ink.x1) / 2;
      const y = (ink.top + ink.bottom) / 2;
      if (glyph.style.invisible || x < clip.x0 || x > clip.x1 || y < clip.top || y > clip.bottom) continue;
      if (!glyph.space && this.#melts(glyph.style.colour, x, y)) continue;
      this.glyphs.push(glyph);
    }
  }

  strokePath(path: ArrayLike<number>, g: Graphics): void {
    if (g.strokeAlpha < 0.05) return;
    const width = g.lineWidth * meanScale(g.ctm);
    for (const shape of shapesOf(path, g.ctm))
      for (const side of ruledSides(shape, width)) this.#paintBox(side, g.stroke, g.strokeAlpha, g);
  }

  fillPath(path: ArrayLike<number>, g: Graphics, evenOdd: "evenOdd" | "nonZero"): void {
    if (g.fillAlpha < 0.05) return;
    const shapes = shapesOf(path, g.ctm);
    for (let i = 0; i < shapes.length; i++) {
      const shape = shapes[i];
      if (shape === undefined) continue;
      const frame = frameSides(shape, shapes[i + 1], evenOdd);
      if (frame !== undefined) {
        for (const side of frame) this.#paintBox(side, g.fill, g.fillAlpha, g);
        i++;
        continue;
      }
      const box = boundsOf(shape);
      if (isThin(box) || isRectangle(shape, box)) this.#paintBox(box, g.fill, g.fillAlpha, g);
      else this.#cover(intersect(box, g.clip), undefined, false);
    }
  }

  /** A gradient over all of the clip. */
  fillClip(g: Graphics, colour: string | undefined): void {
    this.#paintBox(g.clip, colour, g.fillAlpha, g);
  }

  placePicture(box: Box, g: Graphics, opaque: boolean): void {
    const seen = intersect(box, g.clip);
    if (isEmpty(seen) || g.fillAlpha < 0.05) return;
    if (isThin(seen)) {
      this.#line(seen, "#000000");
      return;
    }
    this.pictures.push({ box: seen });
    this.#cover(seen, undefined, opaque && g.plain && g.fillAlpha >= 1);
  }

  #paintBox(full: Box, colour: string | undefined, alpha: number, g: Graphics): void {
    const box = intersect(full, g.clip);
    if (isEmpty(box)) return;
    const x = (box.x0 + box.x1) / 2;
    const y = (box.top + box.bottom) / 2;
    const ground = this.#ground(x, y);
    const seen = colour === undefined ? undefined : blend(colour, ground ?? WHITE, g.plain ? alpha : 0.5);
    if (isThin(box)) {
      if (seen === undefined || !this.#sunk(box, seen)) this.#line(box, seen ?? "#000000");
      return;
    }
    if (seen !== undefined && !this.#melts(seen, x, y)) this.fills.push({ box, colour: seen });
    this.#cover(box, g.plain ? seen : undefined, g.plain && alpha >= 1);
  }

  #line(box: Box, colour: string): void {
    const w = box.x1 - box.x0;
    const h = box.bottom - box.top;
    const x = (box.x0 + box.x1) / 2;
    const y = (box.top + box.bottom) / 2;
    if (w >= h) this.edges.push({ orientation: "h", box: { ...box, top: y, bottom: y }, width: h, colour });
    else this.edges.push({ orientation: "v", box: { ...box, x0: x, x1: x }, width: w, colour });
  }

  #cover(box: Box, colour: string | undefined, opaque: boolean): void {
    if (!isEmpty(box)) this.covers.add({ box, order: this.next(), colour, opaque });
  }

  /** The colour of the ground at a point, undefined where it is not known. */
  #ground(x: number, y: number): string | undefined {
    const cover = this.covers.last(x, y);
    return cover === undefined ? WHITE : cover.colour;
  }

  /** True where a colour cannot be told from the ground. */
  #melts(colour: string | undefined, x: number, y: number): boolean {
    const ground = this.#ground(x, y);
    return colour !== undefined && ground !== undefined && looksSame(colour, ground);
  }

  /** True where a line has its own colour on both of its sides. */
  #sunk(box: Box, colour: string): boolean {
    const x = (box.x0 + box.x1) / 2;
    const y = (box.top + box.bottom) / 2;
    return box.x1 - box.x0 >= box.bottom - box.top
      ? this.#melts(colour, x, box.top - 1) && this.#melts(colour, x, box.bottom + 1)
      : this.#melts(colour, box.x0 - 1, y) && this.#melts(colour, box.x1 + 1, y);
  }
}

function isThin(box: Box): boolean {
  const w = box.x1 - box.x0;
  const h = box.bottom - box.top;
  const thickness = Math.min(w, h);
  return thickness <= THIN || (thickness <= STOUT && Math.max(w, h) >= SLENDER * thickness);
}

/** The four sides of a frame drawn as one rectangle inside another; undefined for anything else. */
function frameSides(outer: Shape, inner: Shape | undefined, rule: "evenOdd" | "nonZero"): Box[] | undefined {
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
