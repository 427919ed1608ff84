import { inked } from "./placing.js";
import type { Reading, ReadWord } from "./reading.js";
import { CAPITAL, lettersHeight } from "./rows.js";
import { segmentFrom } from "./segments.js";

/** A figure that stands in a line of text, as a reading by itself. */
export interface Numeral {
  /** Its first word in the line, and the first behind it. */
  from: number;
  to: number;
  reading: Reading;
}

/** A word of a figure, with the point or comma behind it. */
const PART = /^[(+-]?[\d.,]*\d[\d.,]*[%€)]{0,3}$/;

/** The figures in a line of text: words of figures side by side are one ("41 463"). */
export function numeralsIn(reading: Reading): Numeral[] {
  const { segment, words, row } = reading;
  if (segment.raised || !words.some(({ text }) => PART.test(text))) return [];
  const pieces = inked(reading, lettersHeight(segment) / CAPITAL);
  const found: { from: number; to: number }[] = [];
  words.forEach(({ text }, i) => {
    const last = found.at(-1);
    if (!PART.test(text)) return;
    if (last?.to === i) last.to = i + 1;
    else found.push({ from: i, to: i + 1 });
  });
  return found.flatMap(({ from, to }) => {
    const components = pieces.slice(from, to).flatMap((piece) => piece.components);
    if (components.length === 0) return [];
    return [{ from, to, reading: { segment: segmentFrom(components), row, words: words.slice(from, to) } }];
  });
}

/** A line with its figures as they were read by themselves; `numerals` from left to right. */
export function withNumerals(
  reading: Reading,
  numerals: readonly Numeral[],
  wordsOf: (reading: Reading) => readonly ReadWord[],
): Reading {
  const words = [...reading.words];
  for (const { from, to, reading: own } of numerals.toReversed())
    words.splice(from, to - from, ...wordsOf(own));
  return { ...reading, words };
}
