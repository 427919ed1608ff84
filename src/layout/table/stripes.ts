import type { Box, Fill, Page, Word } from "../../model/index.js";
import { heightOf, hull, type Line, linesOf, widthOf } from "../line.js";
import { spaceOf } from "./chunks.js";
import { type Column, shared } from "./columns.js";
import { median } from "./median.js";
import { isTotal, isValue, isYear } from "./value.js";

/** A shaded row: cells of one colour that stand side by side and touch. */
interface Stripe {
  box: Box;
  colour: string;
  /** From left to right. */
  cells: Column[];
}

/** Sides of shadings nearer than this, in points, are one. */
const NEAR = 1.5;
/** A shading lower than `least` holds no row of text, one higher than `most` several. */
const HEIGHT = { least: 7, most: 90 };
/** An unshaded row between two shaded ones is at most so many times as high as the higher of them. */
const TALLEST = 3;
/** Between lines of one row, as a multiple of the size of type. */
const LEADING = 0.45;
/** Between two columns, as a multiple of the word space, the page's and the row's: heads may fill their cells. */
const GUTTER = 1.2;

/**
 * Fills for the rows that an alternately shaded table leaves white: those between two shaded rows, and
 * one above the first (a header, most often) and one below the last (a total) whose texts keep to the
 * columns that the shading shows.
 */
export function whiteRows(page: Page): Fill[] {
  const bare = familiesOf(stripesOf(page.fills), page.words).filter((family) => !isDrawn(family, page));
  return bare.flatMap((family) => {
    const rows = family.slice(1).map((stripe, i) => ({
      ...family[i]!.box,
      top: family[i]!.box.bottom,
      bottom: stripe.box.top,
    }));
    const ends = [rowAbove(family, page), rowBelow(family, page)].filter((box) => box !== undefined);
    const columns = broadest(family).cells;
    return [...rows, ...ends]
      .filter((row) => isWhite(row, page))
      .flatMap((row) => cellsOf(row, columns, page.words));
  });
}

const WHITE = "#ffffff";

const broadest = (family: readonly Stripe[]): Stripe =>
  family.reduce((a, b) => (b.cells.length > a.cells.length ? b : a));

function stripesOf(fills: readonly Fill[]): Stripe[] {
  const stripes: Stripe[] = [];
  const fit = fills.filter(
    ({ box, colour }) =>
      colour !== WHITE &&
      heightOf(box) >= HEIGHT.least &&
      heightOf(box) <= HEIGHT.most &&
      box.x1 - box.x0 > 4,
  );
  for (const { box, colour } of [...fit].sort((a, b) => a.box.x0 - b.box.x0)) {
    const home = stripes.find(
      (s) =>
        s.colour === colour &&
        Math.abs(s.box.top - box.top) < NEAR &&
        Math.abs(s.box.bottom - box.bottom) < NEAR &&
        Math.abs(s.box.x1 - box.x0) < NEAR,
    );
    if (home === undefined) stripes.push({ box: { ...box }, colour, cells: [{ x0: box.x0, x1: box.x1 }] });
    else {
      home.box.x1 = box.x1;
      home.cells.push({ x0: box.x0, x1: box.x1 });
    }
  }
  return stripes;
}

/** Stripes of one colour and width with a white row between each and the next, from top to bottom. */
function familiesOf(stripes: readonly Stripe[], words: readonly Word[]): Stripe[][] {
  const families: Stripe[][] = [];
  for (const stripe of [...stripes].sort((a, b) => a.box.top - b.box.top)) {
    const home = families.find((family) => {
      const last = family.at(-1)!;
      const gap = stripe.box.top - last.box.bottom;
      return (
        last.colour === stripe.colour &&
        Math.abs(last.box.x0 - stripe.box.x0) < NEAR &&
        Math.abs(last.box.x1 - stripe.box.x1) < NEAR &&
        gap > HEIGHT.least &&
        gap < TALLEST * Math.max(heightOf(last.box), heightOf(stripe.box)) &&
        isRow({ ...last.box, top: last.box.bottom, bottom: stripe.box.top }, words)
      );
    });
    if (home === undefined) families.push([stripe]);
    else home.push(stripe);
  }
  // A box of one colour, and bars of one length, are no rows of cells.
  return families.filter((family) => broadest(family).cells.length > 1);
}

/** Texts near one another that all stand within the width of the row. */
function isRow(row: Box, words: readonly Word[]): boolean {
  const within = words.filter((w) => isWithin(w, row) && isBeside(w, row));
  const lines = linesOf(within);
  const isOne = lines
    .slice(1)
    .every(({ box }, i) => box.top - lines[i]!.box.bottom < LEADING * heightOf(box));
  return lines.length > 0 && isOne && within.every((w) => isHeld(w, row));
}

/** Upright lines run along the shaded rows: the table ends where they do. */
const isDrawn = (family: readonly Stripe[], { edges }: Page): boolean =>
  edges.some(
    ({ orientation, box }) =>
      orientation === "v" &&
      family.some(
        (s) => box.x0 > s.box.x0 - 2 * NEAR && box.x0 < s.box.x1 + 2 * NEAR && overlapsInHeight(box, s.box),
      ),
  );

function rowAbove(family: readonly Stripe[], page: Page): Box | undefined {
  const { box } = family[0]!;
  const words = page.words.filter((w) => isWithin(w, box) && w.box.bottom < box.top + NEAR);
  return rowOf(family, unshaded(linesOf(words).reverse(), page), page, (row, pad) => ({
    ...box,
    top: row.top - pad,
    bottom: box.top,
  }));
}

function rowBelow(family: readonly Stripe[], page: Page): Box | undefined {
  const { box } = family.at(-1)!;
  const words = page.words.filter((w) => isWithin(w, box) && w.box.top > box.bottom - NEAR);
  return rowOf(family, unshaded(linesOf(words), page), page, (row, pad) => ({
    ...box,
    top: box.bottom,
    bottom: row.bottom + pad,
  }));
}

/** The lines before the first one that stands on a shading: a row or a header of another colour. */
function unshaded(lines: readonly Line[], { fills }: Page): Line[] {
  const shades = fills.filter((f) => f.colour !== WHITE && !isMark(f.box));
  const end = lines.findIndex(({ box }) => shades.some((f) => overlaps(f.box, box)));
  return lines.slice(0, end < 0 ? lines.length : end);
}

const isWithin = ({ box }: Word, row: Box): boolean => box.x0 < row.x1 && box.x1 > row.x0;

/** The row that the nearest of these lines make, as high as `span` says, where its texts keep to the columns. */
function rowOf(
  family: readonly Stripe[],
  lines: readonly Line[],
  page: Page,
  span: (row: Box, pad: number) => Box,
): Box | undefined {
  const stripe = broadest(family);
  const own = page.words.filter((w) => isWithin(w, stripe.box) && isBeside(w, stripe.box));
  if (own.length === 0) return undefined;
  const size = own[0]!.size;
  const gutter = GUTTER * spaceOf(page.words) * size;
  const inner = hull(own.map((w) => w.box));
  const pad = Math.max(0, Math.min(inner.top - stripe.box.top, stripe.box.bottom - inner.bottom));
  const near = 2 * pad + LEADING * size;
  const isFigured = figured(family, stripe.cells, page.words);
  const isWorded = family.length > 1 && !isFigured.includes(true);
  const keeps = (words: readonly Word[]): boolean =>
    keepsTo(words, stripe, isWorded ? "all" : isFigured, gutter);
  const [row, beyond] = parted(groupsOf(lines, LEADING * size), keeps);
  if (row === undefined) return undefined;
  const box = span(row.box, pad);
  const isBelow = row.box.top > family.at(-1)!.box.bottom - NEAR;
  const words = wordsOf(row);
  const total = isBelow && isTotal(words.map((w) => w.text).join(" ")) && words.every((w) => isHeld(w, box));
  if (heightOf(box) - heightOf(row.box) - pad > near) return undefined;
  if (!total && !keeps(words)) return undefined;
  // Two white rows in turn: a table of which only the head or the total is shaded, unless every other row is.
  const goesOn =
    family.length === 1 &&
    beyond !== undefined &&
    isWhite(beyond.box, page) &&
    wordsOf(beyond).every((w) => stripe.cells.some((cell) => isHeld(w, cell))) &&
    apart(row.box, beyond.box) < near + LEADING * size &&
    keeps(wordsOf(beyond));
  return goesOn ? undefined : box;
}

/** The first group less the lines of a title set close to it, that do not keep to the columns. */
function parted([row, beyond]: readonly Group[], keeps: (words: readonly Word[]) => boolean): Group[] {
  if (row === undefined) return [];
  for (let n = row.lines.length; n > 0; n--) {
    const [near, rest] = [row.lines.slice(0, n), row.lines.slice(n)];
    if (keeps(near.flatMap((line) => line.words)))
      return [groupOf(near), ...(rest.length > 0 ? [groupOf(rest)] : beyond === undefined ? [] : [beyond])];
  }
  return beyond === undefined ? [row] : [row, beyond];
}

/** Lines that stand close over one another. */
interface Group {
  lines: Line[];
  box: Box;
}

const groupOf = (lines: Line[]): Group => ({ lines, box: hull(lines.map((line) => line.box)) });

const wordsOf = ({ lines }: Group): Word[] => lines.flatMap((line) => line.words);

/** The first two groups of lines that stand no further apart than `leading`, in points. */
function groupsOf(lines: readonly Line[], leading: number): Group[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && apart(hull(last.map((l) => l.box)), line.box) <= leading) last.push(line);
    else if (groups.length === 2) break;
    else groups.push([line]);
  }
  return groups.map(groupOf);
}

/** The height of the white between two boxes over one another; less than none where they overlap. */
const apart = (a: Box, b: Box): number => Math.max(b.top - a.bottom, a.top - b.bottom);

const isBeside = ({ box }: Word, row: Box): boolean =>
  (box.top + box.bottom) / 2 > row.top && (box.top + box.bottom) / 2 < row.bottom;

/** Texts in two columns at least, one of them a column of figures, or in all, each within its own. */
function keepsTo(
  words: readonly Word[],
  { box, cells }: Stripe,
  needed: readonly boolean[] | "all",
  gutter: number,
): boolean {
  if (!words.every((w) => isHeld(w, box))) return false;
  const held = cells.map((cell) => words.filter((w) => isOver(w, cell)));
  const filled = held.flatMap((texts, i) => (texts.length > 0 ? [i] : []));
  // Heads may leave the place over the labels of the rows empty.
  if (needed !== "all" && held.some((texts, i) => needed[i] === true && isMixed(texts))) return false;
  const suffices =
    needed === "all" ? held.slice(1).every((texts) => texts.length > 0) : filled.some((i) => needed[i]);
  if (filled.length < 2 || !suffices) return false;
  const least = Math.max(gutter, GUTTER * usualSpace(held));
  return held.slice(1).every((texts, i) => {
    const right = Math.max(...held[i]!.map((w) => w.box.x1));
    return Math.min(...texts.map((w) => w.box.x0)) - right > least;
  });
}

/** A head over a figure: lines of two rows. */
function isMixed(words: readonly Word[]): boolean {
  const values = linesOf(words).map((line) => isValue(line.words.map((w) => w.text).join(" ")));
  return values.at(-1) === true && values.includes(false);
}

/** Between two words of one line of a cell, in points: in a justified line of prose all spaces are as wide. */
const usualSpace = (cells: readonly (readonly Word[])[]): number =>
  median(
    cells.flatMap((words) =>
      linesOf(words).flatMap((line) => line.words.slice(1).map((w, i) => w.box.x0 - line.words[i]!.box.x1)),
    ),
  );

const isHeld = ({ box }: Word, row: Column): boolean => box.x0 >= row.x0 - NEAR && box.x1 <= row.x1 + NEAR;

const isOver = ({ box }: Word, column: Column): boolean => shared(box, column) > 0.5 * (box.x1 - box.x0);

/** Whether each column holds a value in one of the shaded rows. */
function figured(family: readonly Stripe[], columns: readonly Column[], words: readonly Word[]): boolean[] {
  return columns.map((column) =>
    family.some(({ box }) => {
      const texts = words.filter((w) => isOver(w, column) && isBeside(w, box)).map((w) => w.text);
      const text = texts.join(" ");
      return text !== "" && isValue(text) && !isYear(text);
    }),
  );
}

/** The cells of a white row, parted where no word stands across. */
function cellsOf(row: Box, columns: readonly Column[], words: readonly Word[]): Fill[] {
  const within = words.filter((w) => isWithin(w, row) && isBeside(w, row));
  const bounds = columns
    .slice(1)
    .map((c) => c.x0)
    .filter((x) => !within.some((w) => w.box.x0 < x - NEAR && w.box.x1 > x + NEAR));
  return [row.x0, ...bounds].map((x0, i) => ({
    box: { ...row, x0, x1: bounds[i] ?? row.x1 },
    colour: WHITE,
  }));
}

/** Nothing is drawn on a row but marks lower and narrower than a row: bullets. */
const isWhite = (box: Box, { fills, edges }: Page): boolean =>
  !fills.some((f) => f.colour !== WHITE && !isMark(f.box) && overlaps(f.box, box)) &&
  !edges.some((e) => e.orientation === "h" && runsThrough(e.box, box));

const runsThrough = (edge: Box, row: Box): boolean =>
  edge.top > row.top + NEAR && edge.bottom < row.bottom - NEAR && shared(edge, row) > 0.5 * widthOf(row);

const isMark = (box: Box): boolean => heightOf(box) < HEIGHT.least && widthOf(box) < HEIGHT.least;

const overlaps = (a: Box, b: Box): boolean => shared(a, b) > NEAR && overlapsInHeight(a, b);

const overlapsInHeight = (a: Box, b: Box): boolean =>
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > NEAR;
