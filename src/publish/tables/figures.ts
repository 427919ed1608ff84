import { Figure, type Many, manyOf } from "../../model/index.js";
import { boxCell } from "../cells.js";
import { FIGURE_MEANINGS } from "../dictionary/figure.js";
import { columnsOf, type Table } from "../table.js";

const COLUMNS = Object.keys(Figure.shape) as (keyof Figure)[];

/** The ledger: a row for every numeral of every page. */
export function figuresTable(figures: Many<Figure>): Table {
  return {
    name: "figures",
    fr: "Chiffres imprimés",
    en: "Printed figures",
    key: ["figure_id"],
    columns: columnsOf(Object.fromEntries(COLUMNS.map((c) => [c, FIGURE_MEANINGS[c]]))),
    rows: manyOf(figures, (f) => COLUMNS.map((c) => (c === "box" ? boxCell(f[c]) : f[c]))),
  };
}
