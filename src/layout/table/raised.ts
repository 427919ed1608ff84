import type { Word } from "../../model/index.js";
import { hull } from "../line.js";
import { chunkLines } from "./chunks.js";
import type { Grid, GridCell } from "./grid.js";
import { headerAbove } from "./heads.js";
import { median } from "./median.js";
import type { Rules } from "./separators.js";
import { isFigure, isYear } from "./value.js";

const textOf = (cell: GridCell): string => cell.words.map((w) => w.text).join(" ");

/** Where the header begins that stands above the first line of a table whose first rows name no columns. */
export function headTop(grid: Grid, words: readonly Word[], space: number, rules: Rules): number | undefined {
  const figures = grid.cells.filter((c) => c.column > 0 && isFigure(textOf(c)));
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
