import type { Box } from "../../model/index.js";
import { hull } from "../line.js";
import type { Chunk, ChunkLine } from "./chunks.js";
import { type Column, dealt, shared } from "./columns.js";
import type { Rule } from "./separators.js";
import { isFigure } from "./value.js";

/** What is known of an unruled table when its header is looked for. */
export interface HeaderSearch {
  /** Figures and labels. */
  box: Box;
  /** Figures alone. */
  values: Box;
  columns: readonly Column[];
  /** Number of the first line with figures. */
  first: number;
  size: number;
  lines: readonly ChunkLine[];
  rules: readonly Rule[];
}

export interface HeaderFound {
  box: Box;
  lines: number;
}

/** Distances as multiples of the size of type. */
const GAP = { first: 2.6, next: 1.5, label: 1.6 };
/** A line of prose over a table: more words than this, over this share of its width, this near to one another. */
const PROSE = { words: 8, width: 0.9, gap: 1.2 };
const MOST_LINES = 8;
const MOST_LABELS = 4;
/** Texts over figures set to the left reach so far beyond them, in sizes of type. */
const OVERHANG = 3;
/** Words of a head over all columns, labels included; longer ones are prose set as wide as the table. */
const TITLE_WORDS = 8;
const UNIT = /[%€]/;
const TITLE = /^(?:table|tableau|exhibit|figure|graphique|source)\b/i;

/** The lines above the first figures that name the columns, label lines between included. */
export function headerAbove(search: HeaderSearch): HeaderFound {
  const { size } = search;
  let found: HeaderFound = { box: search.box, lines: 0 };
  let reach = search.box;
  let pending = search.box.top;
  let labels = 0;
  let count = 0;
  for (let n = search.first - 1; n >= 0 && count < MOST_LINES; n--) {
    const chunks = over(search, n);
    if (chunks.length === 0) continue;
    // "Pas-de-" and "Calais" stand half a line above and below the other heads: one line with them.
    while (isHalfALineOff(over(search, n - 1), over(search, n), size)) chunks.push(...over(search, --n));
    const here = hull(chunks.map((c) => c.box));
    const gap = (pending - here.bottom) / size;
    if (gap > (count > 0 ? GAP.next : labels > 0 ? GAP.label : GAP.first)) break;
    if (chunks.some((c) => TITLE.test(c.text)) || isProse(chunks, search)) break;
    if (count > 0 && (ruledOff(search, here, pending) || isTitle(chunks, reach, search))) break;
    const naming = chunks.filter((c) => names(c, search));
    if (isPair(naming, search)) break;
    const rest = chunks.filter((c) => !naming.includes(c));
    if (rest.some((c) => !isLabel(c, search))) break;
    if (naming.length > 0 && (labels === 0 || naming.length >= Math.min(2, search.columns.length))) {
      count++;
      reach = hull([reach, here]);
      found = { box: reach, lines: count };
    } else if (count > 0 && gap > 0.5) {
      break;
    } else {
      if (naming.length > 0 || ++labels > MOST_LABELS) break;
      reach = hull([reach, here]);
    }
    pending = here.top;
  }
  return found;
}

/** Words over the whole width with no more than justified spaces between them, and not one text to a column. */
function isProse(chunks: readonly Chunk[], { box, columns, size }: HeaderSearch): boolean {
  const { x0, x1 } = hull(chunks.map((c) => c.box));
  const words = chunks.reduce((n, c) => n + c.words.length, 0);
  if (words <= PROSE.words || x1 - x0 < PROSE.width * (box.x1 - box.x0)) return false;
  const sorted = [...chunks].sort((a, b) => a.box.x0 - b.box.x0);
  const close = sorted.slice(1).every((c, i) => c.box.x0 - sorted[i]!.box.x1 < PROSE.gap * size);
  return close && chunks.some((c) => columns.filter((column) => shared(column, c.box) > 0).length > 1);
}

/** Over a lone column of figures, a figure with its unit set elsewhere is a row of another list. */
const isPair = (naming: readonly Chunk[], { columns: [column, ...others], size }: HeaderSearch): boolean =>
  column !== undefined &&
  others.length === 0 &&
  naming.some((c) => isFigure(c.text) && UNIT.test(c.text) && !inLine(c, column, size));

const inLine = ({ box }: Chunk, { x0, x1 }: Column, size: number): boolean =>
  [box.x0 - x0, box.x1 - x1, (box.x0 + box.x1 - x0 - x1) / 2].some((off) => Math.abs(off) < 0.6 * size);

/** The texts of a line that stand over the table. */
const over = ({ box, columns, size, lines }: HeaderSearch, n: number): Chunk[] =>
  (lines[n]?.chunks ?? [])
    .filter((c) => shared(c.box, wider(box, size)) > 0)
    .flatMap((c) => parted(c, columns, size));

/** Heads of neighbouring columns that stand no further apart than words do, each in line with its own figures. */
function parted(chunk: Chunk, columns: readonly Column[], size: number): Chunk[] {
  const over = columns.filter((c) => shared(c, chunk.box) > 0);
  if (over.length < 2 || over.some((c) => inLine(chunk, c, size))) return [chunk];
  return dealt(chunk, over, (part, column) => inLine(part, column, size)) ?? [chunk];
}

/** Whether texts overlap those of the line above them in height, and stand beside them. */
function isHalfALineOff(above: readonly Chunk[], below: readonly Chunk[], size: number): boolean {
  const [upper] = above;
  const [lower] = below;
  if (upper === undefined || lower === undefined) return false;
  const [a, b] = [hull(above.map((c) => c.box)), hull(below.map((c) => c.box))];
  return a.bottom - b.top > 0.15 * size && above.every((c) => below.every((d) => shared(c.box, d.box) <= 0));
}

/** Over a header without labels at its left, a text set flush left titles the table. */
function isTitle(chunks: readonly Chunk[], header: Box, { box, values, size }: HeaderSearch): boolean {
  const [only, ...others] = chunks;
  if (only === undefined || others.length > 0 || values.x0 - box.x0 > size) return false;
  return only.box.x0 <= header.x0 + 1 && !centred(only, header, size) && header.x1 - header.x0 > 4 * size;
}

const wider = (box: Box, size: number): Column => ({ x0: box.x0 - size, x1: box.x1 + 2 * size });

/** A text over figures: within their width, or in line with one of their columns. */
function names(chunk: Chunk, search: HeaderSearch): boolean {
  const { values, columns, size, box } = search;
  const { x0, x1 } = chunk.box;
  if (x0 < box.x0 - size && values.x0 > box.x0) return false;
  const hasStub = values.x0 - box.x0 > size;
  const fromLeft = x0 < box.x0 + size && x1 > values.x0 + size;
  if (hasStub && fromLeft && !(chunk.words.length <= TITLE_WORDS && centred(chunk, box, size))) return false;
  if (chunk.words.length > 16) return false;
  if (namesInnerLabels(chunk, search)) return true;
  if (x0 >= values.x0 - size && x1 <= values.x1 + OVERHANG * size && x0 + x1 < 2 * values.x1) return true;
  return columns.some(
    (c, i) =>
      shared(c, chunk.box) > 0 &&
      (centred(chunk, c, size) || Math.abs(x0 - c.x0) < size || Math.abs(x1 - c.x1) < size) &&
      clearOfNeighbours(chunk, columns, i),
  );
}

/** In a list of several pairs abreast: over labels that stand between figures. */
function namesInnerLabels({ box }: Chunk, { values, lines, first }: HeaderSearch): boolean {
  const labels = (lines[first]?.chunks ?? []).filter((c) => c.box.x0 > values.x0 && !isFigure(c.text));
  return labels.some((c) => Math.abs(c.box.x0 - box.x0) < 1);
}

/** Reaching over one column's figures is usual, over the next column's is not. */
function clearOfNeighbours(chunk: Chunk, columns: readonly Column[], at: number): boolean {
  return columns.every((c, i) => i === at || shared(c, chunk.box) <= 0);
}

const centred = (chunk: Chunk, column: Column, size: number): boolean =>
  Math.abs(chunk.box.x0 + chunk.box.x1 - column.x0 - column.x1) / 2 < 1.2 * size;

/** A text over the labels: the head of their column, a group's name, the first line of a wrapped label. */
function isLabel(chunk: Chunk, { box, values, size }: HeaderSearch): boolean {
  return (
    chunk.box.x0 >= box.x0 - size && values.x0 > box.x0 && chunk.box.x0 < values.x0 && chunk.words.length < 20
  );
}

function ruledOff({ rules, box }: HeaderSearch, here: Box, pending: number): boolean {
  return rules.some((r) => {
    const along = Math.min(r.to, box.x1) - Math.max(r.from, box.x0);
    return r.at > here.bottom - 1 && r.at < pending + 1 && along > 0.8 * (box.x1 - box.x0);
  });
}
