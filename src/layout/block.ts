import type { Block, Box, Text } from "../model/index.js";
import type { ItemDraft, TextDraft } from "./draft.js";
import { textOfDraft } from "./heading.js";
import { valueAndLabel } from "./keyfigure.js";
import { centreOf } from "./line.js";
import { isSameColumn, listOf, listOfPairs } from "./list.js";
import type { Measure } from "./measure.js";
import { noteMark } from "./note.js";
import type { Placed } from "./section.js";
import { joinLines } from "./text.js";

const textOfLines = (draft: TextDraft): Text => joinLines(draft.lines.map((l) => l.words));

/** White between a table and the figures of a column that it lost, at most, in sizes. */
const BESIDE = 8;

/** Whether figures stand in the rows of a table, at its side: more likely a column that it lost than marks of a chart. */
function isBesideTable({ box, style }: TextDraft, tables: readonly Box[]): boolean {
  const reach = BESIDE * style.size;
  return tables.some((table) => {
    const level = centreOf(box) > table.top && centreOf(box) < table.bottom + style.size;
    return level && box.x1 > table.x0 - reach && box.x0 < table.x1 + reach;
  });
}

function blockOfText(placed: Placed, draft: TextDraft, measure: Measure, tables: readonly Box[]): Block {
  const base = { page: draft.page, box: draft.box, section: placed.section, text: textOfLines(draft) };
  if (placed.level !== null) return { kind: "heading", level: placed.level, ...base };
  const text = textOfDraft(draft);
  const isMark = !/\p{L}/u.test(text) && draft.style.size <= 1.1 * measure.body;
  if (isMark && !(/\d/.test(text) && isBesideTable(draft, tables))) return { kind: "chart", ...base };
  const mark = noteMark(draft, text, measure);
  return mark === null ? { kind: "paragraph", ...base } : { kind: "note", mark, ...base };
}

/** Blocks of the outlined drafts of a page; items in a row, under one heading, make one list. */
export function blocksOf(placed: readonly Placed[], measure: Measure): Block[] {
  const blocks: Block[] = [];
  const tables = placed.flatMap(({ draft }) => (draft.kind === "table" ? [draft.box] : []));
  let items: ItemDraft[] = [];
  let section: string[] = [];
  const flush = (): void => {
    if (items.length > 0) blocks.push(listOf(items, section));
    items = [];
  };
  for (const entry of placed) {
    const { draft } = entry;
    const isHeadedElse = entry.section.join("\n") !== section.join("\n");
    if (draft.kind !== "item" || isHeadedElse || isElsewhere(items.at(-1), draft)) flush();
    if (draft.kind === "item") {
      section = entry.section;
      items.push(draft);
    } else if (draft.kind === "text") blocks.push(blockOfText(entry, draft, measure, tables));
    else if (draft.kind === "table") blocks.push({ ...draft.table, section: entry.section });
    else if (draft.kind === "run") blocks.push(listOfPairs(draft.pairs, draft.page, entry.section));
    else {
      const { page, box } = draft;
      blocks.push({ kind: "keyFigure", page, box, section: entry.section, ...valueAndLabel(draft.pair) });
    }
  }
  flush();
  return blocks;
}

/** Whether an item stands on another ground than the one before, or beside it without a mark: it opens a list of its own. */
function isElsewhere(before: ItemDraft | undefined, item: ItemDraft): boolean {
  if (before === undefined) return false;
  const unmarked = item.marker.length === 0 && item.indent === item.hanging;
  if (unmarked && !isSameColumn(before, item)) return true;
  return before.around[0] !== item.around[0] || before.box.bottom > item.box.bottom + 400;
}
