import type { Text } from "../model/index.js";
import { cutAtCounts, cutByNumbers, labelOf, stacks } from "./label.js";
import { linesOf } from "./line.js";
import { isCount, isNumeral, isYear } from "./numeral.js";
import { farOffers, likened, nearOffers, type Side } from "./offer.js";
import { type Placed, textOfSegment } from "./placed.js";
import { CONNECTIVE } from "./segment.js";
import { joinLines, textOf } from "./text.js";

/** A number that stands out, with the lines of its label. */
export interface Pair {
  number: Placed;
  label: Placed[];
  side: Side;
}

/** "pour", alone before its number. */
const isConnective = ({ words }: Placed): boolean =>
  words.length === 1 && CONNECTIVE.test(words[0]?.text ?? "");

/** Whether a segment may be the number of a key figure: nothing but a number, and larger than what is around. */
function isLarge(segment: Placed, body: number): boolean {
  const [first, ...others] = segment.words;
  const led = first !== undefined && CONNECTIVE.test(first.text) && others.length > 0;
  const text = led ? others.map((w) => w.text).join(" ") : textOfSegment(segment);
  const counts = isNumeral(text) ? !isYear(text) : isCount(text);
  return counts && segment.style.size >= 1.1 * body;
}

/** Years that stand side by side in one size: each may be the label of the number over or under it. */
function yearsInRow(segments: readonly Placed[]): Placed[] {
  const years = segments.filter((s) => isYear(textOfSegment(s)));
  const isLevel = (a: Placed, b: Placed): boolean =>
    a !== b && a.style.size === b.style.size && Math.abs(a.core.top - b.core.top) < 0.2 * a.style.size;
  return years.filter((year) => years.some((other) => isLevel(year, other)));
}

/**
 * Pairs numbers set large with their labels, on whichever side the labels stand: the nearest pairs first,
 * each number and each label once. A label beside a column of numbers is cut line by line between them.
 */
export function pairsOf(segments: readonly Placed[], body: number): Pair[] {
  const numbers = segments.filter((s) => isLarge(s, body));
  if (numbers.length === 0) return [];
  const rest = segments.filter((s) => !numbers.includes(s));
  const years = yearsInRow(rest);
  const labels = stacks(rest.filter((s) => !years.includes(s)))
    .flatMap(cutAtCounts)
    .flatMap((stack) => cutByNumbers(stack, numbers, rest))
    .filter((stack) => stack.some((line) => /\p{L}|\(/u.test(textOfSegment(line)) && !isConnective(line)))
    .concat(years.map((year) => [year]))
    .map(labelOf);
  const offers = likened([...nearOffers(numbers, labels), ...farOffers(numbers, labels, segments)], numbers);
  const used = new Set<unknown>();
  const pairs: Pair[] = [];
  for (const { number, label, side } of offers) {
    if (used.has(number) || used.has(label)) continue;
    used.add(number).add(label);
    pairs.push({ number, label: label.lines, side });
  }
  return pairs;
}

/** What a pair says: its number, and its label, to which a noun set with the number belongs. */
export function valueAndLabel({ number, label, side }: Pair): { value: Text; label: Text } {
  const lines = linesOf(label.flatMap((l) => l.words)).map((l) => l.words);
  const noun = isCount(textOfSegment(number)) ? number.words.slice(-1) : [];
  const value = textOf(number.words.filter((w) => !noun.includes(w)));
  const leads = side === "right" || side === "below";
  return { value, label: joinLines(leads ? [noun, ...lines] : [...lines, noun]) };
}
