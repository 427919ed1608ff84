export { joinContinued } from "./continued.js";

import type { Page, Table, Word } from "../../model/index.js";
import { textOf } from "../text.js";
import { alignedGrids } from "./aligned.js";
import { withoutBareHeads, wordsUnder } from "./bareheads.js";
import { chunkLines, spaceOf } from "./chunks.js";
import { type Grid, overlap } from "./grid.js";
import { median } from "./median.js";
import { withoutRemarks } from "./remarks.js";
import { rolesOf } from "./roles.js";
import { ruledGrids } from "./ruled.js";
import { linedGrids } from "./runs.js";
import { rulesOf, SNAP } from "./separators.js";
import { withHeadsJoined } from "./stacked.js";
import { whiteRows } from "./stripes.js";
import { captionOf, notesOf } from "./surroundings.js";
import { joinedLists, unfolded } from "./unfold.js";
import { wordedGrids } from "./worded.js";

/** A shaded rectangle higher than this, in points, is no row. */
const ROW = 60;
/** How far to the left of undrawn cells a title may begin, in sizes of type. */
const OUTDENT = 4;

/**
 * The tables of a page, from top to bottom. Cells, captions and notes hold the very words of
 * `page.words`, each word once; `section` is left empty.
 */
export function findTables(page: Page): Table[] {
  const grids = joinedLists(gridsOf(page))
    .map((g) => unfolded(g))
    .sort((a, b) => a.box.top - b.box.top || a.box.x0 - b.box.x0);
  const claimed = new Set(wordsOf(grids));
  return grids.map((grid) => {
    const free = page.words.filter((w) => !claimed.has(w));
    const table = tableOf(grid, page, free);
    for (const text of [...(table.caption === undefined ? [] : [table.caption]), ...table.notes])
      for (const word of text.words) claimed.add(word);
    return table;
  });
}

/** What is drawn comes before what only alignment shows; of two readings of one place the first stays. */
function gridsOf(whole: Page): Grid[] {
  const space = spaceOf(whole.words);
  const { page: bare, heads } = withoutBareHeads(whole, space);
  const page = { ...bare, fills: [...bare.fills, ...whiteRows(bare)] };
  const rules = rulesOf(page);
  // Each shaded head begins a table of its own.
  const headed = distinct(
    heads.flatMap((head) => {
      const under = wordsUnder(head, heads, page.words);
      const found = alignedGrids(under, chunkLines(under, space), rules, space);
      return found.filter((grid) => overlap(grid.box, head) > 0.5);
    }),
  );
  const ruled = distinct([...headed, ...ruledGrids(without(page.words, headed), rules, space)]);
  const lined = linedGrids(without(page.words, ruled), rulesOf(page, ROW), space);
  const drawn = distinct([...ruled, ...lined]);
  const left = without(page.words, drawn);
  const lines = chunkLines(left, space);
  const aligned = distinct([...drawn, ...alignedGrids(left, lines, rules, space)]);
  const rest = aligned.length === drawn.length ? lines : chunkLines(without(page.words, aligned), space);
  return withHeadsJoined(distinct([...aligned, ...wordedGrids(rest)]));
}

const wordsOf = (grids: readonly Grid[]): Word[] => grids.flatMap((g) => g.cells.flatMap((c) => c.words));

function without(words: readonly Word[], grids: readonly Grid[]): Word[] {
  const held = new Set(wordsOf(grids));
  return words.filter((w) => !held.has(w));
}

function distinct(grids: readonly Grid[]): Grid[] {
  const out: Grid[] = [];
  const held = new Set<Word>();
  for (const grid of grids) {
    const words = wordsOf([grid]);
    if (out.some((o) => overlap(o.box, grid.box) > 0.3) || words.some((w) => held.has(w))) continue;
    out.push(grid);
    for (const word of words) held.add(word);
  }
  return out;
}

function tableOf(read: Grid, page: Page, free: readonly Word[]): Table {
  const { grid, title, remarks } = withoutRemarks(read);
  const cells = grid.cells.map((c) => ({ ...c, text: textOf(c.words) }));
  const labelled = cells.map((c) => ({ ...c, label: c.text.text }));
  const size = median(wordsOf([grid]).map((w) => w.size));
  // Without lines the table's left side is that of its texts; a title may stand further left.
  const reach = grid.ruling === "unruled" ? { ...grid.box, x0: grid.box.x0 - OUTDENT * size } : grid.box;
  const caption = title.length > 0 ? textOf(title) : captionOf(reach, free, size);
  return {
    kind: "table",
    page: page.number,
    box: grid.box,
    section: [],
    rows: grid.rows,
    columns: grid.columns,
    cells: cells.map(({ words: _, ...cell }) => cell),
    ...rolesOf(grid, labelled),
    ...(caption === undefined ? {} : { caption }),
    notes: [...remarks.map((words) => textOf(words)), ...notesOf(grid.box, free, size)],
    continuedOn: [],
    ruling: isDrawn(grid, page) ? grid.ruling : grid.ruling === "unruled" ? "unruled" : "shaded",
  };
}

/** Lines, and not shadings alone, stand where the table is. */
function isDrawn({ box }: Grid, page: Page): boolean {
  return page.edges.some(
    ({ box: e }) =>
      e.x0 < box.x1 + SNAP && e.x1 > box.x0 - SNAP && e.top < box.bottom + SNAP && e.bottom > box.top - SNAP,
  );
}
