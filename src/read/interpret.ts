import type { Box } from "../model/index.js";
import { Canvas } from "./canvas.js";
import type { Font } from "./fonts.js";
import { type ShownItem, TextCursor } from "./glyphs.js";
import { applyState, type Graphics, initialGraphics, type StateEntries } from "./graphics.js";
import { Beyond } from "./limits.js";
import { compose, intersect, type Matrix, mapBox } from "./matrix.js";
import { OPS } from "./pdfjs.js";
import type { PictureSource } from "./samples.js";
import { isBox } from "./shapes.js";

/** A page's drawing operators as pdf.js lists them, and what they refer to. */
export interface Drawing {
  operators: readonly number[];
  operands: readonly (readonly unknown[] | null)[];
  /** User space to the displayed page. */
  base: Matrix;
  /** Of the displayed page, points. */
  width: number;
  height: number;
  fontNamed(name: string): Font;
  /** Typical colour of a gradient, `#rrggbb`. */
  gradientColour(name: string): string | undefined;
  /** Whether a layer (optional content) is shown. */
  shown(layer: unknown): boolean;
  /** How long it may take. */
  seconds: number;
}

type Operands = readonly unknown[];

/** Operators between two looks at the clock. */
const BEAT = 256;

/** Runs through the operators once and gathers what a reader sees. Throws `Beyond` where it takes too long. */
export function interpret(drawing: Drawing): Canvas {
  const interpreter = new Interpreter(drawing);
  const { operators, operands, seconds } = drawing;
  const end = performance.now() + seconds * 1000;
  for (let i = 0; i < operators.length; i++) {
    if (i % BEAT === 0 && performance.now() > end) throw new Beyond("seconds");
    interpreter.run(operators[i] ?? 0, operands[i] ?? []);
  }
  return interpreter.canvas;
}

class Interpreter {
  readonly canvas: Canvas;
  readonly #drawing: Drawing;
  readonly #cursor = new TextCursor();
  #g: Graphics;
  #saved: Graphics[] = [];
  /** For each open marked content, whether it hides what it holds. */
  #layers: boolean[] = [];
  #hidden = 0;
  /** For each open transparency group, whether it only draws a mask. */
  #groups: boolean[] = [];
  #masks = 0;
  /** Set by a clip operator for the path that follows. */
  #clipNext = false;

  constructor(drawing: Drawing) {
    this.#drawing = drawing;
    this.canvas = new Canvas(drawing.width, drawing.height);
    this.#g = initialGraphics(drawing.base, this.canvas.page);
  }

  run(operator: number, args: Operands): void {
    HANDLERS[operator]?.(this, args);
  }

  get g(): Graphics {
    return this.#g;
  }

  set(part: Partial<Graphics>): void {
    Object.assign(this.#g, part);
  }

  get cursor(): TextCursor {
    return this.#cursor;
  }

  get #unseen(): boolean {
    return this.#hidden > 0 || this.#masks > 0;
  }

  save(): void {
    this.#saved.push({ ...this.#g });
  }

  restore(): void {
    this.#g = this.#saved.pop() ?? this.#g;
  }

  transform(matrix: ArrayLike<number> | null): void {
    if (matrix !== null) this.#g.ctm = compose(this.#g.ctm, matrix);
  }

  clipTo(box: Box): void {
    this.#g.clip = intersect(this.#g.clip, box);
  }

  clipToRectangle(r: ArrayLike<number> | null | undefined): void {
    if (r) this.clipTo(mapBox(this.#g.ctm, r[0] ?? 0, r[1] ?? 0, r[2] ?? 0, r[3] ?? 0));
  }

  clipWithNextPath(): void {
    this.#clipNext = true;
  }

  setState(entries: StateEntries): void {
    applyState(this.#g, entries, this.#drawing.fontNamed);
  }

  setFont(name: string, size: number): void {
    this.#g.font = this.#drawing.fontNamed(name);
    this.#g.fontSize = size;
  }

  setPattern(args: Operands): void {
    this.#g.fill = args[0] === "Shading" ? this.#drawing.gradientColour(String(args[1])) : undefined;
  }

  show(items: readonly ShownItem[]): void {
    const { font } = this.#g;
    if (font === undefined) return;
    // Text in a mask is a stencil: what is painted through it shows as text, in a colour not known.
    const g = this.#masks > 0 ? { ...this.#g, fill: undefined, stroke: undefined } : this.#g;
    const glyphs = this.#cursor.show(g, font, items, this.canvas.next());
    if (this.#hidden === 0) this.canvas.write(glyphs, this.#g.clip);
  }

  path(paint: number, path: ArrayLike<number> | null, bounds: ArrayLike<number> | null): void {
    if (path !== null && !this.#unseen) {
      if (FILLING.has(paint))
        this.canvas.fillPath(path, this.#g, EVEN_ODD.has(paint) ? "evenOdd" : "nonZero");
      if (STROKING.has(paint)) this.canvas.strokePath(path, this.#g);
    }
    if (this.#clipNext) {
      if (path !== null && !isBox(path, this.#g.ctm)) this.#g.clipIsBox = false;
      this.clipToRectangle(bounds);
    }
    this.#clipNext = false;
  }

  shade(name: string): void {
    if (!this.#unseen) this.canvas.fillClip(this.#g, this.#drawing.gradientColour(name));
  }

  picture(kind: "opaque" | "stencil", source: PictureSource): void {
    if (!this.#unseen) this.canvas.placePicture(mapBox(this.#g.ctm, 0, 0, 1, 1), source, this.#g, kind);
  }

  openForm(matrix: ArrayLike<number> | null, bounds: ArrayLike<number> | null): void {
    this.save();
    this.transform(matrix);
    this.clipToRectangle(bounds);
  }

  /** A group is painted with the opacity in force outside; inside, painting starts afresh. */
  openGroup(mask: boolean): void {
    this.#groups.push(mask);
    if (mask) this.#masks++;
    this.save();
    if (mask) this.#g.masked = false;
  }

  closeGroup(): void {
    if (this.#groups.pop() === true) this.#masks--;
    this.restore();
  }

  openContent(hides: boolean): void {
    this.#layers.push(hides);
    if (hides) this.#hidden++;
  }

  openLayer(tag: unknown, layer: unknown): void {
    this.openContent(tag === "OC" && !this.#drawing.shown(layer));
  }

  closeContent(): void {
    if (this.#layers.pop() === true) this.#hidden--;
  }

  openAnnotation(
    rect: ArrayLike<number> | null,
    transform: ArrayLike<number>,
    matrix: ArrayLike<number>,
  ): void {
    this.save();
    this.#g = initialGraphics(this.#drawing.base, this.canvas.page);
    this.clipToRectangle(rect);
    this.transform(transform);
    this.transform(matrix);
  }
}

const FILLING = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const EVEN_ODD = new Set<number>([OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke]);
const STROKING = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

type Handler = (to: Interpreter, args: Operands) => void;

const number = (value: unknown): number => Number(value);
const list = (value: unknown): ArrayLike<number> => value as ArrayLike<number>;
const listOrNull = (value: unknown): ArrayLike<number> | null => (value ?? null) as ArrayLike<number> | null;
/** A picture that comes as an object of its own, and one that is given in place. */
const named: Handler = (to, [image, width, height]) =>
  to.picture("opaque", { image, width: number(width), height: number(height) });
const inline: Handler = (to, [image]) => to.picture("opaque", sourceOf(image));
const stencil: Handler = (to, [image]) => to.picture("stencil", sourceOf(image));

function sourceOf(image: unknown): PictureSource {
  const { width = 0, height = 0 } = (image ?? {}) as { width?: number; height?: number };
  return { image, width, height };
}

/** What each operator does; those left out change nothing that is read. */
const HANDLERS: Readonly<Record<number, Handler>> = {
  [OPS.save]: (to) => to.save(),
  [OPS.restore]: (to) => to.restore(),
  [OPS.transform]: (to, args) => to.transform(args as number[]),
  [OPS.setGState]: (to, [entries]) => to.setState(entries as StateEntries),
  [OPS.setLineWidth]: (to, [width]) => to.set({ lineWidth: number(width) }),
  [OPS.setFillRGBColor]: (to, [colour]) => to.set({ fill: String(colour) }),
  [OPS.setStrokeRGBColor]: (to, [colour]) => to.set({ stroke: String(colour) }),
  [OPS.setFillTransparent]: (to) => to.set({ fill: undefined }),
  [OPS.setStrokeTransparent]: (to) => to.set({ stroke: undefined }),
  [OPS.setFillColorN]: (to, args) => to.setPattern(args),
  [OPS.setStrokeColorN]: (to) => to.set({ stroke: undefined }),
  [OPS.clip]: (to) => to.clipWithNextPath(),
  [OPS.eoClip]: (to) => to.clipWithNextPath(),
  [OPS.constructPath]: (to, [paint, data, bounds]) =>
    to.path(number(paint), listOrNull((data as unknown[])[0]), listOrNull(bounds)),
  [OPS.shadingFill]: (to, [name]) => to.shade(String(name)),

  [OPS.beginText]: (to) => to.cursor.begin(),
  [OPS.setCharSpacing]: (to, [spacing]) => to.set({ charSpacing: number(spacing) }),
  [OPS.setWordSpacing]: (to, [spacing]) => to.set({ wordSpacing: number(spacing) }),
  [OPS.setHScale]: (to, [percent]) => to.set({ hScale: number(percent) / 100 }),
  [OPS.setLeading]: (to, [leading]) => to.set({ leading: number(leading) }),
  [OPS.setFont]: (to, [name, size]) => to.setFont(String(name), number(size)),
  [OPS.setTextRenderingMode]: (to, [mode]) => to.set({ mode: number(mode) }),
  [OPS.setTextRise]: (to, [rise]) => to.set({ rise: number(rise) }),
  [OPS.setTextMatrix]: (to, [matrix]) => to.cursor.set(Array.from(list(matrix)) as unknown as Matrix),
  [OPS.moveText]: (to, [x, y]) => to.cursor.move(number(x), number(y)),
  [OPS.setLeadingMoveText]: (to, [x, y]) => {
    to.set({ leading: -number(y) });
    to.cursor.move(number(x), number(y));
  },
  [OPS.nextLine]: (to) => to.cursor.move(0, -to.g.leading),
  [OPS.showText]: (to, [items]) => to.show(items as ShownItem[]),

  [OPS.paintImageXObject]: named,
  [OPS.paintInlineImageXObject]: inline,
  [OPS.paintImageMaskXObject]: stencil,
  [OPS.paintSolidColorImageMask]: stencil,

  [OPS.paintFormXObjectBegin]: (to, [matrix, bounds]) => to.openForm(listOrNull(matrix), listOrNull(bounds)),
  [OPS.paintFormXObjectEnd]: (to) => to.restore(),
  [OPS.beginGroup]: (to, [group]) => to.openGroup(Boolean((group as { smask?: unknown }).smask)),
  [OPS.endGroup]: (to) => to.closeGroup(),
  [OPS.beginMarkedContent]: (to) => to.openContent(false),
  [OPS.beginMarkedContentProps]: (to, [tag, layer]) => to.openLayer(tag, layer),
  [OPS.endMarkedContent]: (to) => to.closeContent(),
  [OPS.beginAnnotation]: (to, [, rect, transform, matrix]) =>
    to.openAnnotation(listOrNull(rect), list(transform), list(matrix)),
  [OPS.endAnnotation]: (to) => to.restore(),
};
