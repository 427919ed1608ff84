import type { Grid } from "./grid.js";
import { isFigure, isYear } from "./value.js";

/** Marks of an axis, at least as many in one column. */
const MARKS = 4;

const textsOf = (grid: Grid, column: number): string[] =>
  grid.cells.filter((c) => c.column === column).map((c) => c.words.map((w) => w.text).join(" "));

/** Nothing but the marks of axes: figures in even steps, or years alone. */
export function isChart(grid: Grid): boolean {
  let stepped = 0;
  let others = 0;
  for (let column = 0; column < grid.columns; column++) {
    const figures = textsOf(grid, column).filter(isFigure);
    if (figures.length >= MARKS && evenSteps(figures)) stepped++;
    else if (figures.some((f) => !isYear(f))) others++;
  }
  return others === 0 || (stepped > 0 && others === 1 && grid.columns === 2 && firstIsStepped(grid));
}

function firstIsStepped(grid: Grid): boolean {
  return evenSteps(textsOf(grid, 0).filter(isFigure)) && textsOf(grid, 1).filter(isFigure).length < MARKS;
}

function evenSteps(figures: readonly string[]): boolean {
  const numbers = figures.map((f) => Number(f.replace(/[^\d,.-]/g, "").replace(",", ".")));
  const step = numbers[1]! - numbers[0]!;
  return (
    step !== 0 &&
    numbers.slice(1).every((n, i) => Math.abs(n - numbers[i]! - step) < 1e-6 * Math.abs(step) + 1e-9)
  );
}

/** Share of the page numbers of a contents page that may be lower than the one before: printed errors. */
const FALLS = 0.1;

/** Titles and the page numbers they stand on, in rising order. */
/** Numbers of pages run on, but for a mistake or two. */
export function runOn(numbers: readonly number[]): boolean {
  return numbers.filter((n, i) => i > 0 && n < numbers[i - 1]!).length <= FALLS * numbers.length;
}

export function isContents(grid: Grid): boolean {
  const last = textsOf(grid, grid.columns - 1);
  const numbers = last.flatMap((t) => t.match(/^(?:p(?:ages?)?\.? ?)?(\d{1,3})$/i)?.[1] ?? []).map(Number);
  if (grid.columns > 3 || numbers.length < 2 || numbers.length < 0.8 * last.length) return false;
  if (!runOn(numbers)) return false;
  const led = grid.cells.filter((c) => c.words.some((w) => /\.{4,}|…{2,}|(?:\. ){3,}/.test(w.text))).length;
  return (
    led >= (numbers.length < 4 ? 0.6 : 0.3) * grid.rows || (numbers.length >= 6 && Math.max(...numbers) < 500)
  );
}
