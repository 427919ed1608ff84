import { type Component, componentsOf } from "./components.js";
import { INKED, type Ink } from "./ink.js";

/** A badge is between these heights, points, and no more than so many times as wide as high. */
const LEAST = 9;
const MOST = 40;
const WIDEST = 3;
/** Shares of its rectangle: what it covers with its writing, and its own ink of that. */
const COVERS = 0.7;
const SOLID = 0.5;
/** What is left out at its rim, share of its height. */
const RIM = 0.07;
/** The height of its letters, how far off its middle theirs is, and the room beside them, shares of its height. */
const LOWEST = 0.2;
const HIGHEST = 0.55;
const ASIDE = 0.12;
const ROOM = 0.25;
/** One hole alone may be that of an O, unless it is wider than high: figures that touch. */
const WIDER = 1.1;

/**
 * Knows page numbers and the like in a disc that is too small for ground: the disc is no writing, what is left bare in
 * it is. Writes the ink of that into `ink`.
 */
export function withoutBadges(ink: Ink, components: readonly Component[], scale: number): Component[] {
  return components.flatMap((c) => {
    const [w, h] = [c.x1 - c.x0, c.bottom - c.top];
    if (h < LEAST * scale || h > MOST * scale || w > WIDEST * h || w < h / 2) return [c];
    const inside = turnedOver(ink, c);
    const letters = componentsOf(inside).filter((each) => each.bottom - each.top >= LOWEST * h);
    if (inside.covered < COVERS * w * h || c.area < SOLID * inside.covered || !isWriting(letters, inside))
      return [c];
    for (let y = 0; y < h; y++)
      ink.level.set(inside.level.subarray(y * w, (y + 1) * w), (c.top + y) * ink.width + c.x0);
    return letters.map((each) => ({
      x0: each.x0 + c.x0,
      x1: each.x1 + c.x0,
      top: each.top + c.top,
      bottom: each.bottom + c.top,
      area: each.area,
    }));
  });
}

/** What a badge leaves bare, as ink of its own, and how many pixels it covers with that. */
function turnedOver(ink: Ink, { x0, x1, top, bottom }: Component): Ink & { covered: number } {
  const [width, height] = [x1 - x0, bottom - top];
  const level = new Uint8Array(width * height);
  const rim = Math.ceil(RIM * height);
  let covered = 0;
  for (let y = 0; y < height; y++) {
    const row = ink.level.subarray((top + y) * ink.width + x0, (top + y) * ink.width + x1);
    const [first, last] = [row.findIndex((v) => v >= INKED), row.findLastIndex((v) => v >= INKED)];
    if (first < 0) continue;
    covered += last + 1 - first;
    if (y < rim || y >= height - rim) continue;
    const full = row.reduce((most, v) => Math.max(most, v), 0);
    for (let x = first + rim; x <= last - rim; x++) {
      const bare = full - (row[x] ?? 0);
      // The grain of the disc is none of the letters.
      if (bare >= INKED) level[y * width + x] = bare;
    }
  }
  return { width, height, level, covered };
}

/** Whether what is bare stands side by side in the middle, as figures do. */
function isWriting(letters: readonly Component[], { width, height }: Ink): boolean {
  const sorted = letters.toSorted((p, q) => p.x0 - q.x0);
  const room = Math.min(sorted[0]?.x0 ?? 0, width - (sorted.at(-1)?.x1 ?? width));
  const [first, second] = sorted;
  if (first === undefined) return false;
  return (
    (second !== undefined || first.x1 - first.x0 >= WIDER * (first.bottom - first.top)) &&
    room >= ROOM * height &&
    sorted.every((c, i) => c.x0 >= (sorted[i - 1]?.x1 ?? 0)) &&
    sorted.every((c) => {
      const aside = Math.abs((c.top + c.bottom) / 2 - height / 2);
      return c.bottom - c.top <= HIGHEST * height && aside <= ASIDE * height;
    })
  );
}
