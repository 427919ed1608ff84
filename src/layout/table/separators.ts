import type { Box, Fill, Page, Word } from "../../model/index.js";
import { heightOf, hull, widthOf } from "../line.js";

/** A straight separator: where it stands (`y` of a horizontal one, `x` of a vertical one) and how far it reaches. */
export interface Rule {
  at: number;
  from: number;
  to: number;
}

export interface Rules {
  horizontal: Rule[];
  vertical: Rule[];
}

/** Double lines and the two sides of a thick one stand nearer than this, in points. */
export const SNAP = 3;
/** Dashes of one line are nearer than this. */
const DASH = 4.5;
/** A shading smaller than this is a bar, a bullet or a highlighted character. */
const SHADE = { width: 12, least: 6, height: 6 };
/** A side that runs through so many words, over this share of its length, parts no rows. */
const CUT = { words: 3, along: 0.5 };

/**
 * The separators of a page: drawn lines and the sides of shaded rectangles up to `tallest` points high,
 * double and dashed ones made one.
 */
export function rulesOf(page: Page, tallest = Number.POSITIVE_INFINITY): Rules {
  const horizontal: Rule[] = [];
  const vertical: Rule[] = [];
  for (const edge of page.edges) {
    const { x0, x1, top, bottom } = edge.box;
    if (edge.orientation === "h") horizontal.push({ at: (top + bottom) / 2, from: x0, to: x1 });
    else vertical.push({ at: (x0 + x1) / 2, from: top, to: bottom });
  }
  for (const { box } of visible(shadesOf(page))) {
    if (box.bottom - box.top > tallest || isAskew(box, page.words)) continue;
    horizontal.push({ at: box.top, from: box.x0, to: box.x1 }, { at: box.bottom, from: box.x0, to: box.x1 });
    vertical.push(
      { at: box.x0, from: box.top, to: box.bottom },
      { at: box.x1, from: box.top, to: box.bottom },
    );
  }
  return { horizontal: merged(horizontal), vertical: merged(vertical) };
}

/** The text has moved on beneath a shading that was made for other lines: one of its sides cuts through a line. */
function isAskew(shade: Box, words: readonly Word[]): boolean {
  return [shade.top, shade.bottom].some((y) => {
    const cut = words.filter(
      ({ box }) =>
        box.x0 >= shade.x0 &&
        box.x1 <= shade.x1 &&
        y > box.top + 0.3 * heightOf(box) &&
        y < box.bottom - 0.3 * heightOf(box),
    );
    return cut.length >= CUT.words && widthOf(hull(cut.map((w) => w.box))) > CUT.along * widthOf(shade);
  });
}

/** Without what lies upon a larger shading of its own colour: the ground of the lines within a cell. */
function visible(fills: readonly Fill[]): Fill[] {
  const byColour = new Map<string, Fill[]>();
  const large = [...fills].sort((a, b) => area(b.box) - area(a.box));
  for (const fill of large) {
    const alike = byColour.get(fill.colour) ?? [];
    byColour.set(fill.colour, alike);
    if (!alike.some((o) => holds(o.box, fill.box))) alike.push(fill);
  }
  return [...byColour.values()].flat();
}

const area = (box: Box): number => (box.x1 - box.x0) * (box.bottom - box.top);

const holds = (outer: Box, inner: Box): boolean =>
  inner.x0 >= outer.x0 - 1 &&
  inner.x1 <= outer.x1 + 1 &&
  inner.top >= outer.top - 1 &&
  inner.bottom <= outer.bottom + 1;

/** The shadings that cells may have: those wide enough, and narrower ones that go on beside one of these. */
function shadesOf(page: Page): Fill[] {
  const wide = page.fills.filter((f) => isShade(f.box, page));
  const narrow = page.fills.filter((f) => widthOf(f.box) < SHADE.width && widthOf(f.box) > SHADE.least);
  return [...wide, ...narrow.filter((f) => wide.some((w) => goesOnBeside(f, w)))];
}

const goesOnBeside = (a: Fill, b: Fill): boolean =>
  a.colour === b.colour &&
  Math.abs(a.box.top - b.box.top) < 1 &&
  Math.abs(a.box.bottom - b.box.bottom) < 1 &&
  Math.min(Math.abs(a.box.x0 - b.box.x1), Math.abs(a.box.x1 - b.box.x0)) < 1;

function isShade(box: Box, page: Page): boolean {
  const width = widthOf(box);
  const height = heightOf(box);
  const background = width * height > 0.7 * page.width * page.height;
  return width >= SHADE.width && height >= SHADE.height && !background;
}

/** Joins the pieces that lie on one line and touch, and lines drawn double. */
function merged(rules: readonly Rule[]): Rule[] {
  const sorted = rules.filter((r) => r.to - r.from > 0.5).sort((a, b) => a.at - b.at || a.from - b.from);
  const out: (Rule & { first: number; weight: number })[] = [];
  let open = 0;
  for (const rule of sorted) {
    while (open < out.length && rule.at - out[open]!.first > SNAP) open++;
    let home: (typeof out)[number] | undefined;
    for (let i = open; i < out.length && home === undefined; i++) {
      const o = out[i]!;
      if (rule.at - o.first <= SNAP && rule.from <= o.to + DASH && rule.to >= o.from - DASH) home = o;
    }
    const length = rule.to - rule.from;
    if (home === undefined) out.push({ ...rule, first: rule.at, weight: length });
    else {
      home.at = (home.at * home.weight + rule.at * length) / (home.weight + length);
      home.weight += length;
      home.from = Math.min(home.from, rule.from);
      home.to = Math.max(home.to, rule.to);
    }
  }
  return bridged(out);
}

/** Pieces that met only once a third lay between them. */
function bridged(rules: Rule[]): Rule[] {
  const out: Rule[] = [];
  // By how far along a piece begins: what it can touch begins before it.
  for (const { at, from, to } of [...rules].sort((a, b) => a.from - b.from)) {
    const home = out.find((o) => from <= o.to + DASH && Math.abs(o.at - at) <= SNAP);
    if (home === undefined) out.push({ at, from, to });
    else home.to = Math.max(home.to, to);
  }
  return out.sort((a, b) => a.at - b.at || a.from - b.from);
}

/** Positions of parallel rules, those nearer than `SNAP` taken together. */
export function positions(values: readonly number[]): number[] {
  const out: { sum: number; n: number; first: number }[] = [];
  for (const v of [...values].sort((a, b) => a - b)) {
    const last = out.at(-1);
    if (last !== undefined && v - last.first <= SNAP) {
      last.sum += v;
      last.n++;
    } else out.push({ sum: v, n: 1, first: v });
  }
  return out.map((o) => o.sum / o.n);
}

/** Share of the stretch `from`–`to` at `at` that one of the rules covers. */
export function covered(rules: readonly Rule[], at: number, from: number, to: number): number {
  let best = 0;
  for (const rule of rules) {
    if (Math.abs(rule.at - at) > SNAP) continue;
    best = Math.max(best, (Math.min(rule.to, to) - Math.max(rule.from, from)) / Math.max(to - from, 0.01));
  }
  return best;
}
