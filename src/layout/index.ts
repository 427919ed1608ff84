import type { Block, Page, Table, Word } from "../model/index.js";
import { blocksOf } from "./block.js";
import { withBrokenWords } from "./broken.js";
import { withContinuedTables } from "./continuation.js";
import { furnitureOf } from "./furniture.js";
import { byPosition } from "./line.js";
import { measureOf } from "./measure.js";
import { sheetOf } from "./page.js";
import { outlineOf } from "./section.js";
import { findTables } from "./table/index.js";
import { withReadingsDecided } from "./table/readings.js";
import { remainderOf } from "./table/remainder.js";

/**
 * The blocks of a document's pages, in reading order, each with the headings above it. Every word of a
 * page stands in exactly one block. What the words mean plays no part; sizes and colours are judged
 * against what is usual in the document and on the page.
 */
export function layout(read: readonly Page[]): Block[] {
  const pages = withBrokenWords(read);
  const document = measureOf(pages.flatMap((p) => p.words));
  const furniture = furnitureOf(pages, document);
  let before: { page: Page; lowest: Table | undefined } | undefined;
  const sheets = pages.map((page) => {
    const set = furniture.get(page) ?? [];
    const taken = new Set<Word>(set.flatMap((b) => b.text.words));
    // In the order in which lines are made of them, again and again: that sorts them once.
    const rest = { ...page, words: page.words.filter((w) => !taken.has(w)).sort(byPosition) };
    const found = findTables(rest);
    const tables = found.length > 0 ? found : remainderOf(before?.lowest, before?.page, rest);
    before = { page: rest, lowest: tables.reduce(lower, undefined) };
    return { set, sheet: sheetOf(rest, tables, document) };
  });
  const outline = outlineOf(
    sheets.map((s) => s.sheet),
    document,
  );
  const blocks = sheets.flatMap(({ set, sheet }, i) => [
    ...blocksOf(outline[i] ?? [], sheet.measure),
    ...set,
  ]);
  return withReadingsDecided(withContinuedTables(blocks));
}

const lower = (a: Table | undefined, b: Table): Table =>
  a !== undefined && a.box.bottom >= b.box.bottom ? a : b;
