import type { Block, Box, Container, Text, Word } from "../model/index.js";

/** One run of printed text as layout gives it: the place figures are addressed in. */
export interface SourceText {
  /** Place in reading order, from 0. */
  order: number;
  text: Text;
  page: number;
  section: string[];
  container: Container;
  /** A list's marker ("1.", "a)"): its numerals number the items. */
  marker: boolean;
}

/** A stretch `[from, to)` of a source text. */
export interface Stretch {
  source: SourceText;
  from: number;
  to: number;
}

/** A block with its source texts, in the order of `textsOf`. */
export interface ReadBlock {
  block: Block;
  order: number;
  texts: SourceText[];
}

interface RawText {
  text: Text;
  container: Container;
  page?: number;
  marker?: true;
}

function wordsAsText(words: Word[]): Text {
  const spans: [number, number][] = [];
  let text = "";
  for (const word of words) {
    if (text !== "") text += " ";
    spans.push([text.length, text.length + word.text.length]);
    text += word.text;
  }
  return { text, words, spans };
}

/** The texts of a block, each once; for a table in the order cells, caption, notes. */
function textsOf(block: Block): RawText[] {
  switch (block.kind) {
    case "heading":
      return [{ text: block.text, container: "heading" }];
    case "paragraph":
      return [{ text: block.text, container: "sentence" }];
    case "list":
      return block.items.flatMap((item): RawText[] => [
        { text: wordsAsText(item.markerWords), container: "list", marker: true },
        { text: item.text, container: "list" },
      ]);
    case "table":
      return [
        ...block.cells.map(
          (cell): RawText => ({ text: cell.text, container: "table", page: cell.page ?? block.page }),
        ),
        ...(block.caption === undefined ? [] : [{ text: block.caption, container: "table" as const }]),
        ...block.notes.map((note): RawText => ({ text: note, container: "note" })),
      ];
    case "keyFigure":
      return [
        { text: block.value, container: "key_figure" },
        { text: block.label, container: "key_figure" },
      ];
    case "note":
      return [{ text: block.text, container: "note" }];
    case "furniture":
      return [{ text: block.text, container: "furniture" }];
    case "chart":
      return [{ text: block.text, container: "chart" }];
  }
}

/** Every text of a document, block by block. */
export function readBlocks(blocks: readonly Block[]): ReadBlock[] {
  let next = 0;
  return blocks.map((block, order) => ({
    block,
    order,
    texts: textsOf(block).map((raw) => ({
      order: next++,
      text: raw.text,
      page: raw.page ?? block.page,
      section: block.section,
      container: raw.container,
      marker: raw.marker === true,
    })),
  }));
}

export const wholeOf = (source: SourceText): Stretch => ({ source, from: 0, to: source.text.text.length });

export const charactersOf = (stretch: Stretch): string =>
  stretch.source.text.text.slice(stretch.from, stretch.to);

/** The words a stretch touches, with the part of each that it covers. */
export function wordsOf(stretch: Stretch): { word: Word; from: number; to: number }[] {
  const { words, spans } = stretch.source.text;
  return words.flatMap((word, i) => {
    const [start, end] = spans[i] ?? [0, 0];
    const from = Math.max(start, stretch.from);
    const to = Math.min(end, stretch.to);
    return from < to ? [{ word, from: from - start, to: to - start }] : [];
  });
}

/** The characters as the file holds them, a space between words. */
export function printedOf(stretch: Stretch): string {
  return wordsOf(stretch)
    .map(({ word, from, to }) => {
      const printed = word.printed ?? word.text;
      const whole = from === 0 && to === word.text.length;
      if (whole) return printed;
      return (printed.length === word.text.length ? printed : word.text).slice(from, to);
    })
    .join(" ");
}

/** The smallest box around the words of a stretch; undefined where it covers none. */
export function boxOf(stretch: Stretch): Box | undefined {
  const boxes = wordsOf(stretch).map(({ word }) => word.box);
  const first = boxes[0];
  if (first === undefined) return undefined;
  return boxes.reduce(
    (hull, box) => ({
      x0: Math.min(hull.x0, box.x0),
      top: Math.min(hull.top, box.top),
      x1: Math.max(hull.x1, box.x1),
      bottom: Math.max(hull.bottom, box.bottom),
    }),
    first,
  );
}
