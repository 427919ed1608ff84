import type { Numeral } from "../normalise/index.js";
import { agreesWithMeasure } from "./pattern-agreement.js";
import type { Pattern, PatternWord, Position } from "./pattern-program.js";
import type { Slot } from "./pattern-syntax.js";
import { canBeMisprinted, isWord, misprinted, sameWord } from "./pattern-word.js";
import { type PreparedText, preparedText, type Step } from "./prepared-text.js";

export { agrees, type Expectation } from "./pattern-agreement.js";
export { indexTexts, type TextIndex } from "./pattern-index.js";
export { compilePattern, type Pattern } from "./pattern-program.js";
export { type PreparedText, preparedText } from "./prepared-text.js";

/** A word of the text taken for another that is one letter away. */
interface Misprint {
  /** As printed. */
  printed: string;
  /** The pattern's word, folded. */
  meant: string;
  start: number;
  end: number;
}

/** A slot of the pattern and the numeral it took. */
interface BoundSlot {
  slot: Slot;
  /** Index into the statement's numerals. */
  numeral: number;
  /** The year bound nearest to it in the pattern, the one after it first; null where none is. */
  year: number | null;
}

export interface StatementMatch {
  slots: BoundSlot[];
  /** Words of the pattern found, figures not counted: more words, the better match. */
  words: number;
  /** Words passed over for `…`. */
  gap: number;
  misprints: Misprint[];
  /** Characters of the statement: `[start, end)`. */
  start: number;
  end: number;
}

export interface LabelMatch {
  /** Words found, plus the share of the label they and the figures make up: the higher, the better. */
  score: number;
  words: number;
  misprints: Misprint[];
  year: number | null;
  start: number;
  end: number;
}

/** Whether a numeral may fill a value slot: unit against measure, and what the caller knows besides. */
export type Accepts = (slot: Slot & { kind: "value" }, numeral: Numeral) => boolean;

/** What a path through the pattern has taken so far, newest first. */
type Trail = { taken: { slot: Slot; numeral: number } | Misprint; before: Trail } | null;

interface Thread {
  /** Node where it began. */
  start: number;
  words: number;
  gap: number;
  /** More of the pattern found, then fewer misprints, then a smaller gap: one number to compare by. */
  rank: number;
  trail: Trail;
}

interface Found extends Thread {
  /** Node where it ended. */
  end: number;
}

/** The best thread for each position of the pattern. */
type Threads = (Thread | undefined)[];

/** Weights of the rank; gaps and misprints are fewer than a pattern has positions. */
const RANK = { found: 1_000_000, misprint: -1000, gap: -1 };

/** All places where the pattern stands in the statement, none overlapping another, in order. */
export function findStatement(
  pattern: Pattern,
  statement: PreparedText,
  accepts: Accepts = agreesWithMeasure,
): StatementMatch[] {
  const chosen: Found[] = [];
  for (const found of run(pattern, statement, accepts).sort(betterFirst)) {
    if (chosen.every((other) => found.end <= other.start || other.end <= found.start)) chosen.push(found);
  }
  return chosen.sort((a, b) => a.start - b.start).map((found) => matchOf(found, statement));
}

/** Where the pattern stands best in a heading, header or row label; null where it does not. */
export function findLabel(pattern: Pattern, label: string | PreparedText): LabelMatch | null {
  const statement = typeof label === "string" ? preparedText(label) : label;
  const [best] = run(pattern, statement, () => true).sort(betterFirst);
  if (best === undefined) return null;
  const { words, misprints, start, end, slots } = matchOf(best, statement);
  const coverage = (best.end - best.start - best.gap) / Math.max(1, statement.tokens.length);
  const year = slots.find(({ slot }) => slot.kind === "year")?.year ?? null;
  return { score: words + coverage, words, misprints, year, start, end };
}

/**
 * Walks the statement once, keeping at each node the best thread for each position of the pattern.
 * Returns the best match ending at each node. Time: nodes × pairs of following positions.
 */
function run(pattern: Pattern, statement: PreparedText, accepts: Accepts): Found[] {
  const { steps, skips } = statement;
  if (!holdsRequired(pattern, statement)) return [];
  const reached: (Threads | undefined)[] = new Array(steps.length);
  const found: (Found | undefined)[] = new Array(steps.length);
  for (const [node, ways] of steps.entries()) {
    const here = reached[node] ?? [];
    reached[node] = undefined;
    for (const over of skips[node] ?? []) {
      for (const [position, thread] of here.entries()) arrive(reached, over, position, thread);
    }
    const waiting = waitingAt(pattern, here, node);
    for (const step of ways) {
      for (const [position, thread] of waiting.entries()) {
        const place = pattern.positions[position];
        if (thread === undefined || place === undefined) continue;
        const next = advance(place, step, thread, statement, node, accepts);
        if (next === null || !arrive(reached, step.to, position, next) || !pattern.last[position]) continue;
        if (next.rank > (found[step.to]?.rank ?? -1)) found[step.to] = { ...next, end: step.to };
      }
    }
  }
  return found.filter((one) => one !== undefined);
}

/** A quick look that spares most walks. */
function holdsRequired(pattern: Pattern, { stems, steps, numerals }: PreparedText): boolean {
  if (pattern.requiredFigures > numerals.length) return false;
  const stands = (word: PatternWord): boolean =>
    stems.has(word.stem) ||
    (canBeMisprinted(word) && steps.some((ways) => ways.some((step) => isWord(word, step))));
  return pattern.required.every((choice) => choice.some(stands));
}

/** For each position that may take the next step: the best thread that leads there, or a new one. */
function waitingAt(pattern: Pattern, here: Threads, node: number): Threads {
  const waiting: Threads = [];
  for (const [position, thread] of here.entries()) {
    if (thread === undefined) continue;
    for (const next of pattern.follow[position] ?? []) {
      if (thread.rank > (waiting[next]?.rank ?? Number.NEGATIVE_INFINITY)) waiting[next] = thread;
    }
  }
  const fresh: Thread = { start: node, words: 0, gap: 0, rank: 0, trail: null };
  for (const position of pattern.first) if ((waiting[position]?.rank ?? -1) < 0) waiting[position] = fresh;
  return waiting;
}

/** Keeps a thread where it is the best; says whether it is. */
function arrive(
  reached: (Threads | undefined)[],
  node: number,
  position: number,
  thread: Thread | undefined,
): boolean {
  if (thread === undefined) return false;
  const threads = reached[node] ?? [];
  reached[node] = threads;
  const other = threads[position];
  if (other !== undefined && other.rank >= thread.rank) return false;
  threads[position] = thread;
  return true;
}

/** The thread after `place` takes `step`; null where it does not take it. */
function advance(
  place: Position,
  step: Step,
  thread: Thread,
  statement: PreparedText,
  node: number,
  accepts: Accepts,
): Thread | null {
  if (place.kind === "any") return { ...thread, gap: thread.gap + 1, rank: thread.rank + RANK.gap };
  const rank = thread.rank + RANK.found;
  if (place.kind === "slot") {
    const numeral = statement.numerals[step.numeral];
    if (numeral === undefined || !fits(place.slot, numeral, accepts)) return null;
    const taken = { slot: place.slot, numeral: step.numeral };
    return { ...thread, rank, trail: { taken, before: thread.trail } };
  }
  if (step.numeral >= 0) return null;
  if (sameWord(place, step)) return { ...thread, words: thread.words + 1, rank };
  if (!misprinted(place, step)) return null;
  const taken = misprintOf(place.text, node, step, statement);
  return {
    ...thread,
    words: thread.words + 1,
    rank: rank + RANK.misprint,
    trail: { taken, before: thread.trail },
  };
}

function fits(slot: Slot, numeral: Numeral, accepts: Accepts): boolean {
  switch (slot.kind) {
    case "ignored":
      return true;
    case "year":
      return numeral.year !== null;
    case "value":
      return accepts(slot, numeral);
  }
}

function misprintOf(meant: string, node: number, step: Step, statement: PreparedText): Misprint {
  const start = statement.tokens[node]?.start ?? 0;
  const end = statement.tokens[step.to - 1]?.end ?? start;
  return { printed: statement.text.slice(start, end), meant, start, end };
}

const betterFirst = (a: Found, b: Found): number => b.rank - a.rank || a.start - b.start;

function matchOf(found: Found, statement: PreparedText): StatementMatch {
  const bound: { slot: Slot; numeral: number }[] = [];
  const misprints: Misprint[] = [];
  for (let trail = found.trail; trail !== null; trail = trail.before) {
    if ("slot" in trail.taken) bound.unshift(trail.taken);
    else misprints.unshift(trail.taken);
  }
  return {
    slots: withYears(bound, statement.numerals),
    words: found.words,
    gap: found.gap,
    misprints,
    start: statement.tokens[found.start]?.start ?? 0,
    end: statement.tokens[found.end - 1]?.end ?? 0,
  };
}

function withYears(bound: { slot: Slot; numeral: number }[], numerals: Numeral[]): BoundSlot[] {
  const yearAt = (i: number): number | null => {
    const one = bound[i];
    return one?.slot.kind === "year" ? (numerals[one.numeral]?.year ?? null) : null;
  };
  return bound.map((one, i) => {
    const after = bound.findIndex((_, j) => j >= i && yearAt(j) !== null);
    const before = bound.findLastIndex((_, j) => j < i && yearAt(j) !== null);
    return { ...one, year: yearAt(after >= 0 ? after : before) };
  });
}
