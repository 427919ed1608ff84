import type { Word } from "../model/index.js";
import type { Glyph } from "./glyphs.js";
import { raise, spell } from "./lettering.js";
import { bindThousands, joinLine, linesOf, onceOnly } from "./lines.js";
import { mapBox } from "./matrix.js";
import { type Direction, type Run, runsOf } from "./runs.js";
import { typed } from "./typed.js";

/**
 * The words that glyphs form on the page, whatever their order in the file: lines from top to bottom, each
 * in the direction of writing; upright text first.
 */
export function wordsOf(glyphs: readonly Glyph[]): Word[] {
  return runsOf(glyphs).flatMap(wordsAlong);
}

function wordsAlong(direction: Direction): Word[] {
  const lines = linesOf(onceOnly(direction.runs), direction.spaces);
  const runs = lines.flatMap((line) => spell(bindThousands(joinLine(line))).runs);
  return raise(runs)
    .map((run) => wordOf(run, direction))
    .filter((word) => word.text !== "");
}

/** A word's box is one em high, parted at the baseline as the font's ascent and descent are. */
function wordOf(run: Run, { cos, sin }: Direction): Word {
  const { style } = run;
  const { font, size } = style;
  const text = typed(run.text);
  const above = font.ascent * size;
  return {
    text,
    ...(text === run.text ? {} : { printed: run.text }),
    box: mapBox([cos, sin, -sin, cos, 0, 0], run.start, run.base - above, run.end, run.base + size - above),
    size,
    font: font.name,
    bold: font.bold || style.thickened || run.repeated,
    italic: font.italic || style.slanted,
    colour: style.colour ?? "#000000",
    method: "text",
    confidence: 1,
  };
}
