import type { Block, Page } from "../model/index.js";
import { hull } from "./line.js";
import { textOf } from "./text.js";

/** The blocks of a document's pages, in reading order. Every word stands in exactly one block. */
export function layout(pages: readonly Page[]): Block[] {
  return pages.flatMap((page): Block[] =>
    page.words.length === 0
      ? []
      : [
          {
            kind: "paragraph",
            page: page.number,
            box: hull(page.words.map((w) => w.box)),
            section: [],
            text: textOf(page.words),
          },
        ],
  );
}
