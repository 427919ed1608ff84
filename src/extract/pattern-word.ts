import { oneEditApart } from "../normalise/index.js";

/** A word folded, and without a plural ending. */
export interface FoldedWord {
  text: string;
  stem: string;
}

/** Shorter words must be printed right: too many are one letter from another word. */
const MISPRINT_FROM = 7;

/** Whether a word of a pattern may also be found otherwise than by its stem. */
export const canBeMisprinted = (word: FoldedWord): boolean => word.text.length >= MISPRINT_FROM - 1;

/** Whether a word of the text is the pattern's; a feminine ending ("inscrits", "inscrites") is no misprint. */
export function sameWord(meant: FoldedWord, printed: FoldedWord): boolean {
  if (meant.stem === printed.stem) return true;
  const [short, long] =
    meant.stem.length < printed.stem.length ? [meant.stem, printed.stem] : [printed.stem, meant.stem];
  return (
    short.length >= MISPRINT_FROM - 1 &&
    long.length === short.length + 1 &&
    long.endsWith("e") &&
    long.startsWith(short)
  );
}

/** Whether a word of the text can be the pattern's with one letter wrong. */
export function misprinted(meant: FoldedWord, printed: FoldedWord): boolean {
  const long = meant.text.length >= MISPRINT_FROM && printed.text.length >= MISPRINT_FROM - 1;
  return long && oneEditApart(meant.stem, printed.stem);
}

/** Whether a word of the text is the pattern's, or may be a misprint of it. */
export const isWord = (meant: FoldedWord, printed: FoldedWord): boolean =>
  sameWord(meant, printed) || misprinted(meant, printed);
