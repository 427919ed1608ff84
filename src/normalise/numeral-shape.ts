import type { Look, Shape } from "./shape.js";
import { date, time, yearSpan } from "./shape-date.js";
import {
  address,
  always,
  gluedAfter,
  gluedBefore,
  law,
  postcode,
  register,
  telephone,
} from "./shape-name.js";
import { fraction, heading, ordinal, range } from "./shape-range.js";

/** How far before a run of digits its sense is looked for, in characters. */
const BEFORE = 64;

/** The first that recognises the run tells. */
const SHAPES: Look[] = [
  telephone,
  register,
  always,
  law,
  gluedBefore,
  heading,
  date,
  time,
  address,
  ordinal,
  yearSpan,
  range,
  fraction,
  postcode,
  gluedAfter,
];

/** The shape of the digit run that starts at `at`; null where it is a plain number. */
export function shapeAt(text: string, at: number): Shape | null {
  const before = text.slice(Math.max(0, at - BEFORE), at);
  for (const look of SHAPES) {
    const shape = look(text, at, before);
    if (shape !== null) return shape;
  }
  return null;
}
