import type { Page, Word } from "../model/index.js";

/** What is usual in a document: the measure that sizes and colours are held against. */
export interface Measure {
  /** Size of the running text, in points. */
  body: number;
  /** Colour of the running text. */
  colour: string;
}

/** Size and colour that most characters share; sizes are grouped by half points. */
export function measureOf(words: readonly Word[]): Measure {
  const sizes = new Map<number, number>();
  const colours = new Map<string, number>();
  for (const word of words) {
    const size = Math.round(word.size * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + word.text.length);
    colours.set(word.colour, (colours.get(word.colour) ?? 0) + word.text.length);
  }
  return { body: commonest(sizes) ?? 10, colour: commonest(colours) ?? "#000000" };
}

/** The running text of one page, where the page holds enough of it; else that of the document. */
export function measureOfPage(page: Page, words: readonly Word[], document: Measure): Measure {
  const own = measureOf(words);
  const characters = words
    .filter((w) => Math.abs(w.size - own.body) <= 0.5)
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
