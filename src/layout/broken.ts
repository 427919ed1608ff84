import type { Page, Word } from "../model/index.js";
import { widthOf } from "./line.js";

/** Shortest word that is mended, in letters. */
const LEAST = 5;
/** White between two lines of one text, and what two words of one line stand apart at most, in sizes of type. */
const LEADING = 0.6;
const SPACE = 0.6;
/** How far the next line may reach into a line, in sizes of type. */
const OVERLAP = 0.5;
const SOFT_HYPHEN = "\u00AD";
const TAIL = /\p{L}+$/u;
const HEAD = /^\p{L}+/u;

/**
 * Pages on which the words that a box was too narrow for ("PERSONN / ES") end their first line in a soft hyphen.
 * A word is only broken where no line could take it, so its beginning stands alone in its line; and what the two
 * make must be a word of the document, which the beginning alone is not.
 */
export function withBrokenWords(pages: readonly Page[]): Page[] {
  const known = vocabularyOf(pages);
  return pages.map((page) => {
    const fromTop = page.words.toSorted((a, b) => a.box.top - b.box.top);
    const broken = new Set(page.words.filter((word) => isBroken(word, fromTop, known)));
    if (broken.size === 0) return page;
    const words = page.words.map((w) =>
      broken.has(w) ? { ...w, text: w.text + SOFT_HYPHEN, printed: w.printed ?? w.text } : w,
    );
    return { ...page, words };
  });
}

/** How often the document holds each word, in small letters. */
function vocabularyOf(pages: readonly Page[]): Map<string, number> {
  const known = new Map<string, number>();
  for (const { words } of pages)
    for (const { text } of words)
      for (const part of text.toLowerCase().match(/\p{L}+/gu) ?? [])
        known.set(part, (known.get(part) ?? 0) + 1);
  return known;
}

function isBroken(word: Word, fromTop: readonly Word[], known: ReadonlyMap<string, number>): boolean {
  const tail = TAIL.exec(word.text)?.[0];
  if (tail === undefined) return false;
  const goesOn = (other: Word): boolean => {
    const head = isUnder(word, other) ? HEAD.exec(other.text)?.[0] : undefined;
    if (head === undefined || !isOneCase(tail, head)) return false;
    const whole = (tail + head).toLowerCase();
    return whole.length >= LEAST && (known.get(whole) ?? 0) >= (known.get(tail.toLowerCase()) ?? 1);
  };
  const { bottom } = word.box;
  for (let i = firstFrom(fromTop, bottom - OVERLAP * word.size); i < fromTop.length; i++) {
    const other = fromTop[i] as Word;
    if (other.box.top >= bottom + LEADING * word.size) return false;
    if (goesOn(other)) return isAlone(word, fromTop);
  }
  return false;
}

/** Place of the first word that begins at `top` or below. */
function firstFrom(fromTop: readonly Word[], top: number): number {
  let [low, high] = [0, fromTop.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((fromTop[middle] as Word).box.top < top) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isOneCase = (tail: string, head: string): boolean =>
  head === head.toLowerCase() || (tail === tail.toUpperCase() && head === head.toUpperCase());

/** Set alike in the next line, beginning at the same side or about the same middle. */
function isUnder(word: Word, other: Word): boolean {
  const gap = other.box.top - word.box.bottom;
  const { size } = word;
  return (
    gap < LEADING * size &&
    gap > -OVERLAP * size &&
    Math.abs(other.size - size) < 0.05 * size &&
    other.bold === word.bold &&
    other.box.x0 < word.box.x0 + 0.5 * widthOf(word.box) + size &&
    other.box.x1 > word.box.x0 - size &&
    other.box.x0 > word.box.x0 - size
  );
}

/** Nothing stands beside a word in its line. */
const isAlone = (word: Word, words: readonly Word[]): boolean =>
  !words.some((other) => {
    const level = Math.min(word.box.bottom, other.box.bottom) - Math.max(word.box.top, other.box.top);
    const gap = Math.max(other.box.x0 - word.box.x1, word.box.x0 - other.box.x1);
    return other !== word && level > 0.5 * word.size && gap < SPACE * word.size;
  });
