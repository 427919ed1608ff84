import type { Component } from "./components.js";
import { initialled } from "./initials.js";
import type { Reading, ReadWord } from "./reading.js";
import { type Sign, signsOf } from "./signs.js";
import { withLostDigits, withoutEcho } from "./spelling.js";

/** A word, and the ink it was read from. */
export interface Placed {
  word: ReadWord;
  components: Component[];
}

/** The engine tells where words end to within this share of the size. */
const NEAR = 0.7;
/** A gap between figures wider than this share of the size parts words; between small letters, which the engine knows as words, than the second. */
const SPACE = 0.19;
const SPACE_IN_WORD = 0.3;
/** Figures of one width stand as far apart as if a slender 1 were as wide as this share of the size. */
const ONE = 0.44;
/** A gap narrower than this is none. */
const NO_SPACE = 0.1;

/** A small letter that is no word by itself; in French only "a" and "y" are words. */
const TORN = /^[b-xz]$/;

/** A sign that belongs to the figure that it stands close to. */
const SIGN = /^\(?[-–−+]$/;

/** Puts words where the ink is: the engine says what is written, and only about where. `size` is the em, pixels. */
export function placed(reading: Reading, size: number): Placed[] {
  return joined(partsOf(reading, size), size).flatMap((part) => spaced(part.word, part.signs, size));
}

interface Part {
  word: ReadWord;
  signs: Sign[];
}

/** The words of a reading, and the ink of each. */
export function inked({ segment, words }: Reading, size: number): Placed[] {
  return partsOf({ segment, words }, size).map(({ word, signs }) => ({
    word,
    components: signs.flatMap(({ components }) => components),
  }));
}

function partsOf({ segment, words }: Pick<Reading, "segment" | "words">, size: number): Part[] {
  const signs = signsOf(segment.components);
  const ends = words.slice(1).map((word, i) => ((words[i]?.x1 ?? word.x0) + word.x0) / 2);
  const cuts = apartFrom(
    ends.map((x) => cutsNear(signs, x, size)),
    signs.length,
  );
  return words.map((word, i) => ({
    word,
    signs: signs.slice(i === 0 ? 0 : (cuts[i - 1] ?? 0), cuts[i] ?? signs.length),
  }));
}

/** Puts together letters between which the engine saw a space and the ink shows none ("j eunes"). */
function joined(parts: readonly Part[], size: number): Part[] {
  const whole: Part[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    const [end, start] = [last?.signs.at(-1), part.signs[0]];
    const torn = last !== undefined && [last, part].some(({ word }) => TORN.test(word.text));
    const seen = torn && part.word.x0 - last.word.x1 < NO_SPACE * size;
    const near = torn || SIGN.test(last?.word.text ?? "");
    // Beside a space the ink of a torn letter is taken with that of its word.
    const touch =
      end === undefined || start === undefined ? torn : start.x0 - end.x1 < (near ? SPACE : NO_SPACE) * size;
    if (last !== undefined && (touch || seen) && isOne(last.word.text, part.word.text))
      whole.splice(-1, 1, { word: together(last.word, part.word), signs: [...last.signs, ...part.signs] });
    else whole.push(part);
  }
  return whole;
}

/** Small letters, or a figure behind its sign. */
const isOne = (before: string, after: string): boolean =>
  (/\p{Ll}$/u.test(before) && /^\p{Ll}/u.test(after)) || (SIGN.test(before) && /^\d/.test(after));

function together(a: ReadWord, b: ReadWord): ReadWord {
  return {
    text: a.text + b.text,
    confidence: Math.min(a.confidence, b.confidence),
    x0: a.x0,
    x1: b.x1,
    symbols: [...a.symbols, ...b.symbols],
    sureness: [...a.sureness, ...b.sureness],
  };
}

/** The index of a sign before which words may be parted, and what speaks for it: a wide gap near the place. */
interface Cut {
  at: number;
  worth: number;
}

/** The cuts near a place, the best first; never none. */
function cutsNear(signs: readonly Sign[], x: number, size: number): Cut[] {
  const cuts: Cut[] = [];
  for (let i = 1; i < signs.length; i++) {
    const gap = (signs[i]?.x0 ?? 0) - (signs[i - 1]?.x1 ?? 0);
    const middle = ((signs[i]?.x0 ?? 0) + (signs[i - 1]?.x1 ?? 0)) / 2;
    const off = Math.abs(middle - x);
    if (off <= NEAR * size) cuts.push({ at: i, worth: gap - 0.3 * off });
  }
  if (cuts.length > 0) return cuts.sort((p, q) => q.worth - p.worth);
  const next = signs.findIndex((sign) => (sign.x0 + sign.x1) / 2 > x);
  return [{ at: next < 0 ? signs.length : next, worth: 0 }];
}

/** The best cut at each place; where two would be one, and leave a word without ink, the one that has the better other. */
function apartFrom(places: readonly Cut[][], end: number): number[] {
  const cuts = places.map(([best]) => best ?? { at: end, worth: 0 });
  for (let i = 1; i < cuts.length; i++) {
    const [before, own] = [cuts[i - 1], cuts[i]];
    if (before === undefined || own === undefined || before.at !== own.at) continue;
    const least = cuts[i - 2]?.at ?? 0;
    const earlier = places[i - 1]?.find(({ at }) => at < own.at && at > least);
    const later = places[i]?.find(({ at }) => at > own.at);
    if (earlier !== undefined && (later === undefined || earlier.worth >= later.worth)) cuts[i - 1] = earlier;
    else if (later !== undefined) cuts[i] = later;
  }
  return cuts.map(({ at }) => at);
}

/** Whether a sign is the digit behind a decimal comma: a slender 1 stands far from it. */
function inDecimal(symbols: readonly string[], i: number): boolean {
  const [digit, comma, next] = [symbols[i - 2], symbols[i - 1], symbols[i]];
  return /^\d$/.test(digit ?? "") && /^[,.]$/.test(comma ?? "") && /^\d$/.test(next ?? "");
}

/** Parts a word where its ink shows a space that the engine passed over ("2 944"). */
function spaced(read: ReadWord, signs: readonly Sign[], size: number): Placed[] {
  const word = initialled(withLostDigits(withoutEcho(read, signs.length), signs.length), signs);
  if (signs.length === word.symbols.length) return apart(word, signs, size);
  const touching = withTouching(word, signs);
  return touching === undefined
    ? [{ word, components: signs.flatMap((sign) => sign.components) }]
    : apart(touching, signs, size);
}

/** Width of a digit, in heights. */
const DIGIT = 0.7;

/** A figure with the digits that touch taken as one symbol, where the widths of its ink tell which these are. */
function withTouching(word: ReadWord, signs: readonly Sign[]): ReadWord | undefined {
  if (!/^\d+$/.test(word.text)) return undefined;
  const height = Math.max(...signs.flatMap(({ components }) => components.map((c) => c.bottom - c.top)));
  const counts = signs.map(({ x0, x1 }) => Math.max(1, Math.round((x1 - x0) / (DIGIT * height))));
  if (counts.reduce((sum, n) => sum + n, 0) !== word.symbols.length) return undefined;
  let at = 0;
  const symbols = counts.map((n) => {
    at += n;
    return word.symbols.slice(at - n, at).join("");
  });
  return { ...word, symbols };
}

/** White between two signs, less what a slender digit has on its side. */
function gap(a: Sign, b: Sign, [before, after]: readonly [string, string], size: number): number {
  const white = b.x0 - a.x1;
  if (!/^\d\d$/.test(before + after)) return white;
  const side = (symbol: string, { x0, x1 }: Sign): number =>
    symbol === "1" ? Math.max(0, (ONE * size - (x1 - x0)) / 2) : 0;
  return white - side(before, a) - side(after, b);
}

/** Parts a word, of which each sign is known, where its ink shows a space. */
function apart(word: ReadWord, signs: readonly Sign[], size: number): Placed[] {
  const parts: { symbols: string[]; signs: Sign[] }[] = [];
  signs.forEach((sign, i) => {
    const before = signs[i - 1];
    const beside = [word.symbols[i - 1] ?? "", word.symbols[i] ?? ""] as const;
    const inWord = beside.every((symbol) => /^\p{Ll}/u.test(symbol));
    const parted =
      before === undefined || gap(before, sign, beside, size) > (inWord ? SPACE_IN_WORD : SPACE) * size;
    if (parted && !inDecimal(word.symbols, i)) parts.push({ symbols: [], signs: [] });
    parts.at(-1)?.symbols.push(word.symbols[i] ?? "");
    parts.at(-1)?.signs.push(sign);
  });
  if (parts.length === 1) return [{ word, components: signs.flatMap((sign) => sign.components) }];
  const { others: _, ...parted } = word;
  return parts.map((part) => ({
    word: { ...parted, symbols: part.symbols, text: part.symbols.join("") },
    components: part.signs.flatMap((sign) => sign.components),
  }));
}
