import type { Decimal, Hedge } from "../model/index.js";
import { plainCharacters } from "./character.js";
import { decimalOf } from "./decimal.js";
import { hedgeAfter, hedgeBefore } from "./hedge.js";
import { shapeAt } from "./numeral-shape.js";
import type { NumeralKind } from "./shape.js";
import { linksIn } from "./shape-name.js";
import { type Multiplier, type PrintedUnit, unitAfter } from "./unit.js";
import { wordedSharesIn } from "./worded-share.js";
import { isYear } from "./year.js";

export type { NumeralKind } from "./shape.js";

/** One printed numeral. */
export interface Numeral {
  kind: NumeralKind;
  /** The value as printed: `[start, end)` with its sign, multiplier and unit sign. */
  start: number;
  end: number;
  raw: string;
  /** With hedge words before and the unit's word after: `[from, to)`. */
  from: number;
  to: number;
  /** In units of 10^mult. Null where the characters have no one value. */
  value: Decimal | null;
  /** Digits printed after the decimal sign. */
  decimals: number;
  unit: PrintedUnit;
  mult: Multiplier;
  sign: "" | "+" | "-";
  hedge: Hedge | null;
  /** Of a year, or of a date that tells one. */
  year: number | null;
}

/**
 * Thousands are grouped by one kind of sign, three digits each, after one to three digits of which
 * the first is not 0. So "16 709 10 500" is two numbers and "2021 375" a year and a number; but
 * "870 277" is one: what stands in two cells must come as two texts. Cents may stand apart
 * ("3 806 041, 71 €").
 */
const GROUPED = /[1-9]\d{0,2}(?:(?: \d{3})+|(?:\.\d{3})+|(?:'\d{3})+)(?!\d)(?:,\d+|,\s\d{2}(?=\s?€))?/y;
const COMMA_GROUPED = /[1-9]\d{0,2}(?:,\d{3}){2,}(?![\d,])/y;
const PLAIN = /\d+(?:,\d+|\.(?:\d{1,2}|\d{4,})(?![.\d]))?/y;
const ZERO_POINT = /0\.\d+(?![.\d])/y;
const RAISED = /[⁰¹²³⁴-⁹]+/g;

/** A run of more digits is no number that anyone counts: it has no value. */
const MOST_DIGITS = 30;

/** Every numeral of a French text, in order; each run of digits lies in exactly one. Linear time. */
export function numeralsIn(text: string): Numeral[] {
  const plain = plainCharacters(text);
  const links = linksIn(plain);
  const found: Numeral[] = [];
  const digits = /[0-9]/g;
  for (let hit = digits.exec(plain); hit !== null; hit = digits.exec(plain)) {
    const link = links.find(([start, end]) => start <= hit.index && hit.index < end);
    const last = found.at(-1);
    const numeral = link === undefined ? numeralAt(plain, hit.index, last) : linkNumeral(plain, link, last);
    found.push(numeral);
    digits.lastIndex = numeral.end;
  }
  return [...found, ...raisedMarks(plain, links), ...sharesInWords(plain)]
    .map((numeral) => ({ ...numeral, raw: text.slice(numeral.start, numeral.end) }))
    .sort((a, b) => a.start - b.start);
}

function bare(text: string, kind: NumeralKind, start: number, end: number): Numeral {
  return {
    kind,
    start,
    end,
    raw: text.slice(start, end),
    from: start,
    to: end,
    value: null,
    decimals: 0,
    unit: "",
    mult: 0,
    sign: "",
    hedge: null,
    year: null,
  };
}

const linkNumeral = (text: string, [start, end]: [number, number], last: Numeral | undefined): Numeral =>
  bare(text, "url", Math.max(start, last?.end ?? 0), end);

/** A share told in words is about so much, unless it says more or less. */
function sharesInWords(text: string): Numeral[] {
  return wordedSharesIn(text).map(({ start, end, value, decimals }) => {
    const before = hedgeBefore(text, start);
    return {
      ...bare(text, "number", start, end),
      value,
      decimals,
      unit: "PT",
      from: before?.from ?? start,
      hedge: before?.hedge ?? "about",
    };
  });
}

/** Raised digits call a footnote, but "m²" is a unit. */
function raisedMarks(text: string, links: [number, number][]): Numeral[] {
  return [...text.matchAll(RAISED)]
    .filter((mark) => !links.some(([start, end]) => start <= mark.index && mark.index < end))
    .filter((mark) => !/(?:^|\P{L})[kdc]?m$/u.test(text.slice(Math.max(0, mark.index - 3), mark.index)))
    .map((mark) => bare(text, "note", mark.index, mark.index + mark[0].length));
}

function numeralAt(text: string, at: number, last: Numeral | undefined): Numeral {
  const shape = shapeAt(text, at);
  if (shape === null) return numberAt(text, at, last);
  const numeral = bare(text, shape.kind, at, shape.end);
  numeral.year = shape.year ?? null;
  if (shape.digits !== undefined) numeral.value = decimalOf(shape.digits);
  return shape.kind === "range" ? withSurroundings(text, numeral) : numeral;
}

function numberAt(text: string, at: number, last: Numeral | undefined): Numeral {
  const digits = digitsAt(text, at);
  const end = at + digits.length;
  if (digits.length > MOST_DIGITS) return bare(text, "number", at, end);
  const { value, decimals } = readDigits(digits);
  const sign = signBefore(text, at, end, last);
  const number = withSurroundings(text, bare(text, "number", at, end));
  number.start = sign.start;
  number.raw = text.slice(number.start, number.end);
  number.from = Math.min(number.from, sign.start);
  number.sign = sign.sign;
  number.value = sign.sign === "-" ? decimalOf(`-${value}`) : value;
  number.decimals = decimals;
  if (sign.sign === "" && number.unit === "" && number.mult === 0 && isYear(text, at, end, number.hedge)) {
    number.kind = "year";
    number.year = Number(digits);
    number.hedge = null;
  }
  return number;
}

/** Adds unit, multiplier and hedge, and moves the ends accordingly. */
function withSurroundings(text: string, numeral: Numeral): Numeral {
  const { unit, mult, end, to } = unitAfter(text, numeral.end);
  const before = hedgeBefore(text, numeral.start);
  return {
    ...numeral,
    unit,
    mult,
    end,
    to,
    raw: text.slice(numeral.start, end),
    from: before?.from ?? numeral.start,
    hedge: before?.hedge ?? hedgeAfter(text, to),
  };
}

function digitsAt(text: string, at: number): string {
  for (const pattern of [GROUPED, COMMA_GROUPED, ZERO_POINT, PLAIN]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return found[0];
  }
  return text.slice(at, at + 1);
}

/** Digits as printed → value: the last comma, or a point that does not group, parts the decimals. */
function readDigits(printed: string): { value: Decimal; decimals: number } {
  const grouped = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,|$)/.test(printed) || /^\d{1,3}(?:,\d{3}){2,}$/.test(printed);
  const [whole = "", fraction = ""] = grouped
    ? printed.includes(".")
      ? printed.replace(/\./g, "").split(",")
      : [printed.replace(/,/g, "")]
    : printed.replace(/[^\d,.]/g, "").split(/[,.]/);
  const value = decimalOf(fraction === "" ? whole : `${whole}.${fraction}`);
  return { value, decimals: fraction.length };
}

/**
 * A sign stands against its number ("-11,6 %", "+7"), or apart from it ("- 62 k€", "(- 6,6 %)")
 * where nothing but the number follows: elsewhere a dash apart is a bullet or a pause.
 */
function signBefore(
  text: string,
  at: number,
  end: number,
  last: Numeral | undefined,
): { sign: "" | "+" | "-"; start: number } {
  const none = { sign: "" as const, start: at };
  const found = /([+−–-])(\s?)$/u.exec(text.slice(Math.max(0, at - 2), at));
  if (found === null) return none;
  const start = at - found[0].length;
  if (last !== undefined && last.end > start) return none;
  const before = text.slice(Math.max(0, start - 2), start);
  const apart = found[2] !== "";
  const sign = found[1] === "+" ? "+" : "-";
  if (!apart) return /[\p{L}\d]$/u.test(before) ? none : { sign, start };
  // "bac + 3" adds; a rate after a word, "inscriptions + 7,61 %", is a change.
  const adds = /\p{L}\s$/u.test(before) && !/^\s?%/u.test(text.slice(end));
  if (sign === "+") return adds || /[\p{L}\d]$/u.test(before) ? none : { sign, start };
  const opened = /[(:=]\s?$/.test(before);
  const alone = text.slice(0, start).trim() === "" && /^[\s).]*$/.test(text.slice(unitAfter(text, end).to));
  return opened || alone ? { sign, start } : none;
}
