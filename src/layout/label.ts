import type { Box } from "../model/index.js";
import { opensWithCount } from "./count.js";
import { centreOf, hull } from "./line.js";
import { isBullet } from "./marker.js";
import { middle, type Placed, share, textOfSegment } from "./placed.js";

/** The lines that may say what a number set large is a number of. */
export interface Label {
  lines: Placed[];
  box: Box;
  size: number;
  words: number;
}

/** How much larger than its label a number is set. */
export const LARGER = 1.2;
/** Reach of a number to what stands beside it, in its own size. */
export const BESIDE = 1.8;
/** White between the lines of a label, in their size; where a bracket is open or a sentence goes on, more. */
const LINE_GAP = 0.5;
const OPEN_GAP = 0.9;
/** Share of the narrower line of a label that stands over or under the wider one, whatever their ends. */
const INSIDE = 0.8;

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
    line.around[0] === next.around[0] &&
    !isBullet(next.words[0]!)
  );
}

/** Lines under one another that look alike. */
export function stacks(lines: readonly Placed[]): Placed[][] {
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

/** Fewest lines in a stack that open with a figure and what it counts for being a list under the label. */
const COUNTS = 2;

/** Parts the list of smaller figures from the label over it: "missions / 634 en intérim / 190 en CDD". */
export function cutAtCounts(stack: Placed[]): Placed[][] {
  const openers = stack.filter((line, i) => opensWithCount(line, stack[i - 1]));
  if (openers.length < COUNTS) return [stack];
  const parts: Placed[][] = [];
  for (const line of stack) {
    const last = parts.at(-1);
    if (last === undefined || openers.includes(line)) parts.push([line]);
    else last.push(line);
  }
  return parts;
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
export function cutByNumbers(
  stack: Placed[],
  numbers: readonly Placed[],
  rest: readonly Placed[],
): Placed[][] {
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

export function labelOf(lines: Placed[]): Label {
  return {
    lines,
    box: hull(lines.map((l) => l.core)),
    size: lines[0]!.style.size,
    words: lines.reduce((sum, l) => sum + l.words.length, 0),
  };
}
