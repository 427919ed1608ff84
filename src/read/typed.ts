/** Accents that some files set as characters of their own, over the letter → the combining accent. */
const OVER: Readonly<Record<string, string>> = {
  "´": "\u0301",
  "`": "\u0300",
  ˆ: "\u0302",
  "^": "\u0302",
  "¨": "\u0308",
  "˜": "\u0303",
  "¸": "\u0327",
};
const LETTER = /^\p{L}/u;

/** The letter that two characters at one place stand for, accent first or last; undefined for others. */
export function overlaid(first: string, second: string): string | undefined {
  const before = OVER[first];
  if (before !== undefined && LETTER.test(second)) return compose(second, before);
  const after = OVER[second];
  if (after !== undefined && LETTER.test(first)) return compose(first, after);
  return undefined;
}

function compose(letter: string, accent: string): string {
  const dotless: Readonly<Record<string, string>> = { ı: "i", ȷ: "j" };
  return ((dotless[letter] ?? letter) + accent).normalize("NFC");
}

const LIGATURES: Readonly<Record<string, string>> = {
  ﬀ: "ff",
  ﬁ: "fi",
  ﬂ: "fl",
  ﬃ: "ffi",
  ﬄ: "ffl",
  ﬅ: "st",
  ﬆ: "st",
};
/** Windows' characters 0x80 to 0x9f; a space where it has none. */
const WINDOWS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** Control codes that no one types are left from files that take Windows' characters for Latin 1. */
function windows(control: string): string {
  return WINDOWS[control.charCodeAt(0) - 0x80] ?? "";
}

/** Two or more small Latin letters whose UTF-16 bytes stand the wrong way round. */
const SWAPPED =
  /[\u6100\u6200\u6300\u6400\u6500\u6600\u6700\u6800\u6900\u6a00\u6b00\u6c00\u6d00\u6e00\u6f00\u7000\u7100\u7200\u7300\u7400\u7500\u7600\u7700\u7800\u7900\u7a00]{2,}/g;

/** Some producers write the letters of a ligature so: "ac琀椀vité" for "activité". */
function swap(letters: string): string {
  return letters.replace(/./gu, (letter) => String.fromCharCode(letter.charCodeAt(0) >> 8));
}

/**
 * Places where no French word is spelt with û, and none of another language with ü: some converters lose a byte of
 * the ligatures fi and fl, and that is what remains of them ("ûnancement", "proûl", "inüuence").
 */
const FI_CUT = new RegExp(
  [
    String.raw`(?<!\p{L})û(?=\p{L})`,
    "(?<=[aàâéèêiu])û",
    "û(?=[aàâéèêiouqfgxv]|c(?!h))",
    "(?<!d|m|cr)û(?=e)",
    "(?<=n)û(?!m)",
    "(?<=o)û(?=[cdnp])",
    "(?<=pro)û",
  ].join("|"),
  "gu",
);
const FL_CUT = /(?<![gq])ü(?=[aàâeéèêiou])/gu;

const whole = (text: string): string =>
  /[ûü]/.test(text) ? text.replace(FI_CUT, "fi").replace(FL_CUT, "fl") : text;

const PLAIN = /^[!-~]*$/;

/** Whether a reader types a text just as it stands. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

/**
 * Characters as a reader would type them: NFC, ligatures resolved, ordinary spaces, one kind of hyphen
 * (a soft hyphen that shows is a hyphen), nothing that has no width.
 */
export function typed(text: string): string {
  if (isPlain(text)) return text;
  const signs = text
    .replace(/[ﬀ-ﬆ]/g, (sign) => LIGATURES[sign] ?? sign)
    .replace(SWAPPED, swap)
    .replace(/[\u00ad\u2010\u2011]/g, "-")
    .replace(/[\u0080-\u009f]/g, windows)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]/gu, "")
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .trim()
    .normalize("NFC");
  return whole(signs);
}
