import type { Pair } from "./keyfigure.js";
import { cutAtCounts, type Label, labelOf, stacks } from "./label.js";
import { chroma } from "./measure.js";
import { isCount, isNumeral, isYear } from "./numeral.js";
import { middle, type Placed, textOfSegment } from "./placed.js";

/** White between a number and the label over or under it, at most, in sizes; by how much they may be out of line. */
const WHITE = 0.7;
const ASKEW = 0.5;
/** How much larger than its number a label is set at most. */
const LARGER = 1.05;
/** Longest label, in words. */
const WORDS = 20;
/** Fewest of a kind: one number in bold type proves nothing. */
const ALIKE = 2;

/** Whether weight or colour makes a number stand out from its label. */
function isStressed({ style }: Placed, { lines }: Label): boolean {
  const alike = lines.some((l) => l.style.bold);
  const tinted = style.colour !== lines[0]!.style.colour && chroma(style.colour) > 0.2;
  return style.bold ? !alike || tinted : tinted && !alike;
}

function isAligned(number: Placed, { box }: Label): boolean {
  const n = number.box;
  const off = Math.min(Math.abs(n.x0 - box.x0), Math.abs(n.x1 - box.x1), Math.abs(middle(n) - middle(box)));
  return off <= ASKEW * number.style.size;
}

/** The pair that a number makes with the label over or under it, and the white between them. */
function pairWith(number: Placed, label: Label): { pair: Pair; white: number } | null {
  const { size } = number.style;
  const below = label.box.top > number.core.top;
  const white = below ? label.box.top - number.core.bottom : number.core.top - label.box.bottom;
  if (white > WHITE * size || white < -0.45 * size || !isAligned(number, label)) return null;
  if (label.size > LARGER * size || label.words > WORDS || !isStressed(number, label)) return null;
  if (number.around[0] !== label.lines[0]!.around[0]) return null;
  return { pair: { number, label: label.lines, side: below ? "below" : "above" }, white: white / size };
}

const manner = ({ number: { style }, side }: Pair): string =>
  `${side} ${Math.round(2 * style.size)} ${style.bold} ${style.colour}`;

/**
 * Numbers of the size of their labels, or hardly larger, that stand over or under them in another weight or colour:
 * several of one kind on a page, each in line with its own label.
 */
export function stressedPairs(segments: readonly Placed[]): Pair[] {
  const isNumber = (s: Placed): boolean => {
    const text = textOfSegment(s);
    return (isNumeral(text) && !isYear(text)) || isCount(text);
  };
  const numbers = segments.filter(isNumber);
  if (numbers.length < ALIKE) return [];
  const labels = stacks(segments.filter((s) => !isNumber(s)))
    .flatMap(cutAtCounts)
    .filter((lines) => lines.some((line) => /\p{L}{2}/u.test(textOfSegment(line))))
    .map(labelOf);
  const used = new Set<unknown>();
  const pairs = numbers
    .flatMap((number) => labels.flatMap((label) => pairWith(number, label) ?? []))
    .sort((a, b) => a.white - b.white)
    .flatMap(({ pair }) => {
      if (used.has(pair.number) || used.has(pair.label)) return [];
      used.add(pair.number).add(pair.label);
      return [pair];
    });
  return pairs.filter((pair) => pairs.filter((p) => manner(p) === manner(pair)).length >= ALIKE);
}
