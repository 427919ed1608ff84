import { isChart, isContents } from "./charts.js";
import type { Grid } from "./grid.js";
import { median } from "./median.js";
import { isFigure, isValue } from "./value.js";

/** A cell with more words than this holds sentences; labels at the left may be as long. */
const SENTENCE = 14;
const LABEL = 28;
/** Share of the rows of an undrawn table that fill more than one column. */
const BROAD = 0.55;

interface Shape {
  cells: number;
  values: number;
  figures: number;
  long: number;
  spanning: number;
  /** Share of the slots that a cell fills. */
  filled: number;
  /** Share of the rows with figures in which nothing else stands: the marks of a chart's axis. */
  lonely: number;
  /** Share of the rows that fill two columns at least. */
  broad: number;
  /** Type of the figures as a multiple of the type of the words: key figures are set large. */
  larger: number;
}

function shapeOf(grid: Grid): Shape {
  const texts = grid.cells.map((c) => c.words.map((w) => w.text).join(" "));
  const slots = grid.cells.reduce((n, c) => n + c.rowSpan * c.columnSpan, 0);
  return {
    cells: grid.cells.length,
    values: texts.filter(isValue).length,
    figures: texts.filter(isFigure).length,
    long: grid.cells.filter((c) => c.words.length > (c.column > 0 ? SENTENCE : LABEL)).length,
    spanning: grid.cells.filter((c) => c.columnSpan > 1 && c.row > 1).length,
    filled: slots / (grid.rows * grid.columns),
    lonely: lonely(grid, texts),
    broad: broad(grid),
    larger: larger(grid, texts),
  };
}

function lonely(grid: Grid, texts: readonly string[]): number {
  const perRow = new Array<number>(grid.rows).fill(0);
  const figured = new Set<number>();
  for (const [i, c] of grid.cells.entries()) {
    perRow[c.row]!++;
    if (isFigure(texts[i]!)) figured.add(c.row);
  }
  return [...figured].filter((r) => perRow[r] === 1).length / Math.max(1, figured.size);
}

function broad(grid: Grid): number {
  const perRow = new Map<number, number>();
  for (const c of grid.cells) perRow.set(c.row, (perRow.get(c.row) ?? 0) + 1);
  return [...perRow.values()].filter((n) => n > 1).length / Math.max(1, perRow.size);
}

function larger(grid: Grid, texts: readonly string[]): number {
  const sizes = (wanted: boolean): number[] =>
    grid.cells.flatMap((c, i) => (isFigure(texts[i]!) === wanted ? c.words.map((w) => w.size) : []));
  const words = median(sizes(false));
  return words === 0 ? 1 : Math.max(0, ...sizes(true)) / words;
}

/** Drawn cells are a table unless they frame prose or pictures. */
export function acceptRuled(grid: Grid, drawnColumns: number): boolean {
  if (grid.rows < 2 || grid.columns < 2 || grid.cells.length < 4) return false;
  const shape = shapeOf(grid);
  if (shape.filled < 0.3 || isContents(grid) || isHead(grid)) return false;
  if (drawnColumns >= 2 && grid.columns <= 2 * drawnColumns)
    return shape.spanning <= (shape.values > 0 ? 0.35 : 0.2) * shape.cells;
  return acceptAligned(grid);
}

/** One row of heads, without values, under a title or over a first group's name: the rest is not drawn. */
function isHead(grid: Grid): boolean {
  const wide = grid.cells.filter((c) => c.columnSpan === grid.columns);
  const heads = grid.cells.filter((c) => c.columnSpan < grid.columns);
  const oneRow = new Set(heads.map((c) => c.row)).size === 1;
  return wide.length > 0 && oneRow && !heads.some((c) => isValue(c.words.map((w) => w.text).join(" ")));
}

/** Columns that only alignment shows need figures, or an even filling with short texts. */
export function acceptAligned(grid: Grid): boolean {
  if (grid.rows < 2 || grid.columns < 2 || grid.cells.length < 4) return false;
  if (isContents(grid) || isChart(grid)) return false;
  const shape = shapeOf(grid);
  const short = shape.long <= 0.1 * shape.cells;
  if (shape.lonely > 0.2 || shape.larger > 1.6 || shape.broad < BROAD) return false;
  const even = shape.spanning <= 0.25 * shape.cells;
  if (!short || !even || shape.filled < 0.4) return false;
  return shape.values >= 0.25 * shape.cells && shape.figures >= 2;
}

/** Between drawn horizontal lines, words alone will do when they fill the columns of at least three rows. */
export function acceptLined(grid: Grid, bands: number): boolean {
  if (acceptAligned(grid)) return true;
  if (grid.rows < 3 || grid.columns < 2 || bands < 2 || isContents(grid)) return false;
  const shape = shapeOf(grid);
  if (shape.figures > 0 && isChart(grid)) return false;
  return (
    shape.broad >= BROAD &&
    shape.long <= 0.25 * shape.cells &&
    shape.spanning <= 0.1 * shape.cells &&
    shape.filled >= 0.6
  );
}
