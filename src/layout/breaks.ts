import { widthOf } from "./line.js";
import { isNumeral } from "./numeral.js";
import type { Segment } from "./segment.js";

/** By how much more than usual lines are apart where a paragraph ends, in sizes. */
const APART = 0.32;
/** The same where a line ends amid a sentence. */
const APART_UNFINISHED = 0.8;
/** How far a line is set in, in sizes. */
export const INDENT = 0.8;
/** Words that a sentence does not end with. */
export const UNFINISHED =
  /(?:^|\s|')(?:à|au|aux|avec|ce|ces|cette|chez|dans|de|des|dont|du|d|en|et|la|le|les|leur|leurs|nos|ou|où|par|pour|que|qui|sa|se|ses|son|sont|soit|sous|sur|un|une|vers|ont|a|est|,|-|\+)$/i;

export const textOfLine = (line: Segment): string => line.words.map((w) => w.text).join(" ");

/** A line that opens with a number set larger than the rest. */
export function opensLarge(line: Segment): boolean {
  const first = line.words[0];
  return first !== undefined && isNumeral(first.text) && first.size >= 1.15 * line.style.size;
}

/** A bracket is left open. */
export const isOpen = (text: string): boolean => text.lastIndexOf("(") > text.lastIndexOf(")");

export const sameSize = (a: Segment, b: Segment): boolean =>
  Math.abs(a.style.size - b.style.size) <= 0.09 * Math.max(a.style.size, b.style.size);

/** "Label : text" */
const LABELLED = /^[\p{Lu}\d][^.:;!?]{1,70}\s?:\s\S/u;
/** The manners in which lines are numbered. */
const NUMBERED = /^(?:\d{1,2}[.)]|[IVX]{1,4}[.)]|[a-z][.)]|\d{1,2}\.\d{1,2}\.?)\s\S/u;

/** What is usual around a line. */
export interface Column {
  /** Size of the running text. */
  body: number;
  /** Right edge of the text around. */
  right: number;
  leading: (size: number) => number;
}

/** Whether the first word of the next line would still have had room at the end of this one. */
export function endsShort(line: Segment, next: Segment, column: Column): boolean {
  const first = next.words[0];
  const room = column.right - line.box.x1;
  return first !== undefined && widthOf(first.box) + 0.6 * line.style.size < room;
}

/** Whether two lines are further apart than lines of one paragraph. */
export function isFar(line: Segment, next: Segment, column: Column): boolean {
  const { size } = line.style;
  // A number set large pushes its line away from the one above, and the next one from its own.
  const step = Math.min(next.core.top - line.core.top, next.box.top - line.box.bottom + size);
  const apart = UNFINISHED.test(textOfLine(line)) ? APART_UNFINISHED : APART;
  const type = opensLarge(line) ? line.words[0]!.size : size;
  return step > column.leading(size) + apart * type;
}

/** Whether a short line ends its paragraph: the next begins further left, or further right where this one leads to it. */
function endsByIndent(line: Segment, next: Segment, column: Column): boolean {
  const { size } = line.style;
  const ending = textOfLine(line);
  const off = Math.abs(line.box.x0 + line.box.x1 - next.box.x0 - next.box.x1) / 2;
  if (UNFINISHED.test(ending) || off < 0.4 * size || !endsShort(line, next, column)) return false;
  const step = next.box.x0 - line.box.x0;
  return step < -INDENT * size || (step > INDENT * size && ending.endsWith(":"));
}

/** Whether `next` starts a new paragraph after `line`. */
export function breaks(line: Segment, next: Segment, column: Column): boolean {
  if (!sameSize(line, next) || isFar(line, next, column)) return true;
  const [ending, opening] = [textOfLine(line), textOfLine(next)];
  if (endsByIndent(line, next, column)) return true;
  const unfinished = UNFINISHED.test(ending) || /^\p{Ll}/u.test(opening);
  if (opensLarge(next) && !UNFINISHED.test(ending)) return true;
  if (line.style.bold !== next.style.bold && !unfinished) {
    if (endsShort(line, next, column) || line.style.colour !== next.style.colour) return true;
  }
  if (line.style.bold === next.style.bold && line.style.colour !== next.style.colour && !unfinished)
    return true;
  if (unfinished && !NUMBERED.test(opening)) return false;
  if (NUMBERED.test(opening) && (NUMBERED.test(ending) || endsShort(line, next, column))) return true;
  if (line.style.size >= 1.13 * column.body) return false;
  if (LABELLED.test(opening) && LABELLED.test(ending)) return true;
  const ended = /[.!?:;…]$/.test(ending);
  if (!/^[\p{Lu}\d«"(+]/u.test(opening) || (opening.startsWith("(") && !ended)) return false;
  if (ended && next.box.x0 - line.box.x0 > 0.8 * line.style.size) return true;
  return endsShort(line, next, column) && (ended || line.style.bold === next.style.bold);
}
