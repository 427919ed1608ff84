import type { Component } from "./components.js";
import type { ReadWord } from "./reading.js";
import type { Sign } from "./signs.js";

/** What hangs no lower, and reaches no higher, than a capital by this share of its height stands as it does. */
const LEVEL = 0.08;
/** A point is no higher than this share of a capital. */
const POINT = 0.3;
/** Capitals with points behind some of them; signs that the engine takes an I for are mended before. */
const POINTED = /^(?=.*\.)(?:\p{Lu}\.?){2,}$/u;
/** Capitals and two closing brackets, of which the first may be a J. */
const TWICE = /^\p{Lu}+\)\)[.,;:]?$/u;

/** Abbreviations as their ink tells them: a J that was taken for a bracket, points that were passed over. */
export function initialled(word: ReadWord, signs: readonly Sign[]): ReadWord {
  return withPoints(
    signs.length === word.symbols.length ? withJ(word, signs) : withTouchingJ(word, signs),
    signs,
  );
}

const respelt = (word: ReadWord, symbols: string[]): ReadWord => ({
  ...word,
  symbols,
  text: symbols.join(""),
});

/** Knows a J after capitals by its foot: the engine takes it for a closing bracket ("CE)" for CEJ). */
function withJ(word: ReadWord, signs: readonly Sign[]): ReadWord {
  const symbols = word.symbols.map((symbol, i) => {
    if (!/^[)\]]$/.test(symbol) || !/^\p{Lu}$/u.test(word.symbols[i - 1] ?? "")) return symbol;
    const [capital, mark] = [only(signs[i - 1]), only(signs[i])];
    if (capital === undefined || mark === undefined) return symbol;
    const near = Math.max(1, LEVEL * (capital.bottom - capital.top));
    return mark.bottom - capital.bottom <= near && capital.top - mark.top <= near ? "J" : symbol;
  });
  return symbols.some((symbol, i) => symbol !== word.symbols[i]) ? respelt(word, symbols) : word;
}

const only = (sign: Sign | undefined): Component | undefined =>
  sign?.components.length === 1 ? sign.components[0] : undefined;

/** The same where the J touches the capital before it: of two brackets one hangs lower than capitals do. */
function withTouchingJ(word: ReadWord, signs: readonly Sign[]): ReadWord {
  const [capital] = signs;
  if (!TWICE.test(word.text) || capital === undefined) return word;
  const foot = bottomOf(capital);
  const near = Math.max(1, LEVEL * heightOf(capital));
  const hanging = signs.filter((sign) => bottomOf(sign) > foot + near && heightOf(sign) > heightOf(capital));
  const at = word.symbols.indexOf(")");
  return hanging.length === 1 && at > 0 ? respelt(word, word.symbols.with(at, "J")) : word;
}

const bottomOf = ({ components }: Sign): number => Math.max(...components.map((c) => c.bottom));
const heightOf = ({ components }: Sign): number =>
  Math.max(...components.map((c) => c.bottom)) - Math.min(...components.map((c) => c.top));

/** Puts back the points between capitals ("ETT.I." for E.T.T.I.), where each letter is one piece of ink. */
function withPoints(word: ReadWord, signs: readonly Sign[]): ReadWord {
  if (!POINTED.test(word.text) || signs.length <= word.symbols.length) return word;
  const height = Math.max(...signs.map(heightOf));
  const letters = word.symbols.filter((symbol) => symbol !== ".");
  const isPoint = (sign: Sign): boolean => heightOf(sign) <= POINT * height;
  if (signs.filter((sign) => !isPoint(sign)).length !== letters.length) return word;
  return respelt(
    word,
    signs.map((sign) => (isPoint(sign) ? "." : (letters.shift() ?? ""))),
  );
}
