import type { Glyph } from "../glyphs.js";
import { typed } from "../typed.js";
import { likenessOf } from "./french.js";
import { fontsAmid } from "./neighbours.js";

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
const ENOUGH = 40;
/** The same of a text of few signs. */
const FEW = 10;
const RARE_SHARE_OF_FEW = 0.25;
/**
 * Letters come in French as often as in no other writing: a text of so many, so many of them small, whose likeness to
 * French is below the bound is none. A list of acronyms may be like no text.
 */
const LETTERS = [
  { least: 100, small: 0, bound: 0.75 },
  { least: ENOUGH, small: 0.3, bound: 0.7 },
  { least: ENOUGH, small: 0, bound: 0.45 },
] as const;
/**
 * Units and marks say nothing of how words are spelt, nor do words told again and again: a table of "2 375 k€" is full of
 * one letter, one of "Male" and "Female" of few.
 */
const WORD = /\p{Script=Latin}{3,}/gu;
/** Beside text that is none, what shows so many letters like French is trusted, and nothing else. */
const PROVEN = { least: 20, bound: 0.7 };
/** And of letters without accents at least so many: accented ones are like others when they are compared. */
const BARE = 0.5;

/** Why the text of a font is not to be used: it has no characters, or others than are drawn. */
type Verdict = "unknown" | "false";

/** The fonts on a page whose characters are not those that are drawn, by name as the file has them. */
export function unreadableFonts(glyphs: readonly Glyph[]): Set<object> {
  const doubted = doubtedFonts(glyphs);
  if (doubted.size === 0) return doubted;
  // What is painted over and over, to make it bold, are few letters that look like many.
  const once = eachOnce(glyphs);
  return once.length < glyphs.length ? doubtedFonts(once) : doubted;
}

/** Glyphs nearer than this share of the size are painted at one spot. */
const SPOT = 0.12;

function eachOnce(glyphs: readonly Glyph[]): Glyph[] {
  const painted = new Set<string>();
  return glyphs.filter(({ text, x, y, style }) => {
    const reach = SPOT * style.size || 1;
    const at = (dx: number, dy: number): string =>
      `${text} ${Math.floor((x + dx) / (2 * reach))} ${Math.floor((y + dy) / (2 * reach))}`;
    const again = painted.has(at(0, 0));
    for (const dx of [-reach, reach]) for (const dy of [-reach, reach]) painted.add(at(dx, dy));
    return !again;
  });
}

function doubtedFonts(glyphs: readonly Glyph[]): Set<object> {
  const fonts = byFont(glyphs).map((own) => ({ own, verdict: verdictOn(own) }));
  const share = (verdicts: readonly (Verdict | undefined)[]): number =>
    fonts.reduce((n, { own, verdict }) => n + (verdicts.includes(verdict) ? own.length : 0), 0) /
    Math.max(1, glyphs.length);
  const rest = fonts.filter(({ own, verdict }) => verdict === undefined && !isSigns(own));
  // Fonts of a file are made alike: what little another one shows is judged more strictly.
  const strictly = share(["unknown", "false"]) >= MOSTLY;
  const falsely = share(["false"]) >= MOSTLY || isGibberish(rest.map(({ own }) => textOf(own)).join(""));
  const isDoubted = (own: readonly Glyph[]): boolean =>
    (strictly && isOdd(own)) || (falsely && !isSigns(own) && !isProven(textOf(own)));
  const doubted = new Set(
    fonts.filter(({ own, verdict }) => verdict !== undefined || isDoubted(own)).map(({ own }) => fontOf(own)),
  );
  if (!strictly && !falsely) return doubted;
  // Exports that cut a font in pieces leave some with few signs: letters of words whose others are in doubt.
  const amid = new Set(fontsAmid(glyphs, doubted));
  const families = new Set(
    fonts.filter(({ own }) => doubted.has(fontOf(own))).map(({ own }) => familyOf(own)),
  );
  for (const { own } of fonts) {
    const family = familyOf(own);
    const kin = amid.has(fontOf(own)) || (family !== undefined && families.has(family));
    if (kin && !isProven(textOf(own))) doubted.add(fontOf(own));
  }
  return doubted;
}

/** The name of a font of which a file holds numbered pieces, without weight and number ("Carlito-Bold_01"). */
const familyOf = ([first]: readonly Glyph[]): string | undefined =>
  /^([^-_,]+).*_\d+$/.exec(first?.style.font.name ?? "")?.[1];

const fontOf = ([first]: readonly Glyph[]): object => first?.style.font ?? {};

function byFont(glyphs: readonly Glyph[]): Glyph[][] {
  const found = new Map<object, Glyph[]>();
  for (const glyph of glyphs) {
    const { font } = glyph.style;
    const known = found.get(font);
    if (known === undefined) found.set(font, [glyph]);
    else known.push(glyph);
  }
  return [...found.values()];
}

const textOf = (glyphs: readonly Glyph[]): string => glyphs.map((glyph) => typed(glyph.text)).join("");

const isSigns = (glyphs: readonly Glyph[]): boolean =>
  SIGNS.test(glyphs[0]?.style.font.name ?? "") || pairs(glyphs, /^/) < PAIRS;

function isOdd(glyphs: readonly Glyph[]): boolean {
  const signs = glyphs.filter(
    ({ text }) => FOREIGN.test(typed(text)) || UNKNOWN.test(text) || RARE.test(text),
  );
  return signs.length > RARE_SHARE * glyphs.length;
}

function verdictOn(glyphs: readonly Glyph[]): Verdict | undefined {
  if (isSigns(glyphs)) return undefined;
  const unknown = glyphs.filter((glyph) => UNKNOWN.test(glyph.text));
  if (unknown.length >= TOO_MANY * glyphs.length && pairs(glyphs, UNKNOWN) >= PAIRS) return "unknown";
  return isGibberish(textOf(glyphs)) ? "false" : undefined;
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

/** Codes of glyphs taken for characters give foreign letters, rare signs, or letters as no French text has them. */
export function isGibberish(text: string): boolean {
  const signs = [...text];
  if (signs.filter((sign) => FOREIGN.test(sign)).length > Math.max(2, FOREIGN_SHARE * signs.length))
    return true;
  const rare = signs.filter((sign) => RARE.test(sign)).length;
  const most = signs.length >= ENOUGH ? RARE_SHARE : RARE_SHARE_OF_FEW;
  if (signs.length >= FEW && rare > most * signs.length) return true;
  const { letters, small, cosine } = likenessOf([...new Set(text.match(WORD))].join(" "));
  const judged = LETTERS.find((bounds) => letters >= bounds.least && small >= bounds.small);
  return judged !== undefined && cosine < judged.bound;
}

function isProven(text: string): boolean {
  const { letters, cosine } = likenessOf(text);
  const bare = text.match(/[a-z]/gi)?.length ?? 0;
  return letters >= PROVEN.least && cosine >= PROVEN.bound && bare >= BARE * letters;
}
