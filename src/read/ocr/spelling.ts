import type { ReadWord } from "./reading.js";

/** What the engine regularly makes of signs that its language data lack: as read, as printed. */
const USUAL: readonly [RegExp, string][] = [
  [/^[I|l]\.$/, "I."],
  [/^[I|][I|l]\.$/, "II."],
  [/^[I|][I|l][I|l]\.$/, "III."],
  [/^\|V\.$/, "IV."],
  [/^1°["'’”*]{1,2}$/, "1er"],
  [/^[JI|l](?=ERS$)/, "1"],
  [/^\|(?=\p{L})/u, "l"],
  [/^Q?OPV(?!\p{L})/u, "QPV"],
  [/(?<=\p{Lu}\.)[l!|](?=\.)/u, "I"],
];

/** A word of capitals in which the engine has one sign less sure than this. */
const UNSURE = 0.85;
const CAPITALS = /^\p{Lu}{4,}[*.:)]?$/u;

/** What is thought of a figure that lacks a digit. */
const LOST = 0.4;

/** Doubts a figure over more ink than it has digits ("4" where two signs are printed). */
export function withLostDigits(word: ReadWord, signs: number): ReadWord {
  if (!/^\d+$/.test(word.text) || signs <= word.symbols.length) return word;
  return { ...word, confidence: Math.min(word.confidence, LOST) };
}

/** Takes out of a word of capitals the letter that stands for no ink ("QOPV" where four signs are printed). */
export function withoutEcho(word: ReadWord, signs: number): ReadWord {
  if (!CAPITALS.test(word.text) || word.symbols.length !== signs + 1) return word;
  const least = Math.min(...word.sureness);
  if (least >= UNSURE) return word;
  const symbols = word.symbols.filter((_, i) => i !== word.sureness.indexOf(least));
  return { ...word, symbols, text: symbols.join(""), confidence: Math.min(word.confidence, UNSURE) };
}

/** The mark of a note, where it is bare. */
const CALL = /^\d{1,2}$/;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Spells the mark of a note with raised digits: behind a number it must not become one of its digits. */
export function asCall(words: readonly ReadWord[]): ReadWord[] {
  return words.map(({ others: _, ...word }) =>
    CALL.test(word.text)
      ? { ...word, text: word.text.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit) }
      : word,
  );
}

/** What is numbered with Roman numerals, and what the engine makes of the first three of them. */
const NUMBERED = /^(?:niveaux?|titre|partie|phase|axe|volet|groupe|livre|annexe|chapitre)$/i;
const STROKES = /^(?=.*[|!l])[I|!l]{1,3}$/;

/** A degree sign before "%", or another sign that stands in no figure, is a digit misread; which one is not known. */
const LOST_DIGIT = /^\d*°\d*%|^\(?[\d,.]*[?!|\\{}~_=<>#&][\d,.]*\d/;

/** A mark of a note before its text, which the engine takes for a quotation mark; French has none of these. */
const STAR = /^[‘](?=\p{L})/u;

/** What is thought of a 0 that was read as a letter ("Lompret : O"). */
const TAKEN = 0.75;

/** With its signs, where there are as many. */
function respelt(word: ReadWord, text: string): ReadWord {
  const symbols = [...text];
  return symbols.length === word.symbols.length ? { ...word, text, symbols } : { ...word, text };
}

/** Corrects numerals of headings and ordinals, and doubts figures that cannot be. */
export function spelt(words: readonly ReadWord[]): ReadWord[] {
  return words.map((word, i) => {
    if (LOST_DIGIT.test(`${word.text}${words[i + 1]?.text ?? ""}`))
      return { ...word, confidence: Math.min(word.confidence, LOST) };
    if (word.text === "O" && words[i - 1]?.text === ":")
      return { ...respelt(word, "0"), confidence: Math.min(word.confidence, TAKEN) };
    if (NUMBERED.test(words[i - 1]?.text ?? "") && STROKES.test(word.text))
      return respelt(word, "I".repeat(word.text.length));
    if (i === 0 && STAR.test(word.text) && !words.some(({ text }) => text.endsWith("’")))
      return respelt(word, word.text.replace(STAR, "*"));
    const rule = USUAL.find(([read]) => read.test(word.text));
    return rule === undefined ? word : respelt(word, word.text.replace(rule[0], rule[1]));
  });
}
