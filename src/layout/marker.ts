import type { Word } from "../model/index.js";

/**
 * Signs that open a list item: the private characters of symbol fonts among them, and the letters that stand in for
 * them, such as the "o" that office suites set before items of the second level.
 */
const BULLET = /^(?:[oØ§ü]|[•●▪■◆◼▶►➤➢➔→✓✔✗✘○◦‣⁃∙·–—\-❖♦◾▸❯\u{E000}-\u{F8FF}]+)$/u;
/** "1." "2)" "a)" "iv." */
const ORDINAL = /^\(?(?:\d{1,2}|[a-z]|[ivx]{2,4}|[IVX]{2,4})[.)]$/;

/** Whether a word at the start of a line marks a list item. */
export function isMarker(word: Word): boolean {
  return isBullet(word) || ORDINAL.test(word.text);
}

export function isBullet(word: Word): boolean {
  return BULLET.test(word.text);
}

/** A bullet set against its text without a space: "➤60". */
const GLUED = /^([•●▪■◆➤➢✓✔✗▶❖\u{E000}-\u{F8FF}])(?=[\p{L}\d«])/u;

/** Whether a word begins with a bullet. */
export function isGlued(word: Word): boolean {
  return GLUED.test(word.text);
}

/** The bullet that a word begins with, empty where it begins with none. */
export function gluedMarker(text: string): string {
  return text.match(GLUED)?.[1] ?? "";
}
