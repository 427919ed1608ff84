import { isInCapitals, mayBeCapitals, partedByCase } from "./capitals.js";
import { readLine } from "./engine.js";
import type { Ink } from "./ink.js";
import { type Reading, type ReadWord, wordsIn } from "./reading.js";
import { lettersHeight } from "./rows.js";
import { stripOf } from "./strip.js";

/** Words that the engine is less sure of than this are read again. */
const DOUBTFUL = 0.6;
/** Writing, rather than ornaments and pieces of pictures. */
const WORD = /\p{L}{3}/u;
/** Height of capitals at which they are, pixels: another one than at first. */
const CAPITALS = 26;

/**
 * Reads writing that the engine was not sure of again by itself: what stands beside it in a line tells the engine how
 * to read it, and may mislead it. The surer reading is kept.
 */
export async function reread(ink: Ink, readings: readonly Reading[], limit: AbortSignal): Promise<Reading[]> {
  const read = await Promise.all(
    readings.map(async (reading) => (await inCapitals(ink, reading, limit)) ?? [reading]),
  );
  return Promise.all(
    read.flat().map(async (reading) => {
      if (!isDoubtful(reading)) return reading;
      const words = await readAlone(ink, reading, limit);
      return surenessOf(words) > surenessOf(reading.words) ? { ...reading, words } : reading;
    }),
  );
}

/** A line read again where capitals were taken for small letters: parted from a larger figure, or whole. */
async function inCapitals(ink: Ink, reading: Reading, limit: AbortSignal): Promise<Reading[] | undefined> {
  const [figure, label] = partedByCase(reading) ?? [undefined, reading];
  if (figure === undefined && !mayBeCapitals(label)) return undefined;
  const words = await readAlone(ink, label, limit);
  if (surenessOf(words) <= surenessOf(label.words) || !isInCapitals(words)) return undefined;
  return [...(figure === undefined ? [] : [figure]), { ...label, words }];
}

const isDoubtful = ({ words, segment }: Reading): boolean =>
  segment.raised !== true &&
  words.some(({ text, confidence }) => confidence < DOUBTFUL && WORD.test(text)) &&
  segment.components.length > 2;

async function readAlone(ink: Ink, { segment }: Reading, limit: AbortSignal): Promise<ReadWord[]> {
  const options = {
    capitals: CAPITALS,
    height: lettersHeight(segment),
    rows: segment.bottom - segment.top,
  };
  const strip = stripOf(ink, [{ segment, top: segment.top }], options);
  const [piece] = strip.pieces;
  const words = await readLine(strip.picture, { limit });
  return piece === undefined ? [] : wordsIn(words, piece, strip);
}

/** The mean over its characters; nothing is sure of nothing. */
function surenessOf(words: readonly ReadWord[]): number {
  const letters = words.reduce((n, { text }) => n + text.length, 0);
  return (
    words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / Math.max(1, letters)
  );
}
