import { withoutCalls } from "./calls.js";
import type { Component } from "./components.js";
import { partedBySize } from "./parting.js";
import type { Ruling } from "./rulings.js";

/** Writing on one line without a wide gap or a ruling line in it, in pixels. */
export interface Segment {
  x0: number;
  top: number;
  x1: number;
  bottom: number;
  /** From left to right. */
  components: Component[];
  /** Whether writing of another size stands beside it on its line. */
  parted?: boolean;
  /** Whether it is the mark of a note, raised beside a word. */
  raised?: boolean;
}

/** Letters are between these heights, points. */
const LOWEST = 2.6;
const HIGHEST = 90;
/** A dash is so many times as wide as high, covers so much of its rectangle, and is no wider nor higher than this, points. */
const DASH = 1.6;
const FULL = 0.75;
const WIDEST_DASH = 12;
const HIGHEST_DASH = 6;
/** A comma is lower than this share of its line. */
const COMMA = 0.45;
/** Specks are smaller than this, points squared. */
const SPECK = 0.25;
/** A gap wider than this share of the height of the letters beside it parts segments. */
const WIDE = 1.35;
/** Heights of neighbouring letters differ by no more than this ratio; where a space stands between, than the second. */
const RATIO = 3.2;
const RATIO_APART = 1.9;
/** What is so many times as high as a line of writing is no part of it: the frame of a logo. */
const HIGHER = 2;
/** Wider than between letters of a word, share of the higher one's height. */
const SPACE = 0.22;

export function segmentsOf(
  components: readonly Component[],
  rulings: readonly Ruling[],
  scale: number,
): Segment[] {
  const marks = components.filter(
    (c) => c.area >= SPECK * scale * scale && c.bottom - c.top <= HIGHEST * scale,
  );
  const isSmall = (c: Component): boolean => c.bottom - c.top < LOWEST * scale || isDash(c, scale);
  const letters = marks.filter((c) => !isSmall(c) && !isLogo(c, scale));
  const small = marks.filter((c) => isSmall(c) && c.x1 - c.x0 < WIDEST_DASH * scale);
  const chains = withColons(chainsOf(letters, rulings));
  for (const mark of small) adopt(chains, mark);
  return merged(chains.concat(alone(small, chains))).flatMap((chain) => {
    const { line, calls } = withoutCalls(chain);
    const parts = partedBySize(line);
    return [
      ...parts.map((part) => (parts.length > 1 ? { ...segmentFrom(part), parted: true } : segmentFrom(part))),
      ...calls.map((call) => ({ ...segmentFrom(call), raised: true })),
    ];
  });
}

/** The minus sign of a large figure is as high as small letters are. */
function isDash(c: Component, scale: number): boolean {
  const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
  return w >= DASH * h && h <= HIGHEST_DASH * scale && w < WIDEST_DASH * scale && c.area >= FULL * w * h;
}

/** A wide and high mass of ink, part of a picture, or a band. */
function isLogo(c: Component, scale: number): boolean {
  const w = (c.x1 - c.x0) / scale;
  const h = (c.bottom - c.top) / scale;
  return (w > 100 && h > 12) || (w > 20 && w > 5 * h);
}

export function segmentFrom(components: readonly Component[]): Segment {
  return {
    x0: Math.min(...components.map((c) => c.x0)),
    top: Math.min(...components.map((c) => c.top)),
    x1: Math.max(...components.map((c) => c.x1)),
    bottom: Math.max(...components.map((c) => c.bottom)),
    components: components.toSorted((p, q) => p.x0 - q.x0),
  };
}

/** Strings together letters that stand beside each other. */
function chainsOf(letters: readonly Component[], rulings: readonly Ruling[]): Component[][] {
  const sorted = letters.toSorted((p, q) => p.x0 - q.x0);
  const upright = rulings.filter((r) => r.orientation === "v");
  const parent = sorted.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  for (let i = 0; i < sorted.length; i++) {
    const a = sorted[i];
    if (a === undefined) continue;
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j];
      if (b === undefined || b.x0 - a.x1 > WIDE * HIGHEST * 10) break;
      const height = Math.max(a.bottom - a.top, b.bottom - b.top);
      if (b.x0 - a.x1 > WIDE * height) {
        if (b.x0 - a.x1 > WIDE * 4 * (a.bottom - a.top)) break;
        continue;
      }
      if (!beside(a, b) || upright.some((r) => stands(r, a, b))) continue;
      const [p, q] = [root(i), root(j)];
      if (p !== q) parent[Math.max(p, q)] = Math.min(p, q);
    }
  }
  const chains = new Map<number, Component[]>();
  sorted.forEach((c, i) => {
    const chain = chains.get(root(i));
    if (chain === undefined) chains.set(root(i), [c]);
    else chain.push(c);
  });
  return [...chains.values()];
}

function beside(a: Component, b: Component): boolean {
  const [ha, hb] = [a.bottom - a.top, b.bottom - b.top];
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const ratio = b.x0 - a.x1 > SPACE * Math.max(ha, hb) ? RATIO_APART : RATIO;
  return shared >= 0.5 * Math.min(ha, hb) && Math.max(ha, hb) <= ratio * Math.min(ha, hb);
}

/** Whether an upright line stands between two letters. */
function stands(r: Ruling, a: Component, b: Component): boolean {
  const x = (r.x0 + r.x1) / 2;
  const y = (Math.max(a.top, b.top) + Math.min(a.bottom, b.bottom)) / 2;
  return x > a.x1 - 2 && x < b.x0 + 2 && r.top < y && r.bottom > y;
}

/** The points of a colon: as wide as high within this ratio, full, and so many widths apart at most. */
const POINT = 1.3;
const FULL_POINT = 0.7;
const POINTS_APART = 5;
/** A line is at least so many times as high as its points, and its colon stands so near, in its heights. */
const ABOVE_POINTS = 3;
const NEAR_COLON = 0.8;

/** In large type the points of a colon are as high as letters may be: both join the line that spans them. */
function withColons(chains: readonly Component[][]): Component[][] {
  const points = chains.flatMap(([only, other]) =>
    only !== undefined && other === undefined && isPoint(only) ? [only] : [],
  );
  const lines = chains.map((chain) => ({ chain, box: boundsOf(chain), colons: [] as Component[] }));
  for (const upper of points) {
    const lower = points.find((other) => isOver(upper, other));
    if (lower === undefined) continue;
    const colon = boundsOf([upper, lower]);
    const far = ({ box }: { box: Bounds }): number => Math.max(box.x0 - colon.x1, colon.x0 - box.x1, 0);
    const [home] = lines.filter((line) => spans(line.box, colon)).sort((p, q) => far(p) - far(q));
    home?.colons.push(upper, lower);
  }
  const taken = new Set(lines.flatMap(({ colons }) => colons));
  return lines
    .filter(({ chain: [first] }) => first === undefined || !taken.has(first))
    .map(({ chain, colons }) => [...chain, ...colons]);
}

function isPoint(c: Component): boolean {
  const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
  return Math.max(w, h) <= POINT * Math.min(w, h) && c.area >= FULL_POINT * w * h;
}

function isOver(a: Component, b: Component): boolean {
  const [w, v] = [a.x1 - a.x0, b.x1 - b.x0];
  const aside = Math.abs(a.x0 + a.x1 - b.x0 - b.x1) / 2;
  return (
    b.top > a.bottom &&
    b.top - a.top < POINTS_APART * w &&
    aside < 0.3 * w &&
    Math.max(w, v) <= POINT * Math.min(w, v)
  );
}

function spans(line: Bounds, colon: Bounds): boolean {
  const height = line.bottom - line.top;
  const far = Math.max(line.x0 - colon.x1, colon.x0 - line.x1);
  const within = line.top < colon.top && line.bottom > colon.bottom - 0.1 * height;
  return within && far < NEAR_COLON * height && height >= ABOVE_POINTS * (colon.x1 - colon.x0);
}

interface Bounds {
  x0: number;
  top: number;
  x1: number;
  bottom: number;
}

function boundsOf(chain: readonly Component[]): Bounds {
  const box = { x0: Infinity, top: Infinity, x1: -Infinity, bottom: -Infinity };
  for (const c of chain) {
    box.x0 = Math.min(box.x0, c.x0);
    box.top = Math.min(box.top, c.top);
    box.x1 = Math.max(box.x1, c.x1);
    box.bottom = Math.max(box.bottom, c.bottom);
  }
  return box;
}

/** Puts a dot, an accent, a comma or a dash to the line of letters it stands at. */
function adopt(chains: Component[][], mark: Component): void {
  const [x, y] = [(mark.x0 + mark.x1) / 2, (mark.top + mark.bottom) / 2];
  let nearest: Component[] | undefined;
  let least = Infinity;
  for (const chain of chains) {
    const box = boundsOf(chain);
    const h = box.bottom - box.top;
    const far = Math.max(box.x0 - x, x - box.x1, 0);
    const off = Math.max(box.top - y, y - box.bottom, 0);
    if (far > 0.8 * h || off > 0.35 * h) continue;
    if (far + 2 * off < least) [least, nearest] = [far + 2 * off, chain];
  }
  nearest?.push(mark);
}

/** Dashes and dots that stand at no letter: a lone "-" in a cell says that there is nothing. */
function alone(small: readonly Component[], chains: readonly Component[][]): Component[][] {
  const taken = new Set(chains.flat());
  return small.filter((c) => !taken.has(c) && c.x1 - c.x0 >= 2 * (c.bottom - c.top)).map((c) => [c]);
}

/** One line of writing may have come as several chains that lie over each other (accents on capitals). */
function merged(chains: Component[][]): Component[][] {
  const lines: { chain: Component[]; box: Bounds }[] = [];
  for (const chain of chains.toSorted((p, q) => q.length - p.length)) {
    const box = boundsOf(chain);
    const home = lines.find((line) => covers(line.box, box) || isCommaIn(line.chain, line.box, box));
    if (home === undefined) lines.push({ chain: [...chain], box });
    else {
      home.chain.push(...chain);
      home.box = boundsOf(home.chain);
    }
  }
  return lines.map(({ chain }) => chain);
}

/** A comma of large print is as high as small letters are: it stands within a line, and begins above its feet. */
function isCommaIn(chain: readonly Component[], line: Bounds, mark: Bounds): boolean {
  const height = line.bottom - line.top;
  if (mark.bottom - mark.top > COMMA * height || mark.x0 < line.x0 || mark.x1 > line.x1) return false;
  const feet = chain.filter((c) => c.bottom - c.top >= 0.5 * height).map((c) => c.bottom);
  const foot = feet.sort((p, q) => p - q)[feet.length >> 1] ?? line.bottom;
  return mark.top < foot && mark.bottom > foot && mark.bottom < foot + COMMA * height;
}

function covers(line: Bounds, box: Bounds): boolean {
  if (box.bottom - box.top > HIGHER * (line.bottom - line.top)) return false;
  const over = Math.min(line.x1, box.x1) - Math.max(line.x0, box.x0);
  const shared = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top);
  return (
    over >= 0.6 * (box.x1 - box.x0) && shared >= 0.6 * Math.min(line.bottom - line.top, box.bottom - box.top)
  );
}
