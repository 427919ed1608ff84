import type { Box, Edge, Fill, Picture } from "../model/index.js";
import { blend, looksSame } from "./colours.js";
import { Covers } from "./covers.js";
import { type Glyph, inkBox } from "./glyphs.js";
import type { Graphics } from "./graphics.js";
import { intersect, isEmpty, meanScale } from "./matrix.js";
import type { PictureSource } from "./samples.js";
import { boundsOf, frameSides, isDot, isRectangle, isThin, ringOf, ruledSides, shapesOf } from "./shapes.js";

const WHITE = "#ffffff";
const BLACK = "#000000";
/** Opacity below which nothing shows. */
const FAINT = 0.05;
/** What is no longer and no higher than this, points, is a dot. */
const DOT = 2;

/** Something painted, and its place in the order of painting. */
interface Painted<T> {
  mark: T;
  order: number;
}

/** A picture, and how fine it is: pixels a point, on average over its sides. */
export interface PaintedPicture extends Picture {
  density: number;
  /** Left out for a stencil. */
  source?: PictureSource;
}

/** What a reader sees of a page, gathered in the order of painting. All boxes are on the displayed page. */
export class Canvas {
  readonly page: Box;
  readonly #covers: Covers;
  readonly #glyphs: Glyph[] = [];
  readonly #edges: Painted<Edge>[] = [];
  readonly #fills: Painted<Fill>[] = [];
  readonly #pictures: Painted<PaintedPicture>[] = [];
  readonly #outlines: Painted<{ box: Box }>[] = [];
  #order = 0;

  /** Width and height in points. */
  constructor(width: number, height: number) {
    this.page = { x0: 0, top: 0, x1: width, bottom: height };
    this.#covers = new Covers(width, height);
  }

  /** What nothing painted later hides. */
  seen(): { glyphs: Glyph[]; edges: Edge[]; fills: Fill[]; pictures: PaintedPicture[]; outlines: Box[] } {
    const shows = ({ mark, order }: Painted<{ box: Box }>): boolean => !this.#covers.hides(mark.box, order);
    return {
      glyphs: this.#glyphs.filter((glyph) => !this.#covers.hides(inkBox(glyph), glyph.order)),
      edges: this.#edges.filter(shows).map(({ mark }) => mark),
      fills: this.#fills.filter(shows).map(({ mark }) => mark),
      pictures: this.#pictures.filter(shows).map(({ mark }) => mark),
      outlines: this.#outlines.filter(shows).map(({ mark }) => mark.box),
    };
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
      this.#glyphs.push(glyph);
    }
  }

  strokePath(path: ArrayLike<number>, g: Graphics): void {
    if (g.strokeAlpha < FAINT) return;
    const width = g.lineWidth * meanScale(g.ctm);
    for (const shape of shapesOf(path, g.ctm)) {
      const ring = ringOf(shape, width);
      if (ring !== undefined) this.#ring(intersect(ring, g.clip), g.stroke);
      else for (const side of ruledSides(shape, width)) this.#paintBox(side, g.stroke, g.strokeAlpha, g);
    }
  }

  fillPath(path: ArrayLike<number>, g: Graphics, rule: "evenOdd" | "nonZero"): void {
    if (g.fillAlpha < FAINT) return;
    const shapes = shapesOf(path, g.ctm);
    for (let i = 0; i < shapes.length; i++) {
      const shape = shapes[i];
      if (shape === undefined) continue;
      const sides = frameSides(shape, shapes[i + 1], rule);
      if (sides !== undefined) {
        for (const side of sides) this.#paintBox(side, g.fill, g.fillAlpha, g);
        i++;
        continue;
      }
      const box = boundsOf(shape);
      if (isThin(box) || isRectangle(shape, box) || isDot(shape, box))
        this.#paintBox(box, g.fill, g.fillAlpha, g);
      else this.#outline(intersect(box, g.clip));
    }
  }

  /** A gradient over all of the clip. */
  fillClip(g: Graphics, colour: string | undefined): void {
    if (g.fillAlpha >= FAINT) this.#paintBox(g.clip, colour, g.fillAlpha, g);
  }

  placePicture(full: Box, source: PictureSource, g: Graphics, kind: "opaque" | "stencil"): void {
    const box = intersect(full, g.clip);
    if (isEmpty(box) || g.fillAlpha < FAINT) return;
    if (isThin(box)) {
      this.#line(box, BLACK);
      return;
    }
    const hides = kind === "opaque" && !g.cutOut && g.plain && !g.masked && g.clipIsBox && g.fillAlpha >= 1;
    const density = Math.sqrt(
      (source.width * source.height) / ((full.x1 - full.x0) * (full.bottom - full.top)),
    );
    const mark = { box, density, ...(kind === "opaque" ? { source } : {}) };
    this.#pictures.push({ mark, order: this.#cover(box, undefined, hides) });
  }

  #paintBox(full: Box, colour: string | undefined, alpha: number, g: Graphics): void {
    const box = intersect(full, g.clip);
    if (isEmpty(box)) return;
    const x = (box.x0 + box.x1) / 2;
    const y = (box.top + box.bottom) / 2;
    const ground = this.#ground(x, y) ?? WHITE;
    // What a blend mode makes of two colours lies somewhere between them.
    const seen = colour === undefined ? undefined : blend(colour, ground, g.plain ? alpha : 0.5);
    if (isThin(box)) {
      if (seen === undefined || !this.#sinks(box, seen)) this.#line(box, seen ?? BLACK);
      return;
    }
    const blank = seen === undefined || g.masked || (looksSame(seen, WHITE) && this.#melts(seen, x, y));
    const certain = g.plain && !g.masked && g.clipIsBox;
    const order = this.#cover(box, certain ? seen : undefined, certain && alpha >= 1);
    if (!blank) this.#fills.push({ mark: { box, colour: seen }, order });
  }

  /** The mark before a list item, not filled: it hides nothing. */
  #ring(box: Box, colour: string | undefined): void {
    if (isEmpty(box)) return;
    this.#fills.push({ mark: { box, colour: colour ?? BLACK }, order: this.#cover(box, undefined, false) });
  }

  /** A filled shape that is no rectangle: it may be a letter. */
  #outline(box: Box): void {
    if (!isEmpty(box)) this.#outlines.push({ mark: { box }, order: this.#cover(box, undefined, false) });
  }

  #line(box: Box, colour: string): void {
    const x = (box.x0 + box.x1) / 2;
    const y = (box.top + box.bottom) / 2;
    const [w, h] = [box.x1 - box.x0, box.bottom - box.top];
    const order = this.next();
    // A dot may be a piece of a line in either direction.
    const dot = Math.max(w, h) <= DOT;
    if (w >= h || dot)
      this.#edges.push({
        mark: { orientation: "h", box: { ...box, top: y, bottom: y }, width: h, colour },
        order,
      });
    if (w < h || dot)
      this.#edges.push({
        mark: { orientation: "v", box: { ...box, x0: x, x1: x }, width: w, colour },
        order,
      });
  }

  #cover(box: Box, colour: string | undefined, opaque: boolean): number {
    const order = this.next();
    if (!isEmpty(box)) this.#covers.add({ box, order, colour, opaque });
    return order;
  }

  /** The colour of the ground at a point, undefined where it is not known. */
  #ground(x: number, y: number): string | undefined {
    const cover = this.#covers.last(x, y);
    return cover === undefined ? WHITE : cover.colour;
  }

  /** True where a colour cannot be told from the ground. */
  #melts(colour: string | undefined, x: number, y: number): boolean {
    const ground = this.#ground(x, y);
    return colour !== undefined && ground !== undefined && looksSame(colour, ground);
  }

  /** True where a line has its own colour on both of its sides. */
  #sinks(box: Box, colour: string): boolean {
    const x = (box.x0 + box.x1) / 2;
    const y = (box.top + box.bottom) / 2;
    return box.x1 - box.x0 >= box.bottom - box.top
      ? this.#melts(colour, x, box.top - 1) && this.#melts(colour, x, box.bottom + 1)
      : this.#melts(colour, box.x0 - 1, y) && this.#melts(colour, box.x1 + 1, y);
  }
}
