import type { Reading } from "./reading.js";
import type { Row } from "./rows.js";

/** Below this a reading is noise taken for writing, unless it stands in a row with writing. */
const NOISE = 0.5;
/** Below this it is noise in any case, where it has no figure. */
const MERE_NOISE = 0.3;
/** A sign with no writing in its row, as a logo or a map may be taken for one, is noise below this. */
const ALONE = 0.6;
/** A row with writing: this sure, and a word rather than a sign. */
const WRITING = 0.7;
const WORD = /[\p{L}\d]{2}/u;
/** Signs that say nothing alone are specks and corners of frames, unless they were known by their shape. */
const TELLING = /[\p{L}\d%€]/u;
const KNOWN = 0.9;

/**
 * Leaves out what was read into photographs, ornaments and specks. `first` are the same readings before figures
 * were read again: what was sure once is writing, though two readings may dispute what it says.
 */
export function sensible(first: readonly Reading[], readings: readonly Reading[]): Reading[] {
  const written = new Map<Row, Reading[]>();
  for (const reading of readings)
    if (confidenceOf(reading) >= WRITING && WORD.test(textOf(reading)))
      written.set(reading.row, [...(written.get(reading.row) ?? []), reading]);
  return readings.filter((reading, i) => {
    if (textOf(reading).length === 1 && confidenceOf(reading) < ALONE && !written.has(reading.row))
      return false;
    const confidence = Math.max(confidenceOf(reading), confidenceOf(first[i] ?? reading));
    if (!TELLING.test(textOf(reading)) && confidence < KNOWN) return written.has(reading.row);
    if (confidence >= NOISE) return true;
    if (confidence < MERE_NOISE && !/\d/.test(textOf(reading))) return false;
    return written.has(reading.row);
  });
}

const textOf = ({ words }: Reading): string => words.map(({ text }) => text).join(" ");

/** The mean over its characters. */
function confidenceOf({ words }: Reading): number {
  const letters = words.reduce((n, { text }) => n + text.length, 0);
  return letters === 0
    ? 0
    : words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters;
}
