import type { Glyph } from "../glyphs.js";

/** Glyphs of one word are no further from each other than this, ems, and stand as level. */
const TOUCHING = 0.2;
const LEVEL = 0.3;
/** Share of a font's glyphs that stand in words. */
const AMID = 0.2;

/** The fonts, other than these, many of whose glyphs stand in one word with glyphs of these. */
export function fontsAmid(glyphs: readonly Glyph[], fonts: ReadonlySet<object>): object[] {
  const counts = new Map<object, { all: number; amid: number }>();
  const isOf = (glyph: Glyph | undefined): boolean => glyph !== undefined && fonts.has(glyph.style.font);
  for (const line of linesOf(glyphs.filter(({ space }) => !space)))
    line.forEach((glyph, i) => {
      if (isOf(glyph)) return;
      const { font } = glyph.style;
      const count = counts.get(font) ?? { all: 0, amid: 0 };
      counts.set(font, count);
      count.all++;
      if ([line[i - 1], line[i + 1]].some((other) => isOf(other) && isTouching(glyph, other))) count.amid++;
    });
  return [...counts].flatMap(([font, { all, amid }]) => (amid >= AMID * all && amid > 0 ? [font] : []));
}

/** Line by line from the top, the glyphs of each from the left. */
function linesOf(glyphs: readonly Glyph[]): Glyph[][] {
  const lines: Glyph[][] = [];
  for (const glyph of glyphs.toSorted((p, q) => p.y - q.y)) {
    const line = lines.at(-1);
    if (line?.[0] !== undefined && glyph.y - line[0].y < LEVEL * glyph.style.size) line.push(glyph);
    else lines.push([glyph]);
  }
  return lines.map((line) => line.sort((p, q) => p.x - q.x));
}

function isTouching(a: Glyph, b: Glyph | undefined): boolean {
  if (b === undefined) return false;
  const [left, right] = a.x <= b.x ? [a, b] : [b, a];
  return right.x - left.x - left.advance < TOUCHING * Math.max(a.style.size, b.style.size);
}
