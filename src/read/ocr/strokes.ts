import type { Component } from "./components.js";
import { INKED, type Ink } from "./ink.js";
import type { Reading, ReadWord } from "./reading.js";
import { signsOf } from "./signs.js";

/** What is thought of a sign known by its shape. */
const SURE = 0.9;
/** A slash is at least so many times as high as it is thick, and leans by so much of its height. */
const SLENDER = 4;
const LEAST_LEAN = 0.22;
const MOST_LEAN = 0.75;
/** Share of the ink that lies on the one straight stroke. */
const STRAIGHT = 0.9;

/**
 * Knows a lone "/" or "-" by its shape: the engine, without letters beside it, takes it for an l or a 1. In these
 * tables it stands for "none".
 */
export function withStrokes(readings: readonly Reading[], ink: Ink): Reading[] {
  return readings.map((reading) => {
    const [component, other] = reading.segment.components;
    if (component === undefined || other !== undefined) return reading;
    const text = strokeOf(component, ink, reading.row.height);
    return text === undefined ? reading : { ...reading, words: [wordOf(text, component)] };
  });
}

function wordOf(text: string, { x0, x1 }: Component): ReadWord {
  return { text, confidence: SURE, x0, x1, symbols: [text], sureness: [SURE] };
}

function strokeOf(c: Component, ink: Ink, rowHeight: number): "/" | "-" | undefined {
  const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
  if (w >= 1.8 * h && h <= 0.3 * rowHeight && c.area >= 0.7 * w * h) return "-";
  if (h < 0.6 * rowHeight || h <= w) return undefined;
  return isSlash(c, ink, LEAST_LEAN) ? "/" : undefined;
}

function isSlash(c: Component, ink: Ink, leastLean: number): boolean {
  const h = c.bottom - c.top;
  const line = fitted(c, ink);
  const lean = -line.slope;
  const leans = lean >= leastLean && lean <= MOST_LEAN && h >= (SLENDER * c.area) / h;
  return leans && line.near >= STRAIGHT;
}

/** What the engine takes a slash within a word for. */
const UPRIGHT = /^[Il1|!]$/;
/** Italic letters lean less than this; beside an upright letter, what leans more than the second is none. */
const MORE_LEAN = 0.26;
const LITTLE_LEAN = 0.12;
/** The left side of an upright letter is straight within this share of its height, and leans less than the second. */
const STRAIGHT_SIDE = 0.1;
const UPRIGHT_SIDE = 0.04;

/** Knows a slash between letters or figures by its shape ("BEPICAP" for BEP/CAP). */
export function withSlashes(word: ReadWord, components: readonly Component[], ink: Ink): ReadWord {
  if (!word.symbols.some((symbol) => UPRIGHT.test(symbol))) return word;
  const signs = signsOf(components);
  if (signs.length !== word.symbols.length || signs.length < 3) return word;
  const taken = (i: number): boolean => UPRIGHT.test(word.symbols[i] ?? "");
  const upright = signs.some((sign, i) => !taken(i) && isUpright(sign.components, ink));
  const symbols = word.symbols.map((symbol, i) => {
    const [own, other] = signs[i]?.components ?? [];
    const inside = i > 0 && i < signs.length - 1 && other === undefined;
    const slash = inside && own !== undefined && taken(i);
    return slash && isSlash(own, ink, upright ? LITTLE_LEAN : MORE_LEAN) ? "/" : symbol;
  });
  return symbols.includes("/") ? { ...word, symbols, text: symbols.join("") } : word;
}

/** Whether a letter stands on a straight left side, as B, D and E do, that does not lean. */
function isUpright([letter, other]: readonly Component[], ink: Ink): boolean {
  if (letter === undefined || other !== undefined) return false;
  const { x0, x1, top, bottom } = letter;
  const sides: number[] = [];
  for (let y = top; y < bottom; y++) {
    let x = x0;
    while (x < x1 && (ink.level[y * ink.width + x] ?? 0) < INKED) x++;
    if (x === x1) return false;
    sides.push(x);
  }
  const reach = 1 + STRAIGHT_SIDE * sides.length;
  if (Math.max(...sides) - Math.min(...sides) > reach) return false;
  // The middles of its halves: single points vary by grain.
  const half = sides.length >> 1;
  const mean = (some: readonly number[]): number => some.reduce((sum, x) => sum + x, 0) / some.length;
  const lean = (mean(sides.slice(0, half)) - mean(sides.slice(-half))) / (sides.length - half);
  return Math.abs(lean) <= UPRIGHT_SIDE;
}

/** The straight line x = a + slope · y through the ink, and the share of the ink that lies near it. */
function fitted(c: Component, ink: Ink): { slope: number; near: number } {
  let [n, sx, sy, sxy, syy] = [0, 0, 0, 0, 0];
  const each = (use: (x: number, y: number) => void): void => {
    for (let y = c.top; y < c.bottom; y++)
      for (let x = c.x0; x < c.x1; x++) if ((ink.level[y * ink.width + x] ?? 0) >= INKED) use(x, y);
  };
  each((x, y) => {
    n++;
    sx += x;
    sy += y;
    sxy += x * y;
    syy += y * y;
  });
  const slope = (n * sxy - sx * sy) / (n * syy - sy * sy || 1);
  const start = (sx - slope * sy) / n;
  const reach = 0.5 * (c.area / (c.bottom - c.top)) + 1;
  let near = 0;
  each((x, y) => {
    if (Math.abs(x - start - slope * y) <= reach) near++;
  });
  return { slope, near: near / n };
}
