import type { Box, Cell, Page, Table, Word } from "../../model/index.js";
import { hull } from "../line.js";
import { textOf } from "../text.js";
import { type Chunk, chunkLines, spaceOf } from "./chunks.js";
import { type Column, shared } from "./columns.js";
import { isTotal, isValue, startsWithFigure } from "./value.js";

/** A table reaches so far down a page that it may go on over it, as a share of the page's height. */
const LOW = 0.6;
/** White between the lines of one row, at most, in sizes of type. */
const LEADING = 0.45;
/** How far type may differ from that of the table. */
const ALIKE = 0.1;

/**
 * The last row of a table where it stands alone at the head of the next page: too little to be seen for a
 * table by itself. Its label and its figures keep to the columns of the page before.
 */
export function remainderOf(upper: Table | undefined, before: Page | undefined, page: Page): Table[] {
  if (upper === undefined || before === undefined || !mayGoOn(upper, before)) return [];
  const { words, box } = firstRow(page.words);
  const size = upper.cells[0]?.text.words[0]?.size ?? 0;
  if (words.length === 0 || words.some((w) => Math.abs(w.size - size) > ALIKE * size)) return [];
  const cells = cellsOf(words, columnsOf(upper), spaceOf(before.words));
  if (cells === undefined || !isRow(cells)) return [];
  const { caption: _, ...table } = upper;
  return [
    {
      ...table,
      page: page.number,
      box: { ...box, x0: upper.box.x0, x1: upper.box.x1 },
      rows: 1,
      cells,
      headerRows: 0,
      totalRows: isTotal(cells[0]!.text.text) ? [0] : [],
      groupRows: [],
      notes: [],
    },
  ];
}

/** The table has no total yet, and nothing of its page stands below it. */
const mayGoOn = ({ box, rows, columns, totalRows }: Table, page: Page): boolean =>
  columns > 1 &&
  !totalRows.includes(rows - 1) &&
  box.bottom > LOW * page.height &&
  !page.words.some((w) => w.box.top > box.bottom);

/** The words of the lines at the head of a page that stand close over one another. */
function firstRow(words: readonly Word[]): { words: Word[]; box: Box } {
  const row: Word[] = [];
  let box = hull([]);
  for (const { chunks, box: line } of chunkLines(words, 0)) {
    const own = chunks.flatMap((c) => c.words);
    if (row.length > 0 && line.top - box.bottom > LEADING * row[0]!.size) break;
    row.push(...own);
    box = hull(row.map((w) => w.box));
  }
  return { words: row, box };
}

/** The stretches of the width that belong to each column: they meet amid the white between their texts. */
function columnsOf({ cells, columns, box }: Table): Column[] {
  const texts = Array.from({ length: columns }, (_, column) =>
    hull(
      cells
        .filter((c) => c.column === column && c.columnSpan === 1)
        .flatMap((c) => c.text.words.map((w) => w.box)),
    ),
  );
  const bounds = texts.slice(1).map((text, i) => (texts[i]!.x1 + text.x0) / 2);
  return texts.map((_, i) => ({ x0: bounds[i - 1] ?? box.x0, x1: bounds[i] ?? box.x1 }));
}

/** The texts of a row by their columns; undefined where one stands across. */
function cellsOf(words: readonly Word[], columns: readonly Column[], space: number): Cell[] | undefined {
  const held = columns.map((): Word[] => []);
  for (const chunk of chunkLines(words, space).flatMap((l) => l.chunks)) {
    const at = columns.findIndex((column) => isWithin(chunk, column));
    if (at < 0) return undefined;
    held[at]!.push(...chunk.words);
  }
  return held.flatMap((own, column): Cell[] =>
    own.length === 0
      ? []
      : [
          {
            row: 0,
            column,
            rowSpan: 1,
            columnSpan: 1,
            box: hull(own.map((w) => w.box)),
            text: textOf(own),
          },
        ],
  );
}

const isWithin = ({ box }: Chunk, column: Column): boolean => shared(box, column) > 0.9 * (box.x1 - box.x0);

/** A label, and a value in another column at least. */
function isRow([label, ...values]: readonly Cell[]): boolean {
  if (label?.column !== 0 || !/\p{L}/u.test(label.text.text) || isValue(label.text.text)) return false;
  return values.length > 0 && values.every(({ text }) => isValue(text.text) || startsWithFigure(text.text));
}
