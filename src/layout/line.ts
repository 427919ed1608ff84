import type { Box, Word } from "../model/index.js";

/** Words that stand on one baseline, from left to right. */
export interface Line {
  words: Word[];
  box: Box;
}

/** Share of the smaller height by which centres may differ on one line. */
const CENTRE = 0.5;
/** The same for baselines: larger and smaller type set on one line shares its baseline, not its centre. */
const BASELINE = 0.15;
/** Words whose centres differ by more than this share of the larger height share neither. */
const FAR = 0.51;
/** Height of the descenders as a share of a word's box. */
const DESCENT = 0.21;

export const heightOf = (box: Box): number => box.bottom - box.top;
export const widthOf = (box: Box): number => box.x1 - box.x0;
export const centreOf = (box: Box): number => (box.top + box.bottom) / 2;

/** The smallest box around all; throws nothing, an empty list gives an empty box. */
export function hull(boxes: readonly Box[]): Box {
  let x0 = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let x1 = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const box of boxes) {
    x0 = Math.min(x0, box.x0);
    top = Math.min(top, box.top);
    x1 = Math.max(x1, box.x1);
    bottom = Math.max(bottom, box.bottom);
  }
  return boxes.length > 0 ? { x0, top, x1, bottom } : { x0: 0, top: 0, x1: 0, bottom: 0 };
}

/** Words of one line so far, and how the last of them stands: its middle, its baseline, its height. */
interface Row {
  words: Word[];
  centre: number;
  baseline: number;
  height: number;
}

/** From left to right, then from top to bottom. */
export function byPosition(a: Word, b: Word): number {
  return (
    a.box.x0 - b.box.x0 ||
    a.box.top - b.box.top ||
    a.box.x1 - b.box.x1 ||
    (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)
  );
}

/**
 * Groups words into lines by geometry alone; the order of `words` has no influence. Each word is
 * compared with the word at its left, so that a slightly skewed scan still gives whole lines.
 * Lines come from top to bottom; one that stands beside taller type comes after what is at its left.
 */
export function linesOf(words: readonly Word[]): Line[] {
  const rows: Row[] = [];
  for (const word of [...words].sort(byPosition)) {
    const height = word.box.bottom - word.box.top;
    const middle = (word.box.top + word.box.bottom) / 2;
    const base = word.box.bottom - DESCENT * height;
    let best: Row | undefined;
    let bestOff = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      // How far the word is off the row's last one vertically, as a share of the smaller.
      const away = Math.abs(row.centre - middle);
      // Most rows are far off: they are passed over before anything else is reckoned.
      if (away > FAR * Math.max(row.height, height, 0.02)) continue;
      const small = Math.max(Math.min(row.height, height), 0.01);
      const centre = away / small;
      const baseline = Math.abs(row.baseline - base) / small;
      if (centre > CENTRE && baseline > BASELINE) continue;
      const off = Math.min(centre, baseline);
      if (off < bestOff) {
        best = row;
        bestOff = off;
      }
    }
    if (best === undefined) rows.push({ words: [word], centre: middle, baseline: base, height });
    else {
      best.words.push(word);
      best.centre = middle;
      best.baseline = base;
      best.height = height;
    }
  }
  return inOrder(rows.map((row) => ({ words: row.words, box: hull(row.words.map((w) => w.box)) })));
}

function precedes(a: Line, b: Line): boolean {
  const overlap = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
  const beside = a.box.x1 <= b.box.x0 || b.box.x1 <= a.box.x0;
  if (beside && overlap > CENTRE * Math.min(heightOf(a.box), heightOf(b.box))) return a.box.x0 < b.box.x0;
  return centreOf(a.box) < centreOf(b.box);
}

function inOrder(lines: Line[]): Line[] {
  const sorted = [...lines].sort((a, b) => centreOf(a.box) - centreOf(b.box) || a.box.x0 - b.box.x0);
  // Only a line much taller than another can stand beside several: a local exchange settles it.
  for (let i = 1; i < sorted.length; i++) {
    for (let j = i; j > 0 && precedes(sorted[j]!, sorted[j - 1]!); j--) {
      [sorted[j - 1], sorted[j]] = [sorted[j]!, sorted[j - 1]!];
    }
  }
  return sorted;
}
