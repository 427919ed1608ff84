import type { Component } from "./components.js";
import { inked, type Placed } from "./placing.js";
import type { Reading, ReadWord } from "./reading.js";
import { CAPITAL, lettersHeight } from "./rows.js";
import { segmentFrom } from "./segments.js";

const SMALL = /^\p{Ll}{2,}$/u;
const CAPITALS = /^\p{Lu}{2,}/u;
const FIGURE = /^[\d.,]*\d[\d.,]*%?$/;
/** Capitals differ in height and stand as level within this share of their height. */
const LEVEL = 0.14;
/** A figure is larger than the writing beside it from this ratio on. */
const LARGER = 1.2;

/**
 * A line parted where capitals may stand beside a larger figure that were taken for small letters of the figure's size
 * ("155 coi" for 155 CDI): small letters whose ink is as even as that of capitals. Undefined where there are none.
 */
export function partedByCase(reading: Reading): [Reading, Reading] | undefined {
  const { words, segment } = reading;
  if (!words.some(({ text }, i) => SMALL.test(text) && FIGURE.test(words[i - 1]?.text ?? "")))
    return undefined;
  const pieces = inked(reading, lettersHeight(segment) / CAPITAL);
  const from = pieces.findIndex((piece, i) => isEven(piece) && isLargeFigure(pieces[i - 1], piece));
  return from < 0 ? undefined : [readingOf(pieces.slice(0, from)), readingOf(pieces.slice(from))];
}

/** Small letters that are all of one height, but for accents. */
const LEVEL_LETTERS = /^[acemnorsuvwxzàâçèéêëîïôùûœ]{3,}$/;
/** A capital with its accent is higher than one without by this ratio at most; a small letter is by more. */
const ACCENTED = 1.34;

/** Whether a word that stands alone may be in capitals, though it was read in small letters ("créés" for CRÉÉS). */
export function mayBeCapitals({ words, segment: { components } }: Reading): boolean {
  const [first, other] = words;
  if (first === undefined || other !== undefined || !LEVEL_LETTERS.test(first.text)) return false;
  const heights = components.map((c) => c.bottom - c.top);
  const feet = components.map((c) => c.bottom);
  const [most, least] = [Math.max(...heights), Math.min(...heights)];
  return most <= ACCENTED * least && Math.max(...feet) - Math.min(...feet) <= LEVEL * least;
}

/** Whether writing begins with a word in capitals. */
export const isInCapitals = ([first]: readonly ReadWord[]): boolean => CAPITALS.test(first?.text ?? "");

function isEven({ word, components }: Placed): boolean {
  if (!SMALL.test(word.text) || components.length < 2) return false;
  const height = highest(components);
  const foot = Math.max(...components.map((c) => c.bottom));
  return components.every(
    (c) => c.bottom - c.top >= (1 - LEVEL) * height && foot - c.bottom <= LEVEL * height,
  );
}

const highest = (components: readonly Component[]): number =>
  Math.max(...components.map((c) => c.bottom - c.top));

function isLargeFigure(before: Placed | undefined, { components }: Placed): boolean {
  return (
    before !== undefined &&
    FIGURE.test(before.word.text) &&
    highest(before.components) >= LARGER * highest(components)
  );
}

function readingOf(pieces: readonly Placed[]): Reading {
  const segment = { ...segmentFrom(pieces.flatMap(({ components }) => components)), parted: true };
  const row = {
    ...{ segments: [segment], top: segment.top, bottom: segment.bottom },
    height: lettersHeight(segment),
  };
  return { segment, row, words: pieces.map(({ word }) => word) };
}
