import type { Cell, Table, Word } from "../model/index.js";
import { chroma, lightness } from "./measure.js";
import { isCount, isNumeral } from "./numeral.js";

/** Share of the numbers of a grid that must stand out from the words of their column. */
const MOST = 0.8;

/** By how much larger type stands out. */
const LARGER = 1.15;
/** A change stands with its number as words do: "+ 12 %". */
const CHANGE = /^[+\-\u2212\u2013]\s?\d[\d\s,.]*%$/u;

const isNumber = ({ text: { text } }: Cell): boolean =>
  (isNumeral(text) || isCount(text)) && !CHANGE.test(text);

/** Whether a word is neither black nor grey, nor white on a ground. */
const isTinted = ({ colour }: Word): boolean => chroma(colour) > 0.2;

/** Whether size, weight or colour makes a number stand out from a word of its label. */
const isStressed = (number: Word, label: Word): boolean =>
  number.size >= LARGER * label.size ||
  (number.bold && !label.bold) ||
  (isTinted(number) && !isTinted(label) && lightness(label.colour) < 0.8 && number.bold === label.bold);

/**
 * Whether a grid is made of key figures: each of its columns is number and label in turn, again and again, and the
 * numbers are set otherwise than their labels. A table has its words at its head or side, and stresses those.
 */
export function isTiled({ cells, columns }: Table): boolean {
  const filled = cells.filter((c) => c.text.words.length > 0);
  const numbers = filled.filter(isNumber);
  const stressed = numbers.filter((number) => standsOut(number, filled));
  return (
    numbers.length >= 2 &&
    stressed.length >= MOST * numbers.length &&
    Array.from({ length: columns }, (_, column) => filled.filter((c) => c.column === column)).every(isInTurn)
  );
}

/** Number, words, number, words – or the other way round: no two numbers follow one another. */
function isInTurn(column: readonly Cell[]): boolean {
  const kinds = [...column].sort((a, b) => a.row - b.row).map(isNumber);
  return kinds.includes(false) && kinds.includes(true) && kinds.every((kind, i) => !kind || !kinds[i - 1]);
}

function standsOut(number: Cell, cells: readonly Cell[]): boolean {
  const [word] = number.text.words;
  const labels = cells.filter(
    (c) => c.column === number.column && /\p{L}/u.test(c.text.text) && !isNumber(c),
  );
  const words = labels.flatMap((c) => c.text.words);
  return word !== undefined && words.length > 0 && words.every((label) => isStressed(word, label));
}
