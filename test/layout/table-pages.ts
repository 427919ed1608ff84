import { findTables } from "../../src/layout/table/index.js";
import type { Edge, Fill, Page, Table, Word } from "../../src/model/index.js";
import { wordAt } from "../fixtures/word.js";

/** What stands on a hand-made page. */
export interface Sketch {
  words: Word[];
  edges: Edge[];
  fills: Fill[];
}

const SIZE = 10;
/** Width of a character, roughly that of figures in a sans-serif of 10 points. */
const ADVANCE = 5;

/** Words of a text set from `x` on, `y` being the top of the line. */
export function set(text: string, x: number, y: number, style: Partial<Word> = {}): Word[] {
  const size = style.size ?? SIZE;
  const advance = (ADVANCE * size) / SIZE;
  let left = x;
  return text.split(" ").map((part) => {
    const box = { x0: left, top: y, x1: left + part.length * advance, bottom: y + size };
    left = box.x1 + advance / 2;
    return wordAt(part, box, style);
  });
}

export const line = (orientation: "h" | "v", at: number, from: number, to: number): Edge => ({
  orientation,
  box:
    orientation === "h"
      ? { x0: from, top: at, x1: to, bottom: at }
      : { x0: at, top: from, x1: at, bottom: to },
  width: 0.5,
  colour: "#000000",
});

/** All lines of a grid with these boundaries. */
export function gridLines(xs: readonly number[], ys: readonly number[]): Edge[] {
  return [
    ...ys.map((y) => line("h", y, xs[0]!, xs.at(-1)!)),
    ...xs.map((x) => line("v", x, ys[0]!, ys.at(-1)!)),
  ];
}

export const shade = (x0: number, top: number, x1: number, bottom: number, colour = "#dde6f0"): Fill => ({
  box: { x0, top, x1, bottom },
  colour,
});

/** Rows of texts at these left ends, one row every `pitch` points; a text may hold line breaks. */
export function rowsAt(
  rows: readonly (readonly string[])[],
  xs: readonly number[],
  y: number,
  pitch = 20,
): Word[] {
  return rows.flatMap((row, r) =>
    row.flatMap((text, c) =>
      text === ""
        ? []
        : text.split("\n").flatMap((part, l) => set(part, xs[c]! + 3, y + r * pitch + 4 + l * SIZE * 1.2)),
    ),
  );
}

export function page(sketch: Partial<Sketch>, number = 1): Page {
  return {
    number,
    width: 595,
    height: 842,
    words: sketch.words ?? [],
    edges: sketch.edges ?? [],
    fills: sketch.fills ?? [],
    pictures: [],
    method: "text",
  };
}

/** The texts of a table, row by row; slots without a cell, and those a span covers, are empty. */
export function texts(table: Table): string[][] {
  const out = Array.from({ length: table.rows }, () => new Array<string>(table.columns).fill(""));
  for (const cell of table.cells) out[cell.row]![cell.column] = cell.text.text;
  return out;
}

/** The only table of a page; throws where there is none, or more. */
export function onlyTable(sketch: Partial<Sketch>): Table {
  const tables = findTables(page(sketch));
  if (tables.length !== 1) throw new Error(`${tables.length} tables where one was expected`);
  return tables[0]!;
}
