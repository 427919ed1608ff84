import type { Box, Fill, Page, Word } from "../../model/index.js";
import { heightOf, hull, linesOf, widthOf } from "../line.js";
import { type ChunkLine, chunkLines } from "./chunks.js";
import { shared } from "./columns.js";
import { inside } from "./grid.js";
import { isFigure, isYear } from "./value.js";

/** Shadings that touch are nearer than this, in points; white lines between heads are no broader than the other. */
const NEAR = 1.5;
const PARTED = 5;
/** A shading lower or higher than this, in points, holds no heads; a page with more of them is a drawing. */
const HEIGHT = { least: 8, most: 90 };
const MOST_FILLS = 400;
/** Lines below in which figures are looked for, and in how many they must stand. */
const BELOW = { lines: 6, figured: 2 };
/** The first of these lines is as near as this, in heights of it. */
const REACH = 2.5;
/** How far the texts of a table may reach beyond its shaded head, in points. */
const BESIDE = 4;

/** A page without the fills behind heads alone, and where these stand. */
export interface Bared {
  page: Page;
  heads: Box[];
}

/**
 * Takes away the fills behind heads alone: of a table whose rows are neither shaded nor lined, the sides of such a
 * shading bound nothing.
 */
export function withoutBareHeads(page: Page, space: number): Bared {
  const fit = page.fills.filter(({ box }) => heightOf(box) >= HEIGHT.least && heightOf(box) <= HEIGHT.most);
  if (fit.length === 0 || fit.length > MOST_FILLS) return { page, heads: [] };
  const bare = patchesOf(fit).filter((patch) => isBareHead(patch, page, space));
  const taken = new Set(bare.flat());
  return {
    page: taken.size === 0 ? page : { ...page, fills: page.fills.filter((f) => !taken.has(f)) },
    heads: bare.map((patch) => hull(patch.map((f) => f.box))),
  };
}

/** The words on a head and under it, as far down as the next head. */
export function wordsUnder(head: Box, heads: readonly Box[], words: readonly Word[]): Word[] {
  const below = heads.filter((h) => h.top > head.bottom && shared(h, head) > 0).map((h) => h.top);
  const bottom = Math.min(...below);
  const wide = { x0: head.x0 - BESIDE, x1: head.x1 + BESIDE, top: head.top, bottom };
  return words.filter((w) => inside(w, wide));
}

/** Fills of one colour that touch. */
function patchesOf(fills: readonly Fill[]): Fill[][] {
  const patches: Fill[][] = [];
  for (const fill of fills) {
    const touching = patches.filter((patch) => patch.some((f) => touches(f, fill)));
    for (const patch of touching) patches.splice(patches.indexOf(patch), 1);
    patches.push([...touching.flat(), fill]);
  }
  return patches;
}

const touches = (a: Fill, b: Fill): boolean =>
  a.colour === b.colour &&
  shared(a.box, b.box) > -PARTED &&
  Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > -NEAR;

/** Heads stand on it, figures below it in their columns, and among these nothing is drawn. */
function isBareHead(patch: readonly Fill[], page: Page, space: number): boolean {
  const head = hull(patch.map((f) => f.box));
  const words = page.words.filter((w) => inside(w, head));
  const heads = chunkLines(words, space).flatMap((l) => l.chunks);
  if (heads.length < 2 || heightOf(head) > HEIGHT.most) return false;
  if (heads.some((c) => isFigure(c.text) && !isYear(c.text))) return false;
  const rows = rowsBelow(head, page.words, space);
  const figured = rows.filter((l) => l.chunks.slice(1).some((c) => isFigure(c.text)));
  if (figured.length < BELOW.figured) return false;
  const body = { ...head, top: head.bottom, bottom: figured[1]!.box.bottom };
  return !isDrawnOn(body, page, patch);
}

/** The first lines that stand under a shading, and not across its sides. */
function rowsBelow(head: Box, words: readonly Word[], space: number): ChunkLine[] {
  const below = words.filter((w) => w.box.top > head.bottom - NEAR && shared(w.box, head) > 0);
  const [first] = linesOf(below);
  if (first === undefined || first.box.top - head.bottom > REACH * heightOf(first.box)) return [];
  const lines = chunkLines(
    below.filter((w) => w.box.top < first.box.top + 4 * BELOW.lines * heightOf(first.box)),
    space,
  );
  return lines.slice(0, BELOW.lines);
}

/** A line, or another shading that is not all the page's. */
function isDrawnOn(body: Box, page: Page, patch: readonly Fill[]): boolean {
  const crosses = (box: Box): boolean =>
    shared(box, body) > -NEAR && box.top < body.bottom && box.bottom > body.top + NEAR;
  const ground = 0.7 * page.width * page.height;
  return (
    page.edges.some(({ box }) => crosses(box)) ||
    page.fills.some((f) => !patch.includes(f) && widthOf(f.box) * heightOf(f.box) < ground && crosses(f.box))
  );
}
