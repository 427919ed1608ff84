import type { Edge, Fill, Page, Word } from "../../src/model/index.js";

/** What stands on a hand-made page: texts with their left end and baseline height, boxes drawn around. */
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
    return {
      text: part,
      size,
      font: "Carlito",
      bold: false,
      italic: false,
      colour: "#000000",
      method: "text",
      confidence: 1,
      ...style,
      box,
    } satisfies Word;
  });
}

export const rule = (orientation: "h" | "v", at: number, from: number, to: number): Edge => ({
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
    ...ys.map((y) => rule("h", y, xs[0]!, xs.at(-1)!)),
    ...xs.map((x) => rule("v", x, ys[0]!, ys.at(-1)!)),
  ];
}

/** Rows of texts at these left ends, one line every `pitch` points; a text may hold line breaks. */
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
        : text.split("\n").flatMap((line, l) => set(line, xs[c]! + 3, y + r * pitch + 4 + l * SIZE * 1.2)),
    ),
  );
}

export function page(sketch: Partial<Sketch>): Page {
  return {
    number: 1,
    width: 595,
    height: 842,
    words: sketch.words ?? [],
    edges: sketch.edges ?? [],
    fills: sketch.fills ?? [],
    pictures: [],
    method: "text",
  };
}
