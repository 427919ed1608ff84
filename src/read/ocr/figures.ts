import { readLine } from "./engine.js";
import type { Ink } from "./ink.js";
import { type Numeral, numeralsIn, withNumerals } from "./numerals.js";
import { type Reading, type ReadWord, wordsIn } from "./reading.js";
import { lettersHeight } from "./rows.js";
import type { Segment } from "./segments.js";
import { stripOf } from "./strip.js";

/** What figures are made of. */
const FIGURES = "0123456789 ,.%€/+-()";
/** Short writing that is one figure, or was taken for something else. */
const FIGURE = /^[(+-]?[\d\s.,]*\d[\d\s.,]*[%€)]{0,3}$/;
/** A figure of which the engine took one digit for a sign ("?11"). */
const WITH_SIGN = /^[\d\s.,]*[?!|\\{}~_=<>#&][\d\s.,]*[%€)]{0,3}$/;
const LONGEST = 14;
const SHAPE = /^[/•▪✓-]$/;
/** A lone sign may be a figure that was taken for a letter. */
const LONE = 2;
/** Figures in a strip, and the heights of capitals at which they are read again. */
const TOGETHER = 12;
/** In one strip all are drawn at one scale: their heights differ by no more than this ratio. */
const RATIO = 1.25;
const SECOND = 24;
const THIRD = 40;
/** Blank rows around a figure, shares of its height. */
const AROUND = 0.3;
/** A figure in text of which the engine is less sure is read again. */
const SURE = 0.9;
/** What is thought of a figure that one of three readings gainsays, and of one that all read differently. */
const GAINSAID = 0.7;
const DISPUTED = 0.4;

/**
 * Reads figures in cells, and those of running text that are in doubt, a second time, among themselves and held to the
 * signs of figures, and those that come out otherwise a third time, larger. Two readings of three decide.
 */
export async function confirmed(
  ink: Ink,
  readings: readonly Reading[],
  limit: AbortSignal,
): Promise<Reading[]> {
  const inText = new Map(
    readings.flatMap((reading) => (isInCell(reading) ? [] : [[reading, doubtfulIn(reading)] as const])),
  );
  const inCells = readings.filter((reading) => !inText.has(reading));
  const figures = [...inCells, ...[...inText.values()].flat().map(({ reading }) => reading)];
  const read = await readOver(ink, figures, limit);
  return readings.map((reading) => {
    const numerals = inText.get(reading);
    if (numerals === undefined) return { ...reading, words: read.get(reading) ?? reading.words };
    if (numerals.length === 0) return reading;
    return withNumerals(reading, numerals, (own) => read.get(own) ?? own.words);
  });
}

const isInCell = (reading: Reading): boolean =>
  !isShape(reading) && (isFigure(textOf(reading.words)) || isLone(reading));

const doubtfulIn = (reading: Reading): Numeral[] =>
  numeralsIn(reading).filter(
    ({ reading: { words, segment } }) =>
      isFigure(textOf(words)) && (surest(words) < SURE || !fitsInk(words, segment)),
  );

/** The words of figures after two or three readings. */
async function readOver(
  ink: Ink,
  figures: readonly Reading[],
  limit: AbortSignal,
): Promise<Map<Reading, ReadWord[]>> {
  const second = await readAgain(ink, figures, SECOND, limit);
  const disputed = figures.filter((reading) => !agree(reading.words, second.get(reading) ?? []));
  const third = await readAgain(ink, disputed, THIRD, limit);
  return new Map(
    figures.map((reading) => {
      const [again, last] = [second.get(reading) ?? [], third.get(reading)];
      const all = [reading.words, again, ...(last === undefined ? [] : [last])];
      return [reading, withOthers(decided(reading, again, last), all)];
    }),
  );
}

const textOf = (words: readonly ReadWord[]): string => words.map(({ text }) => text).join(" ");
/** A figure without its spaces; a point and a comma are the same. */
const bare = (words: readonly ReadWord[]): string => textOf(words).replace(/\s/g, "").replaceAll(".", ",");
const agree = (a: readonly ReadWord[], b: readonly ReadWord[]): boolean => bare(a) === bare(b);
const surest = (words: readonly ReadWord[]): number => Math.min(1, ...words.map((word) => word.confidence));

function isFigure(text: string): boolean {
  return text.length <= LONGEST && (FIGURE.test(text) || (WITH_SIGN.test(text) && /\d/.test(text)));
}

/** A lone "/", "-" or bullet was known by its shape. */
function isShape({ words }: Reading): boolean {
  return SHAPE.test(textOf(words));
}

function isLone({ segment, words }: Reading): boolean {
  return segment.components.length <= LONE && textOf(words).length <= 3 && !/\p{L}{2}/u.test(textOf(words));
}

async function readAgain(
  ink: Ink,
  readings: readonly Reading[],
  capitals: number,
  limit: AbortSignal,
): Promise<Map<Reading, ReadWord[]>> {
  const bySize = readings.toSorted((p, q) => lettersHeight(p.segment) - lettersHeight(q.segment));
  const found = new Map<Reading, ReadWord[]>();
  await Promise.all(alike(bySize).map((some) => readStrip(ink, some, { capitals, limit }, found)));
  return found;
}

/** Parts readings, the smallest first, into sets whose letters are about equally high. */
function alike(bySize: readonly Reading[]): Reading[][] {
  const sets: Reading[][] = [];
  let [set, least]: [Reading[], number] = [[], 0];
  for (const reading of bySize) {
    const height = lettersHeight(reading.segment);
    if (set.length === 0 || set.length === TOGETHER || height > RATIO * least) {
      [set, least] = [[], height];
      sets.push(set);
    }
    set.push(reading);
  }
  return sets;
}

async function readStrip(
  ink: Ink,
  readings: readonly Reading[],
  { capitals, limit }: { capitals: number; limit: AbortSignal },
  found: Map<Reading, ReadWord[]>,
): Promise<void> {
  const height = Math.max(...readings.map(({ segment }) => lettersHeight(segment)));
  const rows = Math.max(...readings.map(({ segment }) => segment.bottom - segment.top)) + 2 * AROUND * height;
  // Figures stand on one line: their feet are level.
  const strip = stripOf(
    ink,
    readings.map(({ segment }) => ({ segment, top: segment.bottom + AROUND * height - rows })),
    { capitals, height, rows },
  );
  const words = await readLine(strip.picture, { only: FIGURES, limit });
  readings.forEach((reading, i) => {
    const piece = strip.pieces[i];
    if (piece !== undefined) found.set(reading, wordsIn(words, piece, strip));
  });
}

function decided(first: Reading, second: ReadWord[], third: ReadWord[] | undefined): ReadWord[] {
  const { segment } = first;
  if (third === undefined) return counted(better(first.words, second), segment);
  if (agree(third, second) && second.length > 0 && fitsInk(second, segment))
    return doubted(better(second, third), GAINSAID);
  if (agree(third, first.words) && fitsInk(third, segment))
    return doubted(better(first.words, third), GAINSAID);
  const readings = [first.words, second, third].filter((words) => words.length > 0);
  const fitting = readings.filter((words) => fitsInk(words, segment));
  const [surer] = (fitting.length > 0 ? fitting : readings).toSorted((p, q) => surest(q) - surest(p));
  return doubted(surer ?? [], DISPUTED);
}

function counted(words: ReadWord[], segment: Segment): ReadWord[] {
  if (fitsInk(words, segment)) return agreed(words);
  const lessOne = withoutEcho(words, segment);
  return lessOne === undefined ? doubted(words, DISPUTED) : doubted(lessOne, GAINSAID);
}

/** Width of a digit, in heights. */
const WIDE = 0.7;
/** Share of the figures' height from which on ink is a digit rather than a comma, a point or a dash. */
const TALL = 0.6;

/** Of how many digits a figure cannot be noise that was read alike twice, and what is thought of it at the least. */
const MANY = 3;
const AGREED = 0.6;

/** The engine is at times unsure of a figure that it reads alike at whatever size. */
function agreed(words: readonly ReadWord[]): ReadWord[] {
  if (textOf(words).replace(/\D/g, "").length < MANY) return [...words];
  return words.map((word) => ({ ...word, confidence: Math.max(word.confidence, AGREED) }));
}

/** A per cent sign is no wider than this, in heights; with the white before it a digit begins further off. */
const PERCENT = 1.4;

/**
 * Whether there is ink for each digit read: a digit read twice has none. Digits that touch are one piece, and wide. The
 * ink of a per cent sign is none of theirs, and other signs take their own.
 */
function fitsInk(words: readonly ReadWord[], segment: Segment): boolean {
  const text = textOf(words);
  const height = lettersHeight(segment);
  const end = /%\)?$/.test(text) ? segment.x1 - PERCENT * height : segment.x1;
  // They stand from left to right; the first one may be a sign's.
  const components = segment.components.slice(/^[(+-]/.test(text) ? 1 : 0);
  const tall = components.filter((c) => c.x0 < end && c.bottom - c.top >= TALL * height);
  const places = tall.reduce((n, c) => n + Math.max(1, Math.round((c.x1 - c.x0) / (WIDE * height))), 0);
  return text.replace(/[^\d€]/g, "").length <= places;
}

/** Less the one digit that was read twice, where there is ink for all others. */
function withoutEcho(words: readonly ReadWord[], segment: Segment): ReadWord[] | undefined {
  const found = words.flatMap((word, at) =>
    word.symbols.flatMap((symbol, i) => {
      if (!/^\d$/.test(symbol) || symbol !== word.symbols[i + 1]) return [];
      const symbols = word.symbols.toSpliced(i, 1);
      const sureness = word.sureness.toSpliced(i, 1);
      return [words.with(at, { ...word, symbols, sureness, text: symbols.join("") })];
    }),
  );
  const [only, other] = found;
  return only !== undefined && other === undefined && fitsInk(only, segment) ? only : undefined;
}

/** Keeps with each word what the readings that parted alike made of it. */
function withOthers(words: readonly ReadWord[], readings: readonly ReadWord[][]): ReadWord[] {
  const alike = readings.filter((reading) => reading.length === words.length);
  return words.map((word, i) => {
    const others = new Set(
      alike.map((reading) => reading[i]?.text ?? "").filter((text) => /^\d+$/.test(text)),
    );
    others.delete(word.text);
    return others.size === 0 ? word : { ...word, others: [...others] };
  });
}

/** Of two readings that agree the surer one. */
function better(a: ReadWord[], b: ReadWord[]): ReadWord[] {
  return surest(b) > surest(a) ? b : a;
}

function doubted(words: readonly ReadWord[], most: number): ReadWord[] {
  return words.map((word) => ({ ...word, confidence: Math.min(word.confidence, most) }));
}
