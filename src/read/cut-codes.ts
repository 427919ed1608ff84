import type { Glyph } from "./glyphs.js";

/**
 * Some converters (Ghostscript among them) write the table of a font's characters with bytes lost: the ligature fi
 * becomes "û", an apostrophe "9", a dash "3". The glyph is as wide as it always was, which gives it away.
 */
const DRAWN: Readonly<Record<string, string>> = { û: "ﬁ", ü: "ﬂ", "3": "–", "4": "—", "8": "‘", "9": "’" };
/** Digits that no mark is taken for: all others are as wide as they, where a font sets its digits alike. */
const SURE = "012567";
/** Difference in width, as a share, from which on two letters, or two digits, are not of one design. */
const APART = 0.04;
/** Quotation marks are narrower than this share of the letter u; no digit is. */
const NARROW = 0.6;
/** So many different digits of one width show that a font sets its digits alike. */
const DIGITS = 3;

/** Least and greatest width, in ems. */
interface Range {
  least: number;
  most: number;
}

/** Of one font: the letter u, digits, and which digits. */
interface Widths {
  u?: Range;
  digits?: Range;
  seen: Set<string>;
}

/** Puts the characters right that stand for a glyph of quite another width. Changes the glyphs in place. */
export function mendCutCodes(glyphs: readonly Glyph[]): void {
  const fonts = new Map<object, Widths>();
  const suspects: Glyph[] = [];
  for (const glyph of glyphs) {
    const { text } = glyph;
    if (text === "u" || (text !== "" && SURE.includes(text))) note(glyph, fonts);
    else if (DRAWN[text] !== undefined) suspects.push(glyph);
  }
  for (const glyph of suspects) {
    const widths = fonts.get(glyph.style.font);
    if (widths !== undefined && isOther(glyph, widths)) glyph.text = DRAWN[glyph.text] ?? glyph.text;
  }
}

function note(glyph: Glyph, fonts: Map<object, Widths>): void {
  const { font } = glyph.style;
  const widths = fonts.get(font) ?? { seen: new Set<string>() };
  fonts.set(font, widths);
  if (glyph.text === "u") widths.u = widened(widths.u, glyph.width);
  else {
    widths.seen.add(glyph.text);
    widths.digits = widened(widths.digits, glyph.width);
  }
}

const widened = (range: Range | undefined, width: number): Range =>
  range === undefined
    ? { least: width, most: width }
    : { least: Math.min(range.least, width), most: Math.max(range.most, width) };

function isOther(glyph: Glyph, { u, digits, seen }: Widths): boolean {
  const { width } = glyph;
  const alike = glyph.text === "3" || glyph.text === "4" ? digits : u;
  // Fonts of one name may be several.
  if (alike === undefined || alike.most - alike.least > APART * alike.least) return false;
  if (alike === digits) return seen.size >= DIGITS && Math.abs(width - alike.least) > APART * alike.least;
  if (glyph.text === "8" || glyph.text === "9") return width < NARROW * alike.least;
  return Math.abs(width - alike.least) > APART * alike.least;
}
