import { hull } from "../line.js";
import type { Grid, GridCell } from "./grid.js";
import { isFigure, isYear } from "./value.js";

/** Sides of two parts of a table are as near as this, in points, and their rows in heights of the lower one's type. */
const NEAR = { sides: 6, rows: 1.6 };

/** Heads whose cells are drawn joined with the rows below them, of which other lines or none are drawn. */
export function withHeadsJoined(grids: readonly Grid[]): Grid[] {
  const out = [...grids];
  for (const head of grids.filter(isHeads)) {
    const body = out.find((grid) => grid !== head && isBodyOf(head, grid));
    if (body === undefined) continue;
    out.splice(out.indexOf(body), 1, stacked(head, body));
    out.splice(out.indexOf(head), 1);
  }
  return out;
}

const textOf = ({ words }: GridCell): string => words.map((w) => w.text).join(" ");

const isCounted = (cell: GridCell): boolean => isFigure(textOf(cell)) && !isYear(textOf(cell));

const isHeads = ({ cells, ruling }: Grid): boolean => ruling !== "unruled" && !cells.some(isCounted);

/** As many columns between the same sides right below, and figures from the first row on. */
function isBodyOf(head: Grid, body: Grid): boolean {
  const size = body.cells[0]?.words[0]?.size ?? 0;
  const gap = body.box.top - head.box.bottom;
  const texts = hull(body.cells.map((c) => c.box));
  return (
    head.columns === body.columns &&
    gap > -NEAR.sides &&
    gap < NEAR.rows * size &&
    texts.x0 > head.box.x0 - NEAR.sides &&
    texts.x1 < head.box.x1 + NEAR.sides &&
    body.cells.some((c) => c.row === 0 && isCounted(c))
  );
}

function stacked(head: Grid, body: Grid): Grid {
  const cells = [...head.cells, ...body.cells.map((c) => ({ ...c, row: c.row + head.rows }))];
  return { ...body, box: hull([head.box, body.box]), rows: head.rows + body.rows, cells };
}
