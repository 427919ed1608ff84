import type { Block, Word } from "../../src/model/index.js";

/** All words of a block. */
export function wordsOf(block: Block): Word[] {
  switch (block.kind) {
    case "list":
      return block.items.flatMap((i) => [...i.markerWords, ...i.text.words]);
    case "table":
      return [
        ...block.cells.flatMap((c) => c.text.words),
        ...(block.caption?.words ?? []),
        ...block.notes.flatMap((n) => n.words),
      ];
    case "keyFigure":
      return [...block.value.words, ...block.label.words];
    default:
      return block.text.words;
  }
}

/** Blocks as short lines, one an item: `list: - text`, `keyFigure: value = label`. */
export function read(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "list":
        return block.items.map((i) => `list: ${"  ".repeat(i.depth)}${i.marker} ${i.text.text}`);
      case "table":
        return [`table: ${block.cells.map((c) => c.text.text).join(" | ")}`];
      case "keyFigure":
        return [`keyFigure: ${block.value.text} = ${block.label.text}`];
      default:
        return [`${block.kind}: ${block.text.text}`];
    }
  });
}

/** The path of headings above the block that holds a text. */
export function sectionOf(blocks: readonly Block[], text: string): string[] {
  const block = blocks.find((b) => b.kind !== "heading" && read([b]).some((line) => line.includes(text)));
  if (block === undefined) throw new Error(`no block holds "${text}"`);
  return block.section;
}
