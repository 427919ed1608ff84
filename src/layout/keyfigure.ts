import type { Box } from "../model/index.js";
import { centreOf, heightOf, hull, widthOf } from "./line.js";
import { isNumeral, isYear } from "./numeral.js";
import type { Region } from "./region.js";
import { CONNECTIVE, type Segment } from "./segment.js";

/** A piece of a line with the regions around it. */
export interface Placed extends Segment {
  around: readonly Region[];
}

/** A number set large with the lines of its label. */
export interface Pair {
  number: Placed;
  label: Placed[];
  side: Side;
}

type Side = "right" | "below" | "left" | "above";

interface Offer {
  number: Placed;
  label: Label;
  side: Side;
  /** In sizes of the number. */
  cost: number;
}

interface Label {
  lines: Placed[];
  box: Box;
  size: number;
  words: number;
}

/** How much larger than its label a number is set. */
const LARGER = 1.2;
/** Longest label. */
const LABEL_WORDS = 45;
/** Reach of a number, in its own size: beside it, and under or over it. */
const BESIDE = 1.8;
const UNDER = 0.95;
/** White between the lines of a label, in their size; where a bracket is open or a sentence goes on, more. */
const LINE_GAP = 0.5;
const OPEN_GAP = 0.9;
/** Share of the narrower line of a label that stands over or under the wider one, whatever their ends. */
const INSIDE = 0.8;
/** Greatest height of a band, in sizes of the number that it holds with its label, however far apart. */
const BAND = 3;
/** Cost of a label at the other end of a line that it has to itself with the number, in sizes of the number. */
const FAR = 3;
/** How much larger a number must be set to reach that far. */
const MUCH_LARGER = 1.6;
/** Preference among sides, in sizes of the number. */
const RELUCTANCE: Record<Side, number> = { right: 0, below: 0.3, left: 0.4, above: 0.5 };
/** Cost of a label that stands on another ground than its number. */
const OTHER_GROUND = 0.8;
/** Cost of what a label hardly is: a sentence of lighter type than its number, a figure with words of its own, another manner. */
const UNLIKE = { light: 0.6, figure: 0.8, others: 0.25 };
/** Fewest labels of one manner that make it the usual one. */
const ALIKE = 3;

const textOfSegment = (s: Segment): string => s.words.map((w) => w.text).join(" ");
const middle = (box: Box): number => (box.x0 + box.x1) / 2;

function share(a0: number, a1: number, b0: number, b1: number): number {
  const overlap = Math.min(a1, b1) - Math.max(a0, b0);
  return overlap / Math.max(Math.min(a1 - a0, b1 - b0), 0.01);
}

/** "EN 2024 (-14": what closes the bracket stands in the next line, however wide the lines are led. */
const isOpen = (line: Placed): boolean => /\([^)]*$/.test(textOfSegment(line));

/** The rest of a sentence ("sont allocataires / du RSA", "étapes mobilisées / pour 383 participants"), or a change. */
const REST =
  /^(?:(?:pour|par|d[eu]s?|en|sur|au?x?|à|avec|sans)\s|(?!dont\b)[\p{Ll}≤≥][^\d]*$|[+\-−–]\s?\d[\d\s,.]*%$)/u;

/** Lines in capitals are of a label, and of no running text. */
const isCapital = (line: Placed): boolean => !/\p{Ll}/u.test(textOfSegment(line));

/** Whether the narrower of two lines, of which one stands on the other, reaches out at neither end. */
const isInside = (a: Placed, b: Placed): boolean => share(a.box.x0, a.box.x1, b.box.x0, b.box.x1) > INSIDE;

function goesOn(line: Placed, next: Placed): boolean {
  const size = line.style.size;
  const gap = next.core.top - line.core.bottom;
  const aligned =
    Math.abs(line.box.x0 - next.box.x0) < 0.6 * size ||
    Math.abs(line.box.x1 - next.box.x1) < 0.6 * size ||
    Math.abs(middle(line.box) - middle(next.box)) < 0.8 * size ||
    (isCapital(line) && isCapital(next) && line.style.colour === next.style.colour && isInside(line, next));
  return (
    Math.abs(next.style.size - size) <= 0.1 * size &&
    gap > -0.5 * size &&
    gap < (isOpen(line) || REST.test(textOfSegment(next)) ? OPEN_GAP : LINE_GAP) * size &&
    aligned &&
    share(line.box.x0, line.box.x1, next.box.x0, next.box.x1) > 0 &&
    line.around[0] === next.around[0]
  );
}

/** Lines under one another that look alike. */
function stacks(lines: readonly Placed[]): Placed[][] {
  const result: Placed[][] = [];
  for (const line of [...lines].sort((a, b) => a.core.top - b.core.top || a.box.x0 - b.box.x0)) {
    const above = result.filter((stack) => goesOn(stack.at(-1)!, line));
    const nearest = above.sort(
      (a, b) => Math.abs(a.at(-1)!.box.x0 - line.box.x0) - Math.abs(b.at(-1)!.box.x0 - line.box.x0),
    )[0];
    if (nearest === undefined) result.push([line]);
    else nearest.push(line);
  }
  return result;
}

const isBeside = (number: Placed, line: Placed): boolean =>
  line.style.size * LARGER <= number.style.size &&
  share(number.box.top, number.box.bottom, line.core.top, line.core.bottom) >= 0.45;

/** White between a number and what stands at its left or right. */
const gapTo = (n: Placed, box: Box): number => Math.max(box.x0 - n.box.x1, n.box.x0 - box.x1);

/** Whether two boxes stand on either side of a number. */
const isAcross = (n: Placed, a: Box, b: Box): boolean => a.x0 >= n.box.x1 - 1 !== b.x0 >= n.box.x1 - 1;

/** Numbers that stand at the left of a stack, or at its right, each beside lines of its own. */
function neighbours(stack: readonly Placed[], numbers: readonly Placed[], rest: readonly Placed[]): Placed[] {
  const box = hull(stack.map((l) => l.box));
  const beside = numbers.filter(
    (n) =>
      stack.some((line) => isBeside(n, line)) &&
      (n.box.x1 <= box.x0 + 1 || n.box.x0 >= box.x1 - 1) &&
      gapTo(n, box) <= BESIDE * n.style.size &&
      !rest.some(
        (l) =>
          !stack.includes(l) && isBeside(n, l) && isAcross(n, l.box, box) && gapTo(n, l.box) < gapTo(n, box),
      ),
  );
  const left = beside.filter((n) => n.box.x1 <= box.x0 + 1);
  const right = beside.filter((n) => n.box.x0 >= box.x1 - 1);
  const side = left.length >= right.length ? left : right;
  const edge = (n: Placed): number => (side === left ? n.box.x1 : n.box.x0);
  // Only the nearest column of numbers counts.
  const nearest = side === left ? Math.max(...side.map(edge)) : Math.min(...side.map(edge));
  return side.filter((n) => Math.abs(edge(n) - nearest) <= 2.5 * n.style.size);
}

/** Cuts a stack whose lines stand beside several numbers, one part a number. */
function cutByNumbers(stack: Placed[], numbers: readonly Placed[], rest: readonly Placed[]): Placed[][] {
  const beside = neighbours(stack, numbers, rest);
  if (beside.length < 2) return [stack];
  const parts = new Map<Placed, Placed[]>();
  for (const line of stack) {
    const distance = (n: Placed): number => {
      const dy = centreOf(line.core) - centreOf(n.box);
      return dy > 0 ? 0.9 * dy : -dy;
    };
    const nearest = [...beside].sort((a, b) => distance(a) - distance(b))[0]!;
    parts.set(nearest, [...(parts.get(nearest) ?? []), line]);
  }
  return [...parts.values()];
}

function labelOf(lines: Placed[]): Label {
  return {
    lines,
    box: hull(lines.map((l) => l.core)),
    size: lines[0]!.style.size,
    words: lines.reduce((sum, l) => sum + l.words.length, 0),
  };
}

const OPENS_WITH_FIGURE = /^\d[\d\s.,]*(?:%|€|\s\p{L})/u;

/** Words from which on writing is rather a sentence than a name. */
const SENTENCE = 6;

function unlikeness({ style }: Placed, { lines, words }: Label): number {
  const light = words >= SENTENCE && style.bold && !lines.some((l) => l.words.some((w) => w.bold));
  const figure = OPENS_WITH_FIGURE.test(textOfSegment(lines[0]!));
  return (light ? UNLIKE.light : 0) + (figure ? UNLIKE.figure : 0);
}

/** What it costs to take a label for a number's, in sizes of the number; null where it cannot be. */
function cost(number: Placed, label: Label): { cost: number; side: Side } | null {
  if (label.size * LARGER > number.style.size || label.words > LABEL_WORDS) return null;
  const size = number.style.size;
  const n = number.box;
  const l = label.box;
  const ground = number.around[0] === label.lines[0]!.around[0] ? 0 : OTHER_GROUND;
  const band = ground === 0 ? number.around[0]?.box : undefined;
  const unlike = unlikeness(number, label);
  const beside = band !== undefined && heightOf(band) <= BAND * size ? widthOf(band) / size : BESIDE;
  const options: { cost: number; side: Side }[] = [];
  const add = (side: Side, gap: number, reach: number, offset: number): void => {
    if (gap <= reach * size && gap >= -0.45 * size)
      options.push({
        side,
        cost: Math.max(gap, 0) / size + offset / size + RELUCTANCE[side] + ground + unlike,
      });
  };
  if (share(n.top, n.bottom, l.top, l.bottom) >= 0.5) {
    const offset = 0.15 * Math.min(Math.abs(centreOf(n) - centreOf(l)), Math.abs(n.top - l.top));
    if (l.x0 >= n.x1 - 1) add("right", l.x0 - n.x1, beside, offset);
    if (l.x1 <= n.x0 + 1) add("left", n.x0 - l.x1, beside, offset);
  }
  if (share(n.x0, n.x1, l.x0, l.x1) >= 0.5) {
    const offset = 0.4 * Math.min(Math.abs(middle(n) - middle(l)), Math.abs(n.x0 - l.x0), widthOf(l));
    if (centreOf(l) > centreOf(n)) add("below", l.top - n.bottom, UNDER, offset);
    else add("above", n.top - l.bottom, UNDER, offset);
  }
  return options.sort((a, b) => a.cost - b.cost)[0] ?? null;
}

/**
 * Offers between the two ends of a line: a number set much larger and a label on its height, with nothing else on
 * that height of the page. A shade behind them, where there is one, is not needed to see that they belong together.
 */
function farOffers(numbers: readonly Placed[], labels: readonly Label[], all: readonly Placed[]): Offer[] {
  return numbers.flatMap((number): Offer[] => {
    const level = all.filter(
      (s) => s !== number && s.core.bottom > number.box.top && s.core.top < number.box.bottom,
    );
    const label = labels.find(
      (l) => l.lines.length === level.length && l.lines.every((s) => level.includes(s)),
    );
    if (label === undefined || label.size * MUCH_LARGER > number.style.size) return [];
    if (label.words > LABEL_WORDS || label.words < 2) return [];
    return [{ number, label, cost: FAR, side: label.box.x0 >= number.box.x1 ? "right" : "left" }];
  });
}

/** "pour", alone before its number. */
const isConnective = ({ words }: Placed): boolean =>
  words.length === 1 && CONNECTIVE.test(words[0]?.text ?? "");

/** Whether a segment may be the number of a key figure: nothing but a number, and larger than what is around. */
function isLarge(segment: Placed, body: number): boolean {
  const [first, ...others] = segment.words;
  const led = first !== undefined && CONNECTIVE.test(first.text) && others.length > 0;
  const text = led ? others.map((w) => w.text).join(" ") : textOfSegment(segment);
  return isNumeral(text) && !isYear(text) && segment.style.size >= 1.1 * body;
}

/**
 * Pairs numbers set large with their labels, on whichever side the labels stand: the nearest pairs first,
 * each number and each label once. A label beside a column of numbers is cut line by line between them.
 */
export function pairsOf(segments: readonly Placed[], body: number): Pair[] {
  const numbers = segments.filter((s) => isLarge(s, body));
  if (numbers.length === 0) return [];
  const rest = segments.filter((s) => !numbers.includes(s));
  const labels = stacks(rest)
    .flatMap((stack) => cutByNumbers(stack, numbers, rest))
    .filter((stack) => stack.some((line) => /\p{L}|\(/u.test(textOfSegment(line)) && !isConnective(line)))
    .map(labelOf);
  const near = numbers.flatMap((number) =>
    labels.flatMap((label): Offer[] => {
      const offer = cost(number, label);
      return offer === null ? [] : [{ number, label, ...offer }];
    }),
  );
  const offers = likened([...near, ...farOffers(numbers, labels, segments)], numbers);
  const used = new Set<unknown>();
  const pairs: Pair[] = [];
  for (const { number, label, side } of offers) {
    if (used.has(number) || used.has(label)) continue;
    used.add(number).add(label);
    pairs.push({ number, label: label.lines, side });
  }
  return pairs;
}

const byCost = (a: Offer, b: Offer): number =>
  a.cost - b.cost || a.number.box.top - b.number.box.top || a.number.box.x0 - b.number.box.x0;

const manner = ({ lines: [line] }: Label): string =>
  line === undefined ? "" : `${Math.round(2 * line.style.size)} ${line.style.bold} ${line.style.colour}`;

/** The offers, cheapest first. Labels of a page look alike: where most numbers have theirs in one manner, others cost more. */
function likened(offers: readonly Offer[], numbers: readonly Placed[]): Offer[] {
  const sorted = [...offers].sort(byCost);
  const votes = new Map<string, number>();
  for (const number of numbers) {
    const best = sorted.find((offer) => offer.number === number);
    if (best !== undefined) votes.set(manner(best.label), (votes.get(manner(best.label)) ?? 0) + 1);
  }
  const [usual, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (count < ALIKE || 2 * count <= numbers.length) return sorted;
  return sorted
    .map((o) => (manner(o.label) === usual ? o : { ...o, cost: o.cost + UNLIKE.others }))
    .sort(byCost);
}

/** Height of the number and label together, for judging how close rows of them follow. */
export const pairBox = (pair: Pair): Box => hull([pair.number.box, ...pair.label.map((l) => l.box)]);

/**
 * Rows of numbers of one size, aligned under one another with their labels at the right: the sub-list
 * of a larger figure. Pairs that belong to none come as runs of one.
 */
export function runsOf(pairs: readonly Pair[]): Pair[][] {
  const runs: Pair[][] = [];
  for (const pair of [...pairs].sort((a, b) => a.number.box.top - b.number.box.top)) {
    const run = runs.find((r) => follows(r.at(-1)!, pair));
    if (run === undefined) runs.push([pair]);
    else run.push(pair);
  }
  return runs;
}

function follows(a: Pair, b: Pair): boolean {
  const [n, m] = [a.number, b.number];
  const size = n.style.size;
  const aligned = Math.abs(n.box.x1 - m.box.x1) < 0.5 * size || Math.abs(n.box.x0 - m.box.x0) < 0.5 * size;
  const gap = m.box.top - pairBox(a).bottom;
  const labels = Math.abs((a.label[0]?.box.x0 ?? 0) - (b.label[0]?.box.x0 ?? 0)) < 2.5 * size;
  return (
    a.side === "right" &&
    b.side === "right" &&
    Math.abs(size - m.style.size) <= 0.08 * size &&
    aligned &&
    labels &&
    gap > -0.6 * heightOf(n.box) &&
    gap < 0.75 * size &&
    n.around[0] === m.around[0]
  );
}
