import type { Glyph } from "./glyphs.js";

/** Share of a page's letters that must run sideways for the page to be turned; fewer are labels of a chart. */
const MOST = 0.6;
/** Fewer letters prove nothing. */
const ENOUGH = 20;
/** Directions this near to an axis count as along it. */
const ALONG = 0.98;

/** Degrees clockwise by which a page is to be turned so that most of its text runs from left to right. */
export function turnToRead(glyphs: readonly Pick<Glyph, "space" | "style">[]): 0 | 90 | 180 | 270 {
  const count = { down: 0, up: 0, back: 0 };
  let all = 0;
  for (const { space, style } of glyphs) {
    if (space || style.invisible) continue;
    all += 1;
    if (style.sin > ALONG) count.down += 1;
    else if (style.sin < -ALONG) count.up += 1;
    else if (style.cos < -ALONG) count.back += 1;
  }
  if (all < ENOUGH) return 0;
  if (count.down > MOST * all) return 270;
  if (count.up > MOST * all) return 90;
  return count.back > MOST * all ? 180 : 0;
}
