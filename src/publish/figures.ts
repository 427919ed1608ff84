import { Figure } from "../model/index.js";
import { boxCell } from "./cells.js";
import { type CsvValue, csv } from "./csv.js";

/** Columns of `figures.csv`, in order. */
const FIGURE_COLUMNS = Object.keys(Figure.shape) as (keyof Figure)[];

/** The ledger: a line for every numeral of every page. */
export function figuresCsv(figures: readonly Figure[]): string {
  return csv(
    FIGURE_COLUMNS,
    figures.map((f) => FIGURE_COLUMNS.map((c): CsvValue => (c === "box" ? boxCell(f[c]) : f[c]))),
  );
}
