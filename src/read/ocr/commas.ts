import type { Component } from "./components.js";
import type { Reading, ReadWord } from "./reading.js";
import { lettersHeight } from "./rows.js";

/** A comma is lower than this share of the figures' height, and begins below this share of it. */
const LOW = 0.55;
const BELOW = 0.6;
/** With its sign or the letter of thousands or millions behind it. */
const FIGURE = /^[+-]?\d+[%KM]?$/;
/** Width of a digit, in heights: digits that touch are one piece of ink. */
const DIGIT = 0.7;
/** A per cent sign is no wider than this, in heights. */
const PERCENT = 1.4;
/** What is thought of a figure whose comma was seen but not read. */
const MENDED = 0.75;

/**
 * Puts back the comma of a decimal figure that the engine passed over, where its ink stands between two digits:
 * "7,5 %" read as "75 %" would be ten times too much.
 */
export function withCommas(reading: Reading): Reading {
  const { segment, words } = reading;
  const commas = segment.components.filter((c) => isComma(c, reading));
  if (commas.length === 0) return reading;
  return { ...reading, words: words.map((word) => mended(word, segment.components, commas)) };
}

function isComma(c: Component, { segment, row }: Reading): boolean {
  const height = Math.min(lettersHeight(segment), row.height);
  const tall = segment.components.filter((other) => other.bottom - other.top > 0.7 * height);
  const top = Math.min(...tall.map((other) => other.top));
  const bottom = Math.max(...tall.map((other) => other.bottom));
  return c.bottom - c.top < LOW * height && c.top > top + BELOW * (bottom - top);
}

function mended(word: ReadWord, components: readonly Component[], commas: readonly Component[]): ReadWord {
  if (!FIGURE.test(word.text)) return word;
  const own = components.filter((c) => (c.x0 + c.x1) / 2 > word.x0 && (c.x0 + c.x1) / 2 < word.x1);
  const inside = own.filter((c) => commas.includes(c));
  const [comma, other] = inside;
  if (comma === undefined || other !== undefined) return word;
  const height = Math.max(...own.map((c) => c.bottom - c.top));
  const end = word.text.endsWith("%") ? Math.max(...own.map((c) => c.x1)) - PERCENT * height : Infinity;
  const digits = own.filter((c) => c !== comma && c.x0 < end);
  const count = (pieces: readonly Component[]): number =>
    pieces.reduce((n, c) => n + Math.max(1, Math.round((c.x1 - c.x0) / (DIGIT * height))), 0);
  const before = count(digits.filter((c) => c.x1 <= comma.x1));
  const read = word.text.replace(/[%KM]/, "").length;
  // Only where there is ink for each digit is it known which one the comma follows.
  if (before === 0 || count(digits) < read || before >= read) return word;
  const symbols = [...word.symbols];
  symbols.splice(before, 0, ",");
  return { ...word, symbols, text: symbols.join(""), confidence: Math.min(word.confidence, MENDED) };
}
