import type { Page, Table, Word } from "../../model/index.js";
import { textOf } from "../text.js";
import { alignedGrids } from "./aligned.js";
import { spaceOf } from "./chunks.js";
import { type Grid, overlap } from "./grid.js";
import { rolesOf } from "./roles.js";
import { ruledGrids } from "./ruled.js";
import { rulesOf } from "./rules.js";
import { linedGrids } from "./runs.js";
import { captionOf, notesOf } from "./surroundings.js";

/** A shaded rectangle higher than this, in points, is no row. */
const ROW = 60;

/**
 * The tables of a page, from top to bottom. Cells, captions and notes hold the very words of
 * `page.words`; `section` is left empty.
 */
export function findTables(page: Page): Table[] {
  const rules = rulesOf(page);
  const space = spaceOf(page.words);
  const ruled = distinct(ruledGrids(page.words, rules, space));
  const lined = linedGrids(without(page.words, ruled), rulesOf(page, ROW), space);
  const drawn = distinct([...ruled, ...lined]);
  const aligned = alignedGrids(without(page.words, drawn), rules, space);
  const grids = distinct([...drawn, ...aligned]);
  const claimed = new Set(grids.flatMap((g) => g.cells.flatMap((c) => c.words)));
  const tables: Table[] = [];
  for (const grid of grids.sort((a, b) => a.box.top - b.box.top || a.box.x0 - b.box.x0)) {
    const free = page.words.filter((w) => !claimed.has(w));
    const table = tableOf(grid, page.number, free);
    tables.push(table);
    for (const word of [...(table.caption?.words ?? []), ...table.notes.flatMap((n) => n.words)])
      claimed.add(word);
  }
  return tables;
}

function without(words: readonly Word[], grids: readonly Grid[]): Word[] {
  const held = new Set(grids.flatMap((g) => g.cells.flatMap((c) => c.words)));
  return words.filter((w) => !held.has(w));
}

/** Grids that stand on the same place are one table: the first one stays. */
function distinct(grids: readonly Grid[]): Grid[] {
  const out: Grid[] = [];
  for (const grid of grids) if (!out.some((o) => overlap(o.box, grid.box) > 0.3)) out.push(grid);
  return out;
}

function tableOf(grid: Grid, page: number, free: readonly Word[]): Table {
  const cells = grid.cells.map((c) => ({ ...c, text: textOf(c.words) }));
  const roles = rolesOf(
    grid,
    cells.map((c) => ({ ...c, label: c.text.text })),
  );
  const sizes = grid.cells.flatMap((c) => c.words.map((w) => w.size)).sort((a, b) => a - b);
  const caption = captionOf(grid.box, free);
  return {
    kind: "table",
    page,
    box: grid.box,
    section: [],
    rows: grid.rows,
    columns: grid.columns,
    cells: cells.map(({ words: _, ...cell }) => cell),
    ...roles,
    ...(caption === undefined ? {} : { caption }),
    notes: notesOf(grid.box, free, sizes[sizes.length >> 1] ?? 0),
    continuedOn: [],
    ruling: grid.ruling,
  };
}
