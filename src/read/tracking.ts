import type { Glyph } from "./glyphs.js";

/** Gaps that differ by less than this share of the size are even. */
const EVEN = 0.04;
/** Even gaps narrower than this are kerning and rounding; wider than `WIDEST`, columns. */
const NARROWEST = 0.05;
const WIDEST = 1;
/** Even gaps below this share of the size are too narrow for spaces. */
const BELOW_SPACE = 0.2;
/** So many of the gaps of a stretch must be even. */
const MOST = 0.8;
const DIGIT = /\d/;

/**
 * Widens the pen advance of glyphs by the letter spacing of text that is set out with even gaps through
 * single positions rather than through the file's letter-spacing operator. Even gaps between digits are taken
 * for letter spacing only where they are narrower than a space, or spaces are present as glyphs: "1 2 3" set
 * without space glyphs stays three numbers.
 */
export function widenPens(glyphs: readonly Glyph[]): void {
  let from = 0;
  for (let i = 1; i <= glyphs.length; i++) {
    const a = glyphs[i - 1];
    const b = glyphs[i];
    if (a !== undefined && b !== undefined && isStretch(a, b)) continue;
    if (i - from >= 4) widenStretch(glyphs.slice(from, i));
    from = i;
  }
}

/** Distance from where the pen stands after `a` to `b`, in the direction of writing. */
function gapOf(a: Glyph, b: Glyph): number {
  return (b.x - a.x) * a.style.cos + (b.y - a.y) * a.style.sin - a.pen;
}

/** Whether two glyphs next to each other in the file stand next to each other on one line, in one font. */
function isStretch(a: Glyph, b: Glyph): boolean {
  const { style } = a;
  if (b.style !== style && (b.style.font !== style.font || b.style.size !== style.size)) return false;
  const off = (b.y - a.y) * style.cos - (b.x - a.x) * style.sin;
  const gap = gapOf(a, b);
  return Math.abs(off) < 0.1 * style.size && gap > -0.5 * style.size && gap < 1.2 * style.size;
}

function widenStretch(stretch: readonly Glyph[]): void {
  const size = stretch[0]?.style.size ?? 0;
  const gaps: number[] = [];
  for (let i = 1; i < stretch.length; i++) {
    const a = stretch[i - 1];
    const b = stretch[i];
    if (a !== undefined && b !== undefined) gaps.push(gapOf(a, b));
  }
  const wide = gaps.filter((gap) => gap >= NARROWEST * size).length;
  if (wide < MOST * gaps.length) return;
  const typical = gaps.toSorted((p, q) => p - q)[Math.floor(gaps.length / 2)] ?? 0;
  if (typical > WIDEST * size) return;
  const even = gaps.filter((gap) => Math.abs(gap - typical) < EVEN * size).length;
  if (even < MOST * gaps.length) return;
  const safe =
    typical < BELOW_SPACE * size ||
    stretch.some((glyph) => glyph.space) ||
    !stretch.some((glyph) => DIGIT.test(glyph.text));
  if (safe) for (const glyph of stretch) glyph.pen += typical;
}
