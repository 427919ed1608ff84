import { endOf, groupsOf, type Look, type Shape, SPAN_UNIT, SUFFIX, sticky } from "./shape.js";

const TIGHT = sticky("(\\d{1,3})[-–](\\d{1,3})(?!\\d|[,.]\\d|[-–/]\\d)");
const SLASHED = sticky("(\\d{1,3})/(\\d{1,3})(?!\\d|[,.]\\d|[-–/]\\d)");
const SPACED = sticky("(\\d{1,2})\\s[-–/]\\s?(\\d{1,2})(?!\\d|[,.]\\d)");
const UNIT = sticky(`\\s?${SPAN_UNIT}`, "i");
const WHOLE_OF_FRACTION = /^(?:[2-9]|10|20|100)$/;

/** "16-17 ans", "15/20h", "16 - 17 ans"; apart only before a unit, or where the label holds nothing else. */
export const range: Look = (text, at) => {
  const tight = groupsOf(TIGHT, text, at);
  if (tight !== null && Number(tight[1]) < Number(tight[2]))
    return { kind: "range", end: at + tight[0].length };
  return slashed(text, at) ?? spaced(text, at);
};

/** "18/25" is a range, "8/10" a fraction, "5/10 ans" a range. */
function slashed(text: string, at: number): Shape | null {
  const found = groupsOf(SLASHED, text, at);
  if (found === null || Number(found[1]) > Number(found[2])) return null;
  const end = at + found[0].length;
  const fraction = WHOLE_OF_FRACTION.test(found[2] ?? "") && endOf(UNIT, text, end) === null;
  return { kind: fraction ? "fraction" : "range", end };
}

function spaced(text: string, at: number): Shape | null {
  const found = groupsOf(SPACED, text, at);
  if (found === null || Number(found[1]) >= Number(found[2])) return null;
  const end = at + found[0].length;
  const alone = text.slice(0, at).trim() === "" && text.slice(end).trim() === "";
  return alone || endOf(UNIT, text, end) !== null ? { kind: "range", end } : null;
}

const OUT_OF = sticky("(\\d{1,2})\\ssur\\s(\\d{1,3})(?!\\d|[\\s,.]\\d|\\s?[%€])");

/** "1 sur 5". Greater numbers ("18 sur 240") are counts of their own. */
export const fraction: Look = (text, at) => {
  const found = groupsOf(OUT_OF, text, at);
  if (found === null || Number(found[1]) >= Number(found[2]) || Number(found[2]) > 100) return null;
  return { kind: "fraction", end: at + found[0].length };
};

const SUFFIXED = sticky(`(\\d{1,4})(?:${SUFFIX}|\\s(?:ers?|ères?|i?èmes?))(?!\\p{L})`, "i");
const NUMBERED =
  /(?:^|\P{L})(?:module|niveau|axe|étape|phase|objectif|fiche|annexe|page|p\.|pp\.|chapitre|tableau|figure|volet|catégorie|priorité|titre|tome)\s$/iu;
/** "objectif 30 jeunes" is a count. */
const BARE = sticky("\\d{1,2}(?!\\d|[,.]\\d|\\s?[%€/]|\\s\\d{3}|\\s\\p{Ll}{2,}[sx](?!\\p{L}))");

/** "1er", "2ème", "27e", "1 er" where the suffix is set high; "étape 2", "Module 1". */
export const ordinal: Look = (text, at, before) => {
  const suffixed = groupsOf(SUFFIXED, text, at);
  if (suffixed !== null) return { kind: "ordinal", end: at + suffixed[0].length, digits: suffixed[1] ?? "" };
  const bare = NUMBERED.test(before) ? groupsOf(BARE, text, at) : null;
  return bare === null ? null : { kind: "ordinal", end: at + bare[0].length, digits: bare[0] };
};

const FIRST_OF_TEXT = 8;
const HEADING = sticky(
  "\\d{1,2}(?:(?:\\.\\d{1,2})+\\.?(?=\\s[.■\\s]*\\p{Lu}[\\p{Ll}'’])|\\s?[.)](?=\\s*\\p{L}))",
);

/** "2.2 La vocation", "1) Le public": the number of a heading or of a list item. */
export const heading: Look = (text, at, before) => {
  if (before.trim() !== "" || at > FIRST_OF_TEXT) return null;
  const end = endOf(HEADING, text, at);
  return end === null ? null : { kind: "ordinal", end };
};
