import type { Box, Word } from "../../model/index.js";

/** White, and overlap, between two parts of one word at most, in sizes of type. */
const GAP = 0.13;
const OVERLAP = 0.2;
/** Letters that a font draws as one sign: no more are taken for part of a word. */
const LIGATURE = /^\p{L}{1,4}$/u;
const ENDS = /\p{L}['’]?$/u;
const BEGINS = /^\p{L}/u;

/**
 * The words of a page with the ligatures that were recognised among them: some producers write the letters of a word
 * as text, and draw those that stand for two or three ("fi", "tti").
 */
export function withLigatures(words: readonly Word[], recognised: readonly Word[]): Word[] {
  const whole = [...words];
  const loose: Word[] = [];
  for (const word of recognised) {
    const before = LIGATURE.test(word.text)
      ? whole.findIndex((w) => ENDS.test(w.text) && abuts(w, word, w))
      : -1;
    const after = LIGATURE.test(word.text)
      ? whole.findIndex((w) => BEGINS.test(w.text) && abuts(word, w, w))
      : -1;
    const parts = [whole[before], word, whole[after]].filter((part) => part !== undefined);
    const place = before >= 0 ? before : after;
    if (place < 0) {
      loose.push(word);
      continue;
    }
    whole[place] = joined(parts, whole[place] as Word, word);
    if (before >= 0 && after >= 0) whole.splice(after, 1);
  }
  return [...whole, ...loose];
}

/** Whether one word ends where the other begins, on one line; `set` is the one of which the size is known. */
function abuts(left: Word, right: Word, { size }: Word): boolean {
  const gap = right.box.x0 - left.box.x1;
  const level = Math.min(left.box.bottom, right.box.bottom) - Math.max(left.box.top, right.box.top);
  return gap <= GAP * size && gap >= -OVERLAP * size && level > 0.7 * size;
}

function joined(parts: readonly Word[], set: Word, recognised: Word): Word {
  const boxes = parts.map(({ box }) => box);
  const box: Box = {
    ...set.box,
    x0: Math.min(...boxes.map(({ x0 }) => x0)),
    x1: Math.max(...boxes.map(({ x1 }) => x1)),
  };
  const { printed: _, ...style } = set;
  const text = parts.map((part) => part.text).join("");
  return { ...style, text, box, method: "ocr", confidence: recognised.confidence };
}
