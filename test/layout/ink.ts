import type { Edge, Fill, Page, Word } from "../../src/model/index.js";

interface Manner {
  x: number;
  /** Top of the type. */
  y: number;
  size?: number;
  bold?: boolean;
  colour?: string;
  font?: string;
}

/** Average advance of a character as a share of the type's size. */
const ADVANCE = 0.5;

/** Words of one line as a reader would hand them over: boxes as tall as the type, spaces between. */
export function write(text: string, manner: Manner): Word[] {
  const { x, y, size = 11, bold = false, colour = "#000000", font = "Sans" } = manner;
  let at = x;
  return text.split(" ").map((part) => {
    const x1 = at + part.length * size * ADVANCE;
    const word: Word = {
      text: part,
      box: { x0: at, top: y, x1, bottom: y + size },
      size,
      font,
      bold,
      italic: false,
      colour,
      method: "text",
      confidence: 1,
    };
    at = x1 + size * 0.28;
    return word;
  });
}

/** Lines under one another, one and a quarter of the size apart. */
export function writeLines(lines: string[], manner: Manner): Word[] {
  const step = (manner.size ?? 11) * 1.25;
  return lines.flatMap((line, i) => write(line, { ...manner, y: manner.y + i * step }));
}

export function page(words: Word[], more: { fills?: Fill[]; edges?: Edge[]; number?: number } = {}): Page {
  return {
    number: more.number ?? 1,
    width: 595,
    height: 842,
    words,
    edges: more.edges ?? [],
    fills: more.fills ?? [],
    pictures: [],
    method: "text",
  };
}
