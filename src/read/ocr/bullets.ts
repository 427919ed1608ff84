import type { Component } from "./components.js";
import type { Ink } from "./ink.js";
import type { Reading, ReadWord } from "./reading.js";
import { lettersHeight } from "./rows.js";
import { isTick } from "./ticks.js";

/** What is thought of a sign known by its shape and place. */
const SURE = 0.9;
/** What the engine takes bullets for. */
const TAKEN_FOR = /^[^\p{L}\d(]$|^[eoc]$/u;
const TICK = /^[/”"'vV√*]$/;
/** What is neither letter nor figure nor bracket. */
const SIGN = /^[^\p{L}\d(]$/u;
/** What the engine takes an arrowhead for, which is one piece of ink where a quotation mark is two; its height and fullness. */
const ARROW = /^[>»›}\]*"'”-]{1,2}$/;
const ARROW_HIGH = [0.4, 1.1] as const;
const ARROW_FULL = [0.3, 0.65] as const;
/** A disc or square: as wide as high within this ratio, of this height and fullness, shares of the letters' height. */
const ROUND = 1.3;
const BLOCK = 1.5;
const LOW = 0.22;
const HIGH = 0.9;
const FULL = 0.68;
const SQUARE = 0.86;
/** A sign that the engine is less sure of than this may be a bullet whatever it was taken for. */
const UNSURE = 0.6;
/** From the bullet to its text, heights: more than a space. A tick is no letter. */
const APART = 0.55;
const TICK_APART = 0.3;
/** A bullet that is read by itself stands so near to its text, heights. */
const NEAR = 4;

/** Knows the bullets before lines of a list by their shape: the engine takes a disc for an e, a tick for a slash. */
export function withBullets(readings: readonly Reading[], ink: Ink): Reading[] {
  return readings.map((reading) => {
    const { segment, words } = reading;
    const [component, next] = segment.components;
    if (component === undefined) return reading;
    const height = next === undefined ? reading.row.height : lettersHeight(segment);
    if (next === undefined) {
      const sign = leadsRow(reading) ? signOf(component, height, ink) : undefined;
      return sign === undefined ? reading : { ...reading, words: [wordOf(sign, component)] };
    }
    const [first, ...rest] = words;
    const gap = next.x0 - component.x1;
    if (first === undefined || rest.length === 0 || gap < TICK_APART * height) return reading;
    if (first.symbols.length === 1 && isTick(component, ink))
      return { ...reading, words: [wordOf("✓", component), ...rest] };
    const shape = discOf(component, height);
    if (gap < APART * height && !(shape !== undefined && SIGN.test(first.text))) return reading;
    if (first.x1 <= next.x0 && isArrow(component, height) && ARROW.test(first.text))
      return { ...reading, words: [wordOf("➤", component), ...rest] };
    // No letter is as full as a square, whatever it is taken for.
    const alone = first.x1 <= next.x0 && (shape === "▪" || first.confidence < UNSURE);
    if (!TAKEN_FOR.test(first.text) && !(shape !== undefined && alone)) return reading;
    const sign = shape ?? (TICK.test(first.text) ? "✓" : undefined);
    return sign === undefined ? reading : { ...reading, words: [wordOf(sign, component), ...rest] };
  });
}

function leadsRow({ segment, row }: Reading): boolean {
  const next = row.segments[row.segments.indexOf(segment) + 1];
  return next !== undefined && next.components.length > 2 && next.x0 - segment.x1 <= NEAR * row.height;
}

const signOf = (c: Component, height: number, ink: Ink): string | undefined =>
  discOf(c, height) ?? (isTick(c, ink) ? "✓" : undefined);

function discOf(c: Component, height: number): "•" | "▪" | undefined {
  const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
  const square = c.area >= SQUARE * w * h;
  const compact = Math.max(w, h) <= (square ? BLOCK : ROUND) * Math.min(w, h);
  if (!compact || h < LOW * height || h > HIGH * height || c.area < FULL * w * h) return undefined;
  return square ? "▪" : "•";
}

function isArrow(c: Component, height: number): boolean {
  const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
  const within = (v: number, [from, to]: readonly [number, number]): boolean => v >= from && v <= to;
  return w >= h && within(h / height, ARROW_HIGH) && within(c.area / (w * h), ARROW_FULL);
}

function wordOf(text: string, { x0, x1 }: Component): ReadWord {
  return { text, confidence: SURE, x0, x1, symbols: [text], sureness: [SURE] };
}
