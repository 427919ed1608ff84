import type { Fill, Word } from "../../model/index.js";

/** A square sign is this large at most, in sizes of the writing beside it, and this square. */
const MOST = 1;
const SQUARE = 1.35;
/** It stands no further than this from that writing, in sizes. */
const NEAR = 2;

/** Tells square signs set in a line ("5.1 ■ L'accueil") from shaded areas, and gives them as words. */
export function squaresAmong(
  fills: readonly Fill[],
  words: readonly Word[],
): { fills: Fill[]; squares: Word[] } {
  const squares: Word[] = [];
  const areas = fills.filter((fill) => {
    const mate = words.find((word) => isBeside(fill, word));
    if (mate === undefined) return true;
    const { top, bottom } = mate.box;
    squares.push({
      ...mate,
      text: "■",
      box: { x0: fill.box.x0, x1: fill.box.x1, top, bottom },
      colour: fill.colour,
      bold: false,
      confidence: 0.9,
    });
    return false;
  });
  return { fills: areas, squares };
}

function isBeside({ box }: Fill, word: Word): boolean {
  const [w, h] = [box.x1 - box.x0, box.bottom - box.top];
  const gap = Math.max(word.box.x0 - box.x1, box.x0 - word.box.x1);
  const level = box.top >= word.box.top - 1 && box.bottom <= word.box.bottom + 1;
  return (
    Math.max(w, h) <= MOST * word.size &&
    Math.max(w, h) <= SQUARE * Math.min(w, h) &&
    level &&
    gap >= 0 &&
    gap <= NEAR * word.size
  );
}
