import type { Box, Text, Word } from "../../model/index.js";
import { type Line, linesOf } from "../line.js";
import { joinLines } from "../text.js";

/** Distances as multiples of the type's height. */
const NEAR_ABOVE = 1.9;
const NEAR_BELOW = 1.6;
/** By how much more than its lines a note and the text below it are apart. */
const PARTED = 0.25;
const CAPTION_WORDS = 22;
/** How far off captions and notes are looked for, in sizes of the table's type. */
const REACH = { above: 7, below: 10 };
const NOTE_MARK =
  /^(?:\*+|\(?\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]|[a-z]\)|sources?\b|notes?\b|n\.?b\.?\b|champ\b|lecture\b|†|‡)/i;

/** Whether a text opens as a note does: with its mark, or by saying what it is. */
export const isNoted = (text: string): boolean => NOTE_MARK.test(text);

/** A figure that makes a line a statement rather than a title: years, ordinals and table numbers do not. */
const STATED = /(?<![\p{L}\d.])(?!(?:19|20)\d\d(?!\d))\d[\d\s]*(?!\s?(?:er|ère|e|ème|ans?)\b)(?![\d.:])/u;

/** The line of text above that titles the table, of the words that no table holds. */
export function captionOf(box: Box, free: readonly Word[], size: number): Text | undefined {
  const above = linesAround(box, free, box.top - REACH.above * size, box.top + 1).reverse();
  const taken: Line[] = [];
  let top = box.top;
  for (const line of above) {
    const height = line.box.bottom - line.box.top;
    const limit = taken.length === 0 ? NEAR_ABOVE : 0.6;
    if (top - line.box.bottom > limit * height || taken.length === 2) break;
    if (taken.length > 0 && !sameType(line, taken[0]!)) break;
    taken.unshift(line);
    top = line.box.top;
  }
  const text = joinLines(taken.map((l) => l.words));
  return taken.length > 0 && isTitle(text.text) ? text : undefined;
}

function isTitle(text: string): boolean {
  if (text.split(" ").length > CAPTION_WORDS || /[.;,!]$/.test(text) || !/\p{L}{2}/u.test(text)) return false;
  if (/^[-•●▪➤✓✔>]/.test(text)) return false;
  return /^(?:table(?:au)?|exhibit|annexe?|figure)\b/i.test(text) || !STATED.test(text);
}

/** Remarks directly under the table: marked, or set in smaller type. */
export function notesOf(box: Box, free: readonly Word[], size: number): Text[] {
  const notes: Line[][] = [];
  let bottom = box.bottom;
  for (const line of linesAround(box, free, box.bottom - 1, box.bottom + REACH.below * size)) {
    const height = line.box.bottom - line.box.top;
    if (line.box.top - bottom > NEAR_BELOW * height) break;
    const marked = isNoted(line.words.map((w) => w.text).join(" "));
    const smaller = sizeOf(line) < 0.93 * size;
    const own = notes.at(-1);
    const goesOn = own !== undefined && !isParted(own, line) && (smaller || sameType(line, own[0]!));
    if (marked) notes.push([line]);
    else if (goesOn) own.push(line);
    else if (smaller) notes.push([line]);
    else break;
    bottom = line.box.bottom;
  }
  return notes.map((lines) => joinLines(lines.map((l) => l.words)));
}

/** Whether the sentence before has ended and more white is between it and the line than between lines of the note. */
function isParted(note: readonly Line[], line: Line): boolean {
  const [last, before] = [note.at(-1)!, note.at(-2)];
  if (before === undefined || !/[.!?]$/.test(last.words.at(-1)!.text)) return false;
  const height = line.box.bottom - line.box.top;
  return line.box.top - last.box.bottom > last.box.top - before.box.bottom + PARTED * height;
}

/** Lines of free words between two heights that stand over or under the table and hardly beside it. */
function linesAround(box: Box, free: readonly Word[], top: number, bottom: number): Line[] {
  const words = free.filter((w) => w.box.top >= top && w.box.bottom <= bottom);
  return linesOf(words)
    .flatMap(pieces)
    .filter((l) => {
      const shared = Math.min(l.box.x1, box.x1) - Math.max(l.box.x0, box.x0);
      return shared > 0.5 * (l.box.x1 - l.box.x0);
    });
}

/** A line cut where a gap shows that its parts do not belong together. */
function pieces(line: Line): Line[] {
  const out: Word[][] = [];
  for (const word of line.words) {
    const last = out.at(-1)?.at(-1);
    if (last !== undefined && word.box.x0 - last.box.x1 <= 1.8 * word.size) out.at(-1)!.push(word);
    else out.push([word]);
  }
  return out.map((words) => ({ words, box: linesOf(words)[0]!.box }));
}

function sizeOf(line: Line): number {
  const sizes = line.words.map((w) => w.size).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)]!;
}

const sameType = (a: Line, b: Line): boolean =>
  Math.abs(sizeOf(a) - sizeOf(b)) < 0.6 && a.words[0]!.bold === b.words[0]!.bold;
