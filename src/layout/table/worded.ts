import type { Box, Word } from "../../model/index.js";
import { heightOf, hull } from "../line.js";
import type { Chunk, ChunkLine } from "./chunks.js";
import { type Column, shared } from "./columns.js";
import type { Grid, GridCell } from "./grid.js";
import { median } from "./median.js";
import { isValue } from "./value.js";

/** Words of a head or a label, and of a cell, at most. */
const MOST_WORDS = { label: 7, cell: 40 };
/** The white between two rows, as a multiple of the size of type, and of the widest white inside a row. */
const ROW_GAP = { size: 0.7, times: 1.5 };
/** The white between two columns, in sizes of type. */
const GUTTER = 0.8;
const LEAST_ROWS = 3;
/** The first label stands so many lines below the heads at most: its cells may begin higher. */
const TO_LABEL = 6;
/** Share of the slots that are filled. */
const FILLED = 0.8;
/** Type much larger than the rest is a key figure's, or a title's. */
const LARGER = 1.3;

/** Columns under their heads, labels before them, and the lines that keep to both. */
interface Draft {
  stub: Column | undefined;
  columns: Column[];
  chunks: Chunk[];
}

/**
 * Tables of words alone of which nothing is drawn: heads over columns, nothing over the labels of the
 * rows, each row filled, and wider white between rows than inside them.
 */
export function wordedGrids(lines: readonly ChunkLine[]): Grid[] {
  return lines.flatMap((head, i) => {
    const labelled =
      isHead(head) && lines.slice(i + 1, i + 1 + TO_LABEL).some((line) => isLeftOf(line, head));
    return labelled ? (gridUnder(head, lines.slice(i + 1)) ?? []) : [];
  });
}

const textOf = ({ words }: { words: readonly Word[] }): string => words.map((w) => w.text).join(" ");

const isHead = ({ chunks }: ChunkLine): boolean =>
  chunks.length > 1 &&
  chunks.every(
    (c) => c.words.length <= MOST_WORDS.label && /\p{L}{2}/u.test(c.text) && !/[.,;:]$/.test(c.text),
  );

/** Whether a line begins with a text to the left of the heads. */
const isLeftOf = ({ chunks: [label] }: ChunkLine, { chunks: [head] }: ChunkLine): boolean =>
  label !== undefined && head !== undefined && label.box.x1 < head.box.x0;

function gridUnder(head: ChunkLine, below: readonly ChunkLine[]): Grid | undefined {
  const size = median(head.chunks.flatMap((c) => c.words.map((w) => w.size)));
  const draft = gathered(head, below, size);
  const { stub, columns } = draft;
  if (stub === undefined) return undefined;
  const bands = labelledBands(bandsOf(draft.chunks, size), stub);
  if (bands.length < LEAST_ROWS || !isParted(bands, size)) return undefined;
  const sides = [stub, ...columns];
  const cells = [head.chunks, ...bands].flatMap((chunks, row) => cellsOf(chunks, sides, row));
  const body = cells.filter((c) => c.row > 0);
  const filled = body.length >= FILLED * bands.length * sides.length;
  const short = body.every((c) => c.words.length <= (c.column > 0 ? MOST_WORDS.cell : MOST_WORDS.label));
  const worded = body.filter((c) => c.column > 0 && isValue(textOf(c))).length * 3 < body.length;
  if (!filled || !short || !worded) return undefined;
  const box = hull(cells.map((c) => c.box));
  return { box, rows: bands.length + 1, columns: sides.length, cells, ruling: "unruled" };
}

/** The lines below the heads as far as each text keeps to one column, and no two columns meet. */
function gathered(head: ChunkLine, below: readonly ChunkLine[], size: number): Draft {
  let draft: Draft = { stub: undefined, columns: head.chunks.map(({ box }) => box), chunks: [] };
  for (const line of below) {
    const next = line.chunks.reduce<Draft | undefined>((d, c) => d && taken(d, c, size), draft);
    if (next === undefined) break;
    draft = next;
  }
  return draft;
}

function taken({ stub, columns, chunks }: Draft, chunk: Chunk, size: number): Draft | undefined {
  if (chunk.words.some((w) => w.size > LARGER * size)) return undefined;
  const { box } = chunk;
  const over = columns.findIndex((c) => shared(c, box) > 0);
  const own = over >= 0 ? over : box.x1 < columns[0]!.x0 - GUTTER * size ? -1 : nearest(columns, box);
  const grown =
    own < 0
      ? { stub: stub === undefined ? box : joined(stub, box), columns }
      : { stub, columns: columns.map((c, i) => (i === own ? joined(c, box) : c)) };
  const sides = [...(grown.stub === undefined ? [] : [grown.stub]), ...grown.columns];
  const apart = sides.slice(1).every((c, i) => c.x0 - sides[i]!.x1 > GUTTER * size);
  return apart ? { ...grown, chunks: [...chunks, chunk] } : undefined;
}

const joined = (a: Column, b: Column): Column => ({ x0: Math.min(a.x0, b.x0), x1: Math.max(a.x1, b.x1) });

function nearest(columns: readonly Column[], box: Box): number {
  const away = columns.map((c) => -shared(c, box));
  return away.indexOf(Math.min(...away));
}

/** Chunks with no more white between them, in height, than lines of one cell have. */
function bandsOf(chunks: readonly Chunk[], size: number): Chunk[][] {
  const bands: Chunk[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const chunk of [...chunks].sort((a, b) => a.box.top - b.box.top)) {
    if (chunk.box.top - bottom > ROW_GAP.size * size) bands.push([chunk]);
    else bands.at(-1)!.push(chunk);
    bottom = Math.max(bottom, chunk.box.bottom);
  }
  return bands;
}

/** The bands before the first one without a label. */
function labelledBands(bands: readonly Chunk[][], stub: Column): Chunk[][] {
  const end = bands.findIndex((band) => !band.some((c) => shared(c.box, stub) > 0));
  return bands.slice(0, end < 0 ? bands.length : end);
}

/** Whether the white between rows is wider than any inside them. */
function isParted(bands: readonly Chunk[][], size: number): boolean {
  const boxes = bands.map((band) => hull(band.map((c) => c.box)));
  const between = boxes.slice(1).map((box, i) => box.top - boxes[i]!.bottom);
  const inside = bands.flatMap((band) => gapsIn(band.map((c) => c.box)));
  return Math.min(...between) > ROW_GAP.times * Math.max(0, ...inside, ROW_GAP.size * size * 0.5);
}

/** White in height between boxes, all columns taken together. */
function gapsIn(boxes: readonly Box[]): number[] {
  const gaps: number[] = [];
  let bottom = Number.POSITIVE_INFINITY;
  for (const box of [...boxes].sort((a, b) => a.top - b.top)) {
    if (box.top > bottom) gaps.push(box.top - bottom);
    bottom = Number.isFinite(bottom) ? Math.max(bottom, box.bottom) : box.top + heightOf(box);
  }
  return gaps;
}

function cellsOf(chunks: readonly Chunk[], sides: readonly Column[], row: number): GridCell[] {
  return sides.flatMap((side, column) => {
    const words = chunks.filter((c) => shared(c.box, side) > 0).flatMap((c) => c.words);
    const box = hull(words.map((w) => w.box));
    return words.length === 0 ? [] : [{ row, column, rowSpan: 1, columnSpan: 1, box, words }];
  });
}
