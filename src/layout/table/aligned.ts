import type { Box, Word } from "../../model/index.js";
import { acceptAligned } from "./accept.js";
import type { ChunkLine } from "./chunks.js";
import { clustersOf } from "./clusters.js";
import { type Grid, inside } from "./grid.js";
import { rejoined } from "./joins.js";
import { latticeOf } from "./lattice.js";
import { type Region, regionOf } from "./regions.js";
import { resolve } from "./resolve.js";
import { uprights } from "./runs.js";
import { positions, type Rule, type Rules, SNAP } from "./separators.js";

/** Tables without rules around them, found by figures that stand in rows and columns. */
export function alignedGrids(
  words: readonly Word[],
  lines: readonly ChunkLine[],
  rules: Rules,
  space: number,
): Grid[] {
  return rejoined(clustersOf(lines), lines)
    .filter((c) => c.figures.length > 1)
    .map((c) => regionOf(c, lines, rules.horizontal))
    .filter(plausible)
    .sort((a, b) => b.rows * b.figures - a.rows * a.figures)
    .flatMap((region) => {
      const grid = gridOf(region.box, words, rules, space);
      return acceptAligned(grid) && !endsInKeyFigures(grid, words) ? [grid] : [];
    });
}

/** How much larger than the text under it a key figure is set. */
const MUCH_LARGER = 1.5;

/** The last row holds numbers with their labels under them, in much smaller type: key figures set side by side. */
function endsInKeyFigures(grid: Grid, words: readonly Word[]): boolean {
  const last = grid.cells.filter((c) => c.row + c.rowSpan === grid.rows).flatMap((c) => c.words);
  const numbers = last.filter((w) => /^\d/.test(w.text));
  const labelled = numbers.filter((n) => words.some((w) => isUnder(n, w)));
  return labelled.length >= 2 && labelled.length > 0.6 * numbers.length;
}

function isUnder(number: Word, word: Word): boolean {
  const gap = word.box.top - number.box.bottom;
  return (
    word.size * MUCH_LARGER <= number.size &&
    gap > -0.2 * number.size &&
    gap < number.size &&
    word.box.x0 < number.box.x1 + number.size &&
    word.box.x1 > number.box.x0 &&
    /\p{L}/u.test(word.text)
  );
}

/** One row of figures needs a header; one column of them needs labels and some length. */
function plausible(region: Region): boolean {
  if (region.rows === 1) return region.figures >= 2 && region.headerLines > 0;
  if (region.figures === 1) return region.hasStub && region.rows >= 2;
  return region.hasStub || region.headerLines > 0;
}

function gridOf(box: Box, words: readonly Word[], rules: Rules, space: number): Grid {
  const frame = { x0: box.x0 - 1, top: box.top - 1, x1: box.x1 + 1, bottom: box.bottom + 1 };
  const within = words.filter((w) => inside(w, frame));
  const across = rules.horizontal.filter((r) => {
    const along = Math.min(r.to, box.x1) - Math.max(r.from, box.x0);
    return r.at > box.top + SNAP && r.at < box.bottom - SNAP && along >= 0.85 * (box.x1 - box.x0);
  });
  const inner = uprights(rules, box).filter((v) => v.at > box.x0 + SNAP && v.at < box.x1 - SNAP);
  const heights = [frame.top, ...startsOf(inner, box), ...across.map((r) => r.at), frame.bottom];
  const horizontal = heights.map((at) => ({ at, from: frame.x0, to: frame.x1 }));
  const vertical = [
    { at: frame.x0, from: frame.top, to: frame.bottom },
    ...inner,
    { at: frame.x1, from: frame.top, to: frame.bottom },
  ];
  return resolve(
    latticeOf({ horizontal, vertical }),
    within,
    space,
    across.length > 0 ? "partial" : "unruled",
  );
}

/** Where several upright lines begin below the top: what stands above spans columns. */
function startsOf(inner: readonly Rule[], box: Box): number[] {
  const starts = inner.map((v) => v.from).filter((y) => y > box.top + SNAP);
  return positions(starts).filter((at) => starts.filter((y) => Math.abs(y - at) <= SNAP).length > 1);
}
