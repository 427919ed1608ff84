import type { Box, Word } from "../../model/index.js";
import { acceptLined } from "./accept.js";
import { type Chunk, chunkLines } from "./chunks.js";
import { shared } from "./columns.js";
import { type Grid, type GridCell, inside } from "./grid.js";
import { latticeOf } from "./lattice.js";
import { median } from "./median.js";
import { headTop } from "./raised.js";
import { resolve } from "./resolve.js";
import type { Rule, Rules } from "./separators.js";
import { isFigure, isValue } from "./value.js";

/** Ends of parallel rules nearer than this, in points, are alike. */
const ALIKE = 6;
const TITLE = /^(?:table|tableau|exhibit|figure|graphique)\s*[\dA-Z]/i;
/** Shorter rules underline words. */
const SHORTEST = 60;

/** Tables between horizontal lines of one length: head line, header line, foot line, and any in between. */
export function linedGrids(words: readonly Word[], rules: Rules, space: number): Grid[] {
  return runsOf(rules.horizontal).flatMap((run) => tablesIn(run, words, rules, space));
}

function runsOf(horizontal: readonly Rule[]): Rule[][] {
  const runs: Rule[][] = [];
  for (const rule of horizontal) {
    if (rule.to - rule.from < SHORTEST) continue;
    const home = runs.find(
      (r) => Math.abs(r[0]!.from - rule.from) <= ALIKE && Math.abs(r[0]!.to - rule.to) <= ALIKE,
    );
    if (home === undefined) runs.push([rule]);
    else home.push(rule);
  }
  return runs.filter((run) => run.length >= 2);
}

/** The longest stretches of a run that read as tables; bands of prose part them. */
function tablesIn(run: readonly Rule[], words: readonly Word[], rules: Rules, space: number): Grid[] {
  const grids: Grid[] = [];
  const usual = median(run.slice(1).map((rule, i) => rule.at - run[i]!.at));
  let from = 0;
  for (let i = 1; i <= run.length; i++) {
    const after = run[i + 1];
    const restart =
      after !== undefined && i - from > 2 && namesColumns(bandBox(run[i]!, after), words, space);
    const band = i < run.length ? bandBox(run[i - 1]!, run[i]!) : undefined;
    const anew = band !== undefined && i - from > 2 && beginsAnew(band, words, space);
    if (band !== undefined && !anew && !parts(band, words, space, restart ? 0 : usual)) continue;
    const grid = i - from >= 2 ? gridOf(run.slice(from, i), words, rules, space) : undefined;
    if (grid !== undefined) grids.push(grid);
    // A title in a band as high as that of the heads below is the first row of the next table.
    const title = restart && Math.abs(after.at - run[i]!.at - (run[i]!.at - run[i - 1]!.at)) < 1;
    from = title ? i - 1 : i;
  }
  return grids;
}

function gridOf(run: readonly Rule[], words: readonly Word[], rules: Rules, space: number): Grid | undefined {
  const box = bandBox(run[0]!, run.at(-1)!);
  const within = words.filter((w) => inside(w, box));
  if (within.length < 4 || mostlyEmpty(run, within)) return undefined;
  const grid = resolve(
    latticeOf({ horizontal: [...run], vertical: uprights(rules, box) }),
    within,
    space,
    "partial",
  );
  if (!acceptLined(grid, run.length - 1) || endsEarly(grid, words, space) || endsInTexts(grid))
    return undefined;
  const top = headTop(grid, words, space, rules);
  if (top === undefined) return grid;
  const raised = { ...box, top };
  const head = { at: top, from: run[0]!.from, to: run[0]!.to };
  const lattice = latticeOf({ horizontal: [head, ...run], vertical: uprights(rules, raised) });
  return resolve(
    lattice,
    words.filter((w) => inside(w, raised)),
    space,
    "partial",
  );
}

/** The last row is a group's name and its figures follow below the last line: only groups are drawn. */
function endsEarly(grid: Grid, words: readonly Word[], space: number): boolean {
  const [name, ...others] = grid.cells.filter((c) => c.row === grid.rows - 1);
  if (name === undefined || others.length > 0 || isValue(textOf(name))) return false;
  const size = name.words[0]!.size;
  const figures = grid.cells.filter((c) => c.column > 0 && c.columnSpan === 1 && isFigure(textOf(c)));
  const next = chunkLines(
    words.filter((w) => w.box.top > grid.box.bottom - 2 && w.box.top < grid.box.bottom + 2 * size),
    space,
  );
  const columns = next
    .flatMap((l) => l.chunks)
    .filter((c) => isFigure(c.text))
    .map((c) => figures.find((f) => shared(f.box, c.box) > 0)?.column);
  return new Set(columns.filter((c) => c !== undefined)).size > 1;
}

/** The last two rows are texts over several columns: title and prose between this table and the next. */
function endsInTexts(grid: Grid): boolean {
  return [grid.rows - 1, grid.rows - 2].every((row) => {
    const [only, ...others] = grid.cells.filter((c) => c.row === row);
    return only !== undefined && others.length === 0 && only.columnSpan > 1 && !isValue(textOf(only));
  });
}

const textOf = (cell: GridCell): string => cell.words.map((w) => w.text).join(" ");

/** The lines behind a chart have nothing between them. */
function mostlyEmpty(run: readonly Rule[], words: readonly Word[]): boolean {
  const bands = run
    .slice(1)
    .map((rule, i) => bandBox(run[i]!, rule))
    .filter((b) => b.bottom - b.top > 8);
  const empty = bands.filter((b) => !words.some((w) => inside(w, b)));
  return bands.length > 3 && empty.length > 0.4 * bands.length;
}

/** Vertical lines that run along most of a box. */
export function uprights(rules: Rules, box: Box): Rule[] {
  return rules.vertical.filter((v) => {
    const along = Math.min(v.to, box.bottom) - Math.max(v.from, box.top);
    return v.at >= box.x0 - 2 && v.at <= box.x1 + 2 && along >= 0.6 * (box.bottom - box.top);
  });
}

function bandBox(upper: Rule, lower: Rule): Box {
  return {
    x0: Math.min(upper.from, lower.from) - 1,
    top: upper.at,
    x1: Math.max(upper.to, lower.to) + 1,
    bottom: lower.at,
  };
}

/** Several texts beside one another and no value: the header of a next table. */
function namesColumns(box: Box, words: readonly Word[], space: number): boolean {
  const lines = chunkLines(
    words.filter((w) => inside(w, box)),
    space,
  );
  return (
    lines.some((l) => l.chunks.length > 1) && lines.every((l) => l.chunks.every((c) => !isValue(c.text)))
  );
}

/** A text alone, and under it several beside one another and no value: the title and the header of a next table. */
function beginsAnew(box: Box, words: readonly Word[], space: number): boolean {
  const within = words.filter((w) => inside(w, box));
  const [title, ...head] = chunkLines(within, space);
  if (title === undefined || title.chunks.length > 1 || head.length === 0) return false;
  const under = { ...box, top: title.box.bottom };
  const size = title.chunks[0]!.words[0]!.size;
  return head[0]!.box.top - title.box.bottom > 0.5 * size && namesColumns(under, words, space);
}

/** What stands between two lines belongs to no table: prose, or the notes and the title between two tables. */
function parts(box: Box, words: readonly Word[], space: number, usual: number): boolean {
  const lines = chunkLines(
    words.filter((w) => inside(w, box)),
    space,
  );
  const width = box.x1 - box.x0;
  let wide = 0;
  let full = 0;
  for (const { chunks } of lines) {
    const isWide = chunks.some((c) => c.box.x1 - c.box.x0 > 0.6 * width && c.words.length > 5);
    full = isWide ? full + 1 : 0;
    if (full >= 3) return true;
    if (chunks.length === 1 && isWide) wide++;
    if (wide >= 2) return true;
    if (chunks.length === 1 && TITLE.test(chunks[0]!.text)) return true;
  }
  const lone = lines.every((l) => l.chunks.length === 1) && !isRow(lines.flatMap((l) => l.chunks));
  const size = lines[0]?.chunks[0]?.words[0]?.size ?? 0;
  const high = box.bottom - box.top > (usual === 0 ? 0 : Math.max(1.5 * usual, 2.2 * size));
  return lone && lines.length > 0 && high;
}

/** A value beside the lines of its label, half a line off each of them. */
const isRow = (chunks: readonly Chunk[]): boolean =>
  chunks.some(
    (value) => isValue(value.text) && chunks.some((c) => !isValue(c.text) && c.box.x1 < value.box.x0),
  );
