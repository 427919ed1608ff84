import { heightOf } from "./line.js";
import { isNumeral } from "./numeral.js";
import { type Placed, textOfSegment } from "./placed.js";
import { segmentOf } from "./segment.js";

/** Widest white between a label and its value, in sizes. */
const REACH = 30;

const isRow = (a: Placed, b: Placed): boolean =>
  Math.min(a.core.bottom, b.core.bottom) - Math.max(a.core.top, b.core.top) >=
  0.6 * Math.min(heightOf(a.core), heightOf(b.core));

/** The label of a value: what stands nearest in its row, at the left for preference. */
function labelOf(value: Placed, segments: readonly Placed[]): Placed | undefined {
  const row = segments
    .filter(
      (s) =>
        s !== value &&
        isRow(s, value) &&
        Math.abs(s.style.size - value.style.size) <= 0.25 * value.style.size,
    )
    .sort((a, b) => a.box.x0 - b.box.x0);
  const left = row.filter((s) => s.box.x1 <= value.box.x0).at(-1);
  const right = row.find((s) => s.box.x0 >= value.box.x1);
  const reach = REACH * value.style.size;
  if (left !== undefined && !isNumeral(textOfSegment(left)) && value.box.x0 - left.box.x1 <= reach)
    return left;
  const near = right !== undefined && right.box.x0 - value.box.x1 <= 3 * value.style.size;
  return near && left === undefined && !isNumeral(textOfSegment(right)) ? right : undefined;
}

const isAligned = (a: Placed, b: Placed): boolean => {
  const slack = 0.5 * a.style.size;
  return Math.abs(a.box.x1 - b.box.x1) <= slack || Math.abs(a.box.x0 - b.box.x0) <= slack;
};

/**
 * Labels with their values in a column beside them, without rulings: each row becomes one line. A single
 * row proves nothing; at least two values must stand under one another.
 */
export function ledgerRows(segments: readonly Placed[]): { row: Placed; parts: Placed[] }[] {
  const found = segments
    .filter((s) => isNumeral(textOfSegment(s)))
    .flatMap((value) => {
      const label = labelOf(value, segments);
      return label === undefined ? [] : [{ value, label }];
    });
  return found.flatMap(({ value, label }) => {
    const others = found.filter((o) => o.value !== value && isAligned(o.value, value));
    const near = others.some(
      (o) =>
        Math.abs(o.value.core.top - value.core.top) <= 4 * value.style.size &&
        o.label !== label &&
        (isAligned(o.label, label) || o.label.around[0] === label.around[0]),
    );
    const shared = found.filter((o) => o.label === label).length > 1;
    if (!near || shared) return [];
    const parts = label.box.x0 < value.box.x0 ? [label, value] : [value, label];
    const row: Placed = { ...segmentOf(parts.flatMap((p) => p.words)), around: label.around };
    return [{ row, parts }];
  });
}
