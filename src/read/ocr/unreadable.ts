import type { Glyph } from "../glyphs.js";
import { typed } from "../typed.js";

/** What no reader would type: no character, a private one, a control code, the sign for "unknown". */
const UNKNOWN = /^$|[\ue000-\uf8ff\ufffd\u{f0000}-\u{10ffff}]|^(?![\t\n\r])[\p{Cc}\p{Cn}]+$/u;
/** Fonts of signs: what they show are bullets and arrows. */
const SIGNS = /wingding|webding|dingbat|symbol|awesome|icon/i;
/** Share of a font's glyphs without a character from which none of its characters is trusted. */
const TOO_MANY = 0.2;
/** Share of a page's glyphs in such fonts from which on its other fonts are doubted too. */
const MOSTLY = 0.4;
/** So many pairs of glyphs side by side are writing; bullets stand alone. */
const PAIRS = 2;
/** What reports in French are not written with; so large a share of it shows codes taken for characters. */
const FOREIGN =
  /[^\s!-~\u00a0-\u00ff\u0152\u0153\u0178\u02c6-\u02dd\p{M}\u0391-\u03c9\u2000-\u22ff\u2500-\u27bf\ufb00-\ufb06]/u;
const FOREIGN_SHARE = 0.04;
/** Signs that are rare in reports, as a share of all. */
const RARE = /[;|\\{}<>=~^`@#$†‡ˆ]/;
const RARE_SHARE = 0.08;
/** French has about 45 vowels in 100 letters; what has fewer than so many in so many letters is none. */
const FEW_VOWELS = 0.22;
const ENOUGH = 40;
const VOWEL = /[aeiouyàâäéèêëîïôöùûüœæ]/gi;
const LETTER = /\p{Script=Latin}/gu;

/** The fonts on a page whose characters are not those that are drawn, by name as the file has them. */
export function unreadableFonts(glyphs: readonly Glyph[]): Set<object> {
  const byFont = new Map<object, Glyph[]>();
  for (const glyph of glyphs) {
    const { font } = glyph.style;
    const known = byFont.get(font);
    if (known === undefined) byFont.set(font, [glyph]);
    else known.push(glyph);
  }
  const found = new Set<object>();
  let lost = 0;
  for (const [font, own] of byFont)
    if (isUnreadable(own)) {
      found.add(font);
      lost += own.length;
    }
  // Fonts of a file are made alike: what little another one shows is judged more strictly.
  if (lost >= MOSTLY * glyphs.length && lost > 0)
    for (const [font, own] of byFont) if (isOdd(own)) found.add(font);
  return found;
}

function isOdd(glyphs: readonly Glyph[]): boolean {
  const signs = glyphs.filter(
    ({ text }) => FOREIGN.test(typed(text)) || UNKNOWN.test(text) || RARE.test(text),
  );
  return signs.length > RARE_SHARE * glyphs.length;
}

function isUnreadable(glyphs: readonly Glyph[]): boolean {
  if (SIGNS.test(glyphs[0]?.style.font.name ?? "") || pairs(glyphs, /^/) < PAIRS) return false;
  const unknown = glyphs.filter((glyph) => UNKNOWN.test(glyph.text));
  if (unknown.length >= TOO_MANY * glyphs.length && pairs(glyphs, UNKNOWN) >= PAIRS) return true;
  return isGibberish(glyphs.map((glyph) => typed(glyph.text)).join(""));
}

/** How many glyphs of this kind have another right behind. */
function pairs(glyphs: readonly Glyph[], kind: RegExp): number {
  let count = 0;
  glyphs.forEach((glyph, i) => {
    const next = glyphs[i + 1];
    if (next === undefined || !kind.test(glyph.text) || !kind.test(next.text)) return;
    const { size } = glyph.style;
    if (Math.hypot(next.x - glyph.x, next.y - glyph.y) < 1.2 * size && glyph.advance > 0) count++;
  });
  return count;
}

/** Codes of glyphs taken for characters give foreign letters, rare signs, or letters without vowels. */
export function isGibberish(text: string): boolean {
  const signs = [...text];
  if (signs.filter((sign) => FOREIGN.test(sign)).length > Math.max(2, FOREIGN_SHARE * signs.length))
    return true;
  if (signs.length >= ENOUGH && signs.filter((sign) => RARE.test(sign)).length > RARE_SHARE * signs.length)
    return true;
  const letters = text.match(LETTER)?.length ?? 0;
  return letters >= ENOUGH && (text.match(VOWEL)?.length ?? 0) < FEW_VOWELS * letters;
}
