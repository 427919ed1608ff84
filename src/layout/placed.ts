import type { Box } from "../model/index.js";
import type { Region } from "./region.js";
import type { Segment } from "./segment.js";

/** A piece of a line with the regions around it. */
export interface Placed extends Segment {
  around: readonly Region[];
}

export const textOfSegment = (s: Segment): string => s.words.map((w) => w.text).join(" ");

export const middle = (box: Box): number => (box.x0 + box.x1) / 2;

/** How much two stretches share, as a share of the shorter one; negative where they stand apart. */
export function share(a0: number, a1: number, b0: number, b1: number): number {
  const overlap = Math.min(a1, b1) - Math.max(a0, b0);
  return overlap / Math.max(Math.min(a1 - a0, b1 - b0), 0.01);
}
