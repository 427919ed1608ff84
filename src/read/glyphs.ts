import type { Box } from "../model/index.js";
import type { Font } from "./fonts.js";
import type { Graphics } from "./graphics.js";
import { compose, IDENTITY, type Matrix } from "./matrix.js";

/** What the glyphs of one showing operator have in common. */
export interface Style {
  font: Font;
  /** Height of the em on the displayed page, points. */
  size: number;
  /** `#rrggbb`; undefined for a pattern whose colour is not known. */
  colour: string | undefined;
  /** Direction of writing on the displayed page, as a unit vector (1, 0 is upright text). */
  cos: number;
  sin: number;
  /** Filled and stroked in one colour: a way to make letters bold. */
  thickened: boolean;
  slanted: boolean;
  /** Rendering mode shows nothing. */
  invisible: boolean;
}

/** One glyph, where its origin stands on the displayed page. */
export interface Glyph {
  /** Characters as the file holds them. */
  text: string;
  space: boolean;
  style: Style;
  x: number;
  y: number;
  /** Along the direction of writing, points: of the glyph itself, and with the file's letter spacing. */
  advance: number;
  pen: number;
  /** As the font states it, in ems: no stretching of the text changes it. */
  width: number;
  /** Place in the order of painting. */
  order: number;
}

/** A glyph as pdf.js gives it, or a number: thousandths of an em to step back. */
export type ShownItem = number | { unicode: string; width: number; isSpace: boolean };

/** Where the next glyph goes (ISO 32000-1, 9.4.2). */
export class TextCursor {
  #matrix: Matrix = IDENTITY;
  #x = 0;
  #y = 0;
  #lineX = 0;
  #lineY = 0;

  begin(): void {
    this.set(IDENTITY);
  }

  set(matrix: Matrix): void {
    this.#matrix = matrix;
    this.#x = this.#lineX = 0;
    this.#y = this.#lineY = 0;
  }

  move(dx: number, dy: number): void {
    this.#x = this.#lineX += dx;
    this.#y = this.#lineY += dy;
  }

  /** Places the glyphs of one showing operator and moves on behind them. */
  show(g: Graphics, font: Font, items: readonly ShownItem[], order: number): Glyph[] {
    const m = compose(g.ctm, this.#matrix);
    const style = styleOf(g, font, m);
    const along = Math.hypot(m[0], m[1]);
    const stretch = font.unit * g.fontSize;
    const glyphs: Glyph[] = [];
    for (const item of items) {
      if (typeof item === "number") {
        this.#advance(font, (-item / 1000) * g.fontSize, g.hScale);
        continue;
      }
      const width = item.width * stretch;
      const spacing = g.charSpacing + (item.isSpace ? g.wordSpacing : 0);
      const y = this.#y + g.rise;
      glyphs.push({
        text: item.unicode,
        space: isSpace(item.unicode),
        style,
        x: m[0] * this.#x + m[2] * y + m[4],
        y: m[1] * this.#x + m[3] * y + m[5],
        advance: Math.abs(width * g.hScale) * along,
        width: item.width * font.unit,
        pen: Math.abs((width + spacing * Math.sign(g.fontSize)) * g.hScale) * along,
        order,
      });
      this.#advance(font, width + spacing * (Math.sign(g.fontSize) || 1), g.hScale);
    }
    return glyphs;
  }

  /** `by` is unscaled text space. */
  #advance(font: Font, by: number, hScale: number): void {
    if (font.vertical) this.#y -= by;
    else this.#x += by * hScale;
  }
}

function styleOf(g: Graphics, font: Font, m: Matrix): Style {
  const sign = g.fontSize * g.hScale < 0 ? -1 : 1;
  const along = Math.hypot(m[0], m[1]) || 1;
  const cos = (m[0] / along) * sign;
  const sin = (m[1] / along) * sign;
  const height = Math.abs(m[0] * m[3] - m[1] * m[2]) / along;
  const strokes = g.mode === 1 || g.mode === 5;
  const alpha = strokes ? g.strokeAlpha : g.fillAlpha;
  return {
    font,
    size: Math.abs(g.fontSize) * font.em * height,
    colour: strokes ? g.stroke : g.fill,
    cos,
    sin,
    thickened: (g.mode === 2 || g.mode === 6) && g.fill === g.stroke,
    slanted: Math.abs(m[0] * m[2] + m[1] * m[3]) > 0.1 * along * height,
    invisible: g.mode === 3 || g.mode === 7 || alpha < 0.05,
  };
}

const SPACE = /^(?:[\s\u200b]|(?![\u0080-\u009f])\p{Cc})*$/u;

function isSpace(text: string): boolean {
  const code = text.charCodeAt(0);
  if (text.length === 1 && code > 32 && code < 127) return false;
  return SPACE.test(text);
}

/** The part of a glyph's box where most of its ink is: from the baseline to the height of small letters. */
export function inkBox(glyph: Glyph): Box {
  const { cos, sin, size } = glyph.style;
  const inset = glyph.advance * 0.15;
  const left = glyph.x + cos * inset;
  const top = glyph.y + sin * inset;
  const dx = cos * (glyph.advance - 2 * inset) + sin * 0.45 * size;
  const dy = sin * (glyph.advance - 2 * inset) - cos * 0.45 * size;
  return {
    x0: Math.min(left, left + dx),
    x1: Math.max(left, left + dx),
    top: Math.min(top, top + dy),
    bottom: Math.max(top, top + dy),
  };
}
