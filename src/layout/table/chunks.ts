import type { Box, Word } from "../../model/index.js";
import { hull, linesOf } from "../line.js";

/** Words of one line that stand as near as words of one phrase do. */
export interface Chunk {
  words: Word[];
  box: Box;
  text: string;
}

export interface ChunkLine {
  chunks: Chunk[];
  box: Box;
}

/** Gaps as shares of the type's size: the usual word space, and what is surely more than one. */
const SPACE = { usual: 0.26, least: 0.2, most: 0.65 };
const CUT = { times: 1.8, least: 0.62 };

/** The word space of these words, as a share of the type's size. */
export function spaceOf(words: readonly Word[]): number {
  const gaps: number[] = [];
  for (const line of linesOf(words)) {
    for (let i = 1; i < line.words.length; i++) {
      const gap = (line.words[i]!.box.x0 - line.words[i - 1]!.box.x1) / line.words[i]!.size;
      if (gap > 0.05 && gap < 1) gaps.push(gap);
    }
  }
  if (gaps.length < 10) return SPACE.usual;
  gaps.sort((a, b) => a - b);
  return Math.min(SPACE.most, Math.max(SPACE.least, gaps[gaps.length >> 1]!));
}

/** Lines of words, each cut where a gap is wider than a word space can be. */
export function chunkLines(words: readonly Word[], space: number): ChunkLine[] {
  const cut = Math.max(CUT.least, CUT.times * space);
  return linesOf(words).map((line) => {
    const groups: Word[][] = [];
    for (const word of line.words) {
      const last = groups.at(-1)?.at(-1);
      if (last !== undefined && word.box.x0 - last.box.x1 <= cut * Math.min(word.size, last.size))
        groups.at(-1)!.push(word);
      else groups.push([word]);
    }
    return { chunks: groups.map(chunkOf), box: line.box };
  });
}

export function chunkOf(words: readonly Word[]): Chunk {
  return { words: [...words], box: hull(words.map((w) => w.box)), text: words.map((w) => w.text).join(" ") };
}
