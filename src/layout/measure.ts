import type { Page, Word } from "../model/index.js";

/** What is usual in a document: the measure that sizes and colours are held against. */
export interface Measure {
  /** Size of the running text, in points. */
  body: number;
  /** Colour of the running text. */
  colour: string;
}

/** Share of a size within which sizes count as one: recognised text varies a little. */
const ONE_SIZE = 0.05;

/** Size and colour of the running text: those of most characters. */
export function measureOf(words: readonly Word[]): Measure {
  const sizes = new Map<number, number>();
  const colours = new Map<string, number>();
  for (const word of words) {
    const size = Math.round(word.size * 4) / 4;
    sizes.set(size, (sizes.get(size) ?? 0) + word.text.length);
    colours.set(word.colour, (colours.get(word.colour) ?? 0) + word.text.length);
  }
  const near = new Map<number, number>();
  for (const size of sizes.keys()) {
    const around = [...sizes].filter(([other]) => Math.abs(other - size) <= ONE_SIZE * size);
    near.set(
      size,
      around.reduce((sum, [, weight]) => sum + weight, 0),
    );
  }
  return { body: commonest(near) ?? 10, colour: commonest(colours) ?? "#000000" };
}

/** The running text of one page, where the page holds enough of it; else that of the document. */
export function measureOfPage(page: Page, words: readonly Word[], document: Measure): Measure {
  const own = measureOf(words);
  const characters = words
    .filter((w) => Math.abs(w.size - own.body) <= ONE_SIZE * own.body)
    .reduce((sum, w) => sum + w.text.length, 0);
  // A slide may be set larger than the next; a page of tiles has no running text of its own.
  return page.words.length > 0 && characters >= 200 ? own : document;
}

function commonest<T extends string | number>(weights: ReadonlyMap<T, number>): T | undefined {
  return [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

/** Perceived lightness of `#rrggbb`, 0 to 1. */
export function lightness(colour: string): number {
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16) / 255 || 0;
  return 0.299 * channel(1) + 0.587 * channel(3) + 0.114 * channel(5);
}

/** How far a colour is from grey, 0 to 1. */
export function chroma(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255 || 0);
  return Math.max(...channels) - Math.min(...channels);
}
