import type { Word } from "../../model/index.js";
import type { ChunkLine } from "./chunks.js";
import type { Column } from "./columns.js";
import { median } from "./median.js";
import { isValue, startsWithFigure } from "./value.js";

/** Least width of a river, as a share of the type's size. */
const WIDTH = 0.28;
/** Share of the lines with words on both sides that a river needs, and how many at least. */
const LINES = { share: 0.5, least: 3 };
/** Share of those lines that must hold values on both sides. */
const VALUES = 0.8;

/**
 * Columns set so tight that their values look like one text, parted where a white river runs down
 * between values on both sides. A river between thousands and hundreds ("3 087") parts nothing.
 */
export function partedByRivers(columns: readonly Column[], lines: readonly ChunkLine[]): Column[] {
  return columns.flatMap((column) => {
    const rows = lines
      .map((line) =>
        line.chunks
          .filter((c) => c.box.x0 >= column.x0 - 1 && c.box.x1 <= column.x1 + 1)
          .flatMap((c) => c.words),
      )
      .filter((words) => words.length > 0 && startsWithFigure(words[0]!.text));
    const cuts = riversOf(rows);
    const bounds = [column.x0, ...cuts.flat(), column.x1];
    return Array.from({ length: cuts.length + 1 }, (_, i) => ({
      x0: bounds[2 * i]!,
      x1: bounds[2 * i + 1]!,
    }));
  });
}

/** The white stretches, from left to right, that part rows of words into values. */
function riversOf(rows: readonly Word[][]): [number, number][] {
  if (rows.filter((r) => r.length > 1).length < LINES.least) return [];
  const size = median(rows.map((r) => r[0]!.size));
  return whiteStretches(rows.flat(), WIDTH * size).filter(([from, to]) => {
    const sides = rows.flatMap((row) => {
      const left = row.filter((w) => w.box.x1 <= from + 0.5);
      const right = row.filter((w) => w.box.x0 >= to - 0.5);
      return left.length > 0 && right.length > 0 ? [[textOf(left), textOf(right)] as const] : [];
    });
    if (sides.length < Math.max(LINES.least, LINES.share * rows.length)) return false;
    const values = sides.filter(([l, r]) => allValues(l) && allValues(r)).length;
    const grouped = sides.filter(
      ([l, r]) => /(?:^|\s)[+\-−–(]?\d{1,3}$/.test(l) && /^\d{3}(?!\d)/.test(r),
    ).length;
    const signs = sides.filter(([, r]) => /^\D*$/.test(r)).length;
    return values >= VALUES * sides.length && grouped < VALUES * sides.length && signs < 0.5 * sides.length;
  });
}

/** One value, or several beside one another that further rivers may part. */
const allValues = (text: string): boolean => isValue(text) || text.split(" ").every(isValue);

const textOf = (words: readonly Word[]): string => words.map((w) => w.text).join(" ");

function whiteStretches(words: readonly Word[], least: number): [number, number][] {
  const out: [number, number][] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const word of [...words].sort((a, b) => a.box.x0 - b.box.x0)) {
    if (word.box.x0 - end >= least) out.push([end, word.box.x0]);
    end = end === Number.POSITIVE_INFINITY ? word.box.x1 : Math.max(end, word.box.x1);
  }
  return out;
}
