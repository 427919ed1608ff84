import { opensLarge, textOfLine, UNFINISHED } from "./breaks.js";
import { isCounted, isYear } from "./numeral.js";
import type { Segment } from "./segment.js";

/** "225 demandeurs d'emploi", "dont 45 % de femmes": a figure and what it counts. */
const COUNTS = /^(?:[-–•]\s)?(?:(?:dont|soit)\s)?(\d[\d\s.,]*?)(?:\s?[%€])?\s(\p{L}['’\p{L}]+)/u;
/** Most words of a text that is one of a list of figures, where another line follows. */
const WORDS = 14;

/** Whether a line opens with a figure and says what it counts, and does not go on from the line before. */
export function opensWithCount(line: Segment, before: Segment | undefined): boolean {
  const [, number, noun] = COUNTS.exec(textOfLine(line)) ?? [];
  if (number === undefined || noun === undefined || isYear(number) || !isCounted(noun)) return false;
  const ending = before === undefined ? "" : textOfLine(before);
  return !UNFINISHED.test(ending) && !/\d$/.test(ending);
}

/** Whether a text and the next line each open with a figure and what it counts: a list of them, no paragraph. */
export function areCounts({ lines }: { lines: readonly Segment[] }, next: Segment): boolean {
  const words = lines.reduce((sum, l) => sum + l.words.length, 0);
  const plain = !opensLarge(lines[0]!) && words <= WORDS;
  return plain && opensWithCount(lines[0]!, undefined) && opensWithCount(next, lines.at(-1));
}
