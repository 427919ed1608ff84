import type { ReadWord } from "./reading.js";

/** What the engine regularly makes of signs that its language data lack: as read, as printed. */
const USUAL: readonly [RegExp, string][] = [
  [/^[I|l]\.$/, "I."],
  [/^[I|][I|l]\.$/, "II."],
  [/^[I|][I|l][I|l]\.$/, "III."],
  [/^\|V\.$/, "IV."],
  [/^1°["'’”*]{1,2}$/, "1er"],
  [/^\|(?=\p{L})/u, "l"],
];

/** Corrects numerals of headings and ordinals. */
export function spelt(words: readonly ReadWord[]): ReadWord[] {
  return words.map((word) => {
    const rule = USUAL.find(([read]) => read.test(word.text));
    return rule === undefined ? word : { ...word, text: word.text.replace(rule[0], rule[1]) };
  });
}
