import type { Box, Word } from "../../model/index.js";
import { hull } from "../line.js";
import { chunkLines } from "./chunks.js";
import { shared } from "./columns.js";
import { type Grid, type GridCell, inside } from "./grid.js";
import { headerAbove } from "./heads.js";
import { median } from "./median.js";
import type { Rule, Rules } from "./separators.js";
import { isFigure, isValue, isYear } from "./value.js";

const textOf = (cell: GridCell): string => cell.words.map((w) => w.text).join(" ");

/** Where the header begins that stands above the first line of a table whose first rows name no columns. */
export function headTop(grid: Grid, words: readonly Word[], space: number, rules: Rules): number | undefined {
  const figures = grid.cells.filter((c) => c.column > 0 && isFigure(textOf(c)));
  if (figures.length === 0) return cornerlessTop(grid, words, space, rules);
  const first = figures.find((c) => !isYear(textOf(c)))?.row;
  const named = grid.cells.filter((c) => first !== undefined && c.row < first);
  // Before the first figures at most the name of their group.
  if (first === undefined || first > 1 || named.length > 1 || named.some((c) => c.column > 0))
    return undefined;
  const values = hull(figures.map((c) => c.box));
  const columns = [...new Set(figures.map((c) => c.column))]
    .sort((a, b) => a - b)
    .map((column) => hull(figures.filter((c) => c.column === column).map((c) => c.box)));
  const lines = chunkLines(
    words.filter((w) => (w.box.top + w.box.bottom) / 2 < grid.box.top),
    space,
  );
  const size = median(figures.map((c) => c.words[0]!.size));
  const head = headerAbove({
    box: grid.box,
    values,
    columns,
    first: lines.length,
    size,
    lines,
    rules: rules.horizontal,
  });
  return head.lines > 0 ? head.box.top - 1 : undefined;
}

/** Ends of lines nearer than this, in points, are alike. */
const ALIKE = 6;

/** The same of a table of words: heads stand on a shading, or between lines, that leave out the corner over the labels. */
function cornerlessTop(
  { cells, box }: Grid,
  words: readonly Word[],
  space: number,
  { horizontal }: Rules,
): number | undefined {
  const labels = hull(cells.filter((c) => c.column === 0).map((c) => c.box));
  const columns = new Map<number, Box>();
  for (const cell of cells.filter((c) => c.column > 0))
    columns.set(cell.column, hull([cell.box, columns.get(cell.column) ?? cell.box]));
  const texts = hull([...columns.values()]);
  const upper = horizontal
    .filter(
      ({ at, from, to }) => at < box.top - ALIKE && Math.abs(to - box.x1) <= ALIKE && from > labels.x1 - 1,
    )
    .reduce<Rule | undefined>(
      (last, rule) => (last !== undefined && last.at > rule.at ? last : rule),
      undefined,
    );
  if (upper === undefined || upper.from > texts.x0 + 1) return undefined;
  const band = { x0: box.x0, top: upper.at, x1: box.x1, bottom: box.top };
  const within = words.filter((w) => inside(w, band));
  const heads = chunkLines(within, space).flatMap((l) => l.chunks);
  const named = [...columns.values()].every((c) => heads.some((h) => shared(h.box, c) > 0));
  return named && !heads.some((h) => isValue(h.text) || shared(h.box, labels) > 0) ? upper.at : undefined;
}
