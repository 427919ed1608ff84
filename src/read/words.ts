import type { Edge, Word } from "../model/index.js";
import type { Glyph } from "./glyphs.js";
import { raise, spell } from "./lettering.js";
import { bindThousands, joinLine, linesOf, onceOnly, partLeaders } from "./lines.js";
import { mapBox } from "./matrix.js";
import { type Direction, type Parted, type Run, runsOf } from "./runs.js";
import { widenPens } from "./tracking.js";
import { isPlain, typed } from "./typed.js";

/**
 * The words that glyphs form on the page, whatever their order in the file: lines from top to bottom, each
 * in the direction of writing; upright text first. A ruling line between two glyphs parts words.
 */
export function wordsOf(glyphs: readonly Glyph[], edges: readonly Edge[]): Word[] {
  widenPens(glyphs);
  const parted = partedBy(edges);
  return runsOf(glyphs, parted).flatMap((direction) => wordsAlong(direction, parted));
}

function wordsAlong(direction: Direction, parted: Parted): Word[] {
  const lines = linesOf(onceOnly(direction.runs), direction.spaces);
  const runs = lines.flatMap((line) => spell(bindThousands(joinLine(line, parted)), parted).runs);
  return raise(runs)
    .flatMap(partLeaders)
    .map((run) => wordOf(run, direction))
    .filter((word) => word.text !== "");
}

/** Width of the columns in which a ruling line is looked for, points. */
const COLUMN = 16;
/** Share of the size that two glyphs are apart at least where a line stands between them. */
const SLIT = 0.03;

/** Looks for vertical lines between upright glyphs. */
function partedBy(edges: readonly Edge[]): Parted {
  const columns = new Map<number, Edge[]>();
  for (const edge of edges) {
    if (edge.orientation !== "v") continue;
    const key = Math.floor(edge.box.x0 / COLUMN);
    columns.set(key, [...(columns.get(key) ?? []), edge]);
  }
  return (before, after) => {
    const { cos, size } = before.style;
    if (after.start - before.end < SLIT * size || cos < 0.999) return false;
    const y = before.base - 0.3 * size;
    const stands = ({ box }: Edge): boolean =>
      box.x0 > before.end && box.x0 < after.start && box.top < y && box.bottom > y;
    const [from, to] = [Math.floor(before.end / COLUMN), Math.floor(after.start / COLUMN)];
    return [from, to].some((key) => columns.get(key)?.some(stands) === true);
  };
}

/** A word's box is one em high, parted at the baseline as the font's ascent and descent are. */
function wordOf(run: Run, { cos, sin }: Direction): Word {
  const { style } = run;
  const { font, size } = style;
  const text = typed(run.text);
  const printed = isPlain(run.text) ? text : run.marks.map((mark) => mark.text).join("");
  const above = font.ascent * size;
  const [top, bottom] = [run.base - above, run.base + size - above];
  return {
    text,
    ...(text === printed ? {} : { printed }),
    box:
      cos === 1
        ? { x0: run.start, top, x1: run.end, bottom }
        : mapBox([cos, sin, -sin, cos, 0, 0], run.start, top, run.end, bottom),
    size,
    font: font.name,
    bold: font.bold || style.thickened || run.repeated,
    italic: font.italic || style.slanted,
    colour: style.colour ?? "#000000",
    method: "text",
    confidence: 1,
  };
}
