import type { Box, Word } from "../../model/index.js";
import type { Component } from "./components.js";
import { coloursOf } from "./hues.js";
import { INKED, type Ink } from "./ink.js";
import { placed } from "./placing.js";
import type { Raster } from "./raster.js";
import type { Reading, ReadWord } from "./reading.js";
import { CAPITAL, type Row } from "./rows.js";
import type { Segment } from "./segments.js";
import { withSlashes } from "./strokes.js";
import { boldOf } from "./weight.js";

/** Height of small letters, share of the em. */
const SMALL = 0.5;
/** Soft edges add so much to a height, pixels. */
const SOFT = 1.5;
const SOFT_STROKE = 0.7;
/** Share of the em above the baseline. */
const ASCENT = 0.8;
/** Sizes within this ratio are one size: many letters tell it nearly to the point, very few hardly. */
const ALIKE_OF = [
  { letters: 12, ratio: 1.06 },
  { letters: 3, ratio: 1.14 },
  { letters: 0, ratio: 1.3 },
] as const;
/** A short segment this near in size to its row has the row's size. */
const LIKE_ROW = 1.3;
/** On most pages at least so large a share of the letters is not bold. */
const REGULAR = 0.25;
const TALL = /[\dA-ZÀ-Ýbdfhkl%€]/g;
/** What is higher than capitals. */
const HIGHER = /[()[\]{}|]/g;

/** What a line of letters looks like, pixels. */
interface Face {
  baseline: number;
  /** Height of the em. */
  size: number;
  /** How many letters tell so. */
  weight: number;
}

/** Words with the size, weight and colour that their letters have in the picture. */
export function lettered(readings: readonly Reading[], ink: Ink, raster: Raster): Word[] {
  const faces = facesOf(readings);
  const sizes = levelled(faces);
  const drafts = readings.flatMap((reading, i) => {
    const face = faces[i];
    if (face === undefined) return [];
    const size = sizes[i] ?? face.size;
    return placed(reading, face.size).map(({ word, components }) => ({
      word: withSlashes(word, components, ink),
      reading,
      components,
      size,
      baseline: face.baseline,
      stroke: Math.max(0, strokeOf(components, ink) - SOFT_STROKE) / size,
    }));
  });
  const usual = weightedQuantile(
    drafts.map((d) => ({ value: d.stroke, weight: d.components.length })),
    REGULAR,
  );
  const bold = readings.flatMap((reading) =>
    boldOf(
      drafts
        .filter((d) => d.reading === reading)
        .map(({ word, stroke }) => ({ text: word.text, thickness: stroke / usual })),
    ),
  );
  const colours = coloursOf(
    drafts.map(({ components }) => components),
    ink,
    raster,
  );
  return drafts.map(({ word, components, size, baseline }, i) => ({
    text: word.text,
    box: boxOf(word, components, size, baseline, raster.scale),
    size: round(size / raster.scale),
    font: "",
    bold: bold[i] ?? false,
    italic: false,
    colour: colours[i] ?? "#000000",
    method: "ocr",
    confidence: round(word.confidence),
    ...(word.others === undefined ? {} : { readings: word.others }),
  }));
}

const round = (value: number): number => Math.round(value * 100) / 100;

function boxOf(
  word: ReadWord,
  components: readonly Component[],
  size: number,
  baseline: number,
  scale: number,
): Box {
  const x0 = components.length === 0 ? word.x0 : Math.min(...components.map((c) => c.x0));
  const x1 = components.length === 0 ? word.x1 : Math.max(...components.map((c) => c.x1));
  const top = baseline - ASCENT * size;
  return { x0: x0 / scale, top: top / scale, x1: x1 / scale, bottom: (top + size) / scale };
}

/** Segments of fewer letters have the size of their row. */
const FEW = 4;
/** Baselines this near to that of the row, in ems, are one. */
const LEVEL = 0.15;

/**
 * The faces of readings, in their order. Writing of one row stands on one baseline, to the pixel; a lone figure or
 * sign has the size of the writing beside it.
 */
function facesOf(readings: readonly Reading[]): Face[] {
  const rows = new Map<Row, Face[]>();
  const faces = readings.map(faceOf);
  readings.forEach(({ row }, i) => {
    const face = faces[i];
    if (face !== undefined && face.weight > 0) rows.set(row, [...(rows.get(row) ?? []), face]);
  });
  return readings.map(({ row }, i) => levelWith(faces[i] ?? NO_FACE, rows.get(row) ?? []));
}

/** Three letters tell their size well enough to be no part of the line of another column. */
const likeRow = (letters: number): number =>
  Math.min(LIKE_ROW, ALIKE_OF.find((each) => letters >= each.letters)?.ratio ?? LIKE_ROW);

const NO_FACE: Face = { baseline: 0, size: 0, weight: 0 };

function levelWith(face: Face, row: readonly Face[]): Face {
  if (row.length === 0) return face;
  const usual = (faces: readonly Face[], pick: (face: Face) => number): number =>
    weightedQuantile(
      faces.map((each) => ({ value: pick(each), weight: each.weight })),
      0.5,
    );
  const mates = row.filter(({ weight }) => weight >= FEW);
  const size = usual(mates.length > 0 ? mates : row, (each) => each.size);
  const same =
    face.weight === 0 || Math.max(face.size, size) <= likeRow(face.weight) * Math.min(face.size, size);
  const baseline = usual(row, (each) => each.baseline);
  // A sign without a foot of its own may hang lower.
  const reach = (face.weight === 0 ? 2 : 1) * LEVEL * size;
  return {
    ...face,
    size: face.weight < FEW && same ? size : face.size,
    baseline: Math.abs(face.baseline - baseline) <= reach ? baseline : face.baseline,
  };
}

/** The signs whose height and foot tell nothing of the size of their writing. */
const STROKES = /^[/|()\-–—.,;:•·]*$/;

function faceOf({ segment, row, words }: Reading): Face {
  if (segment.raised) return callFace(segment);
  const text = words.map((word) => word.text).join("");
  const letters = segment.components.filter((c) => c.bottom - c.top >= 0.45 * row.height);
  if (letters.length === 0 || STROKES.test(text))
    return { baseline: row.bottom, size: row.height / CAPITAL, weight: 0 };
  const baseline = quantile(
    letters.map((c) => c.bottom),
    0.4,
  );
  // The mean of many letters tells parts of a pixel.
  const feet = meanNear(
    letters.map((c) => c.bottom),
    baseline,
  );
  const heights = letters.map((c) => feet - c.top).filter((h) => h > 0);
  const tall = text.match(TALL)?.length ?? 0;
  const height = (tall === 0 ? quantile(heights, 0.5) : middleOfTall(heights, text, tall)) - SOFT;
  // Letters that touch are one piece of ink.
  const weight = Math.max(letters.length, text.replace(/[^\p{L}\d]/gu, "").length);
  return { baseline, size: height / (tall === 0 ? SMALL : CAPITAL), weight };
}

/** The middle height of so many tall letters: behind brackets they are the highest. */
function middleOfTall(heights: readonly number[], text: string, tall: number): number {
  const highest = heights.toSorted((p, q) => q - p);
  const higher = text.match(HIGHER)?.length ?? 0;
  // Letters that touch are one piece of ink.
  const pieces = Math.min(1, highest.length / Math.max(1, text.length));
  return meanNear(heights, highest[Math.floor(pieces * (higher + (tall - 1) / 2))] ?? 0);
}

/** Values no further than this from one, pixels, vary around it. */
const SPREAD = 1.6;

function meanNear(values: readonly number[], middle: number): number {
  const near = values.filter((value) => Math.abs(value - middle) <= SPREAD);
  return near.reduce((sum, value) => sum + value, 0) / Math.max(1, near.length);
}

/** Of the mark of a note: its digits are what of it is least high. */
function callFace({ components }: Segment): Face {
  const [least] = components.toSorted((p, q) => p.bottom - p.top - (q.bottom - q.top));
  const height = least === undefined ? 0 : least.bottom - least.top;
  return { baseline: least?.bottom ?? 0, size: (height - SOFT) / CAPITAL, weight: components.length };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((p, q) => p - q);
  return sorted[Math.floor(share * (sorted.length - 1) + 0.5)] ?? 0;
}

function weightedQuantile(values: readonly { value: number; weight: number }[], share: number): number {
  const sorted = values.toSorted((p, q) => p.value - q.value);
  const part = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= part) return value;
  }
  return 0;
}

/** One size for all lines whose letters are about as large: headings must not differ by a pixel. */
function levelled(faces: readonly Face[]): number[] {
  const order = faces.map((_, i) => i).sort((p, q) => (faces[q]?.weight ?? 0) - (faces[p]?.weight ?? 0));
  const groups: number[][] = [];
  const sizeOf = (i: number): number => faces[i]?.size ?? 0;
  for (const i of order) {
    const size = sizeOf(i);
    const alike = ALIKE_OF.find(({ letters }) => (faces[i]?.weight ?? 0) >= letters)?.ratio ?? 1;
    const ratioTo = ([lead]: number[]): number => {
      const other = sizeOf(lead ?? i);
      return Math.max(size, other, 1) / Math.max(1, Math.min(size, other));
    };
    const [home] = groups.toSorted((p, q) => ratioTo(p) - ratioTo(q));
    if (home === undefined || ratioTo(home) > alike) groups.push([i]);
    else home.push(i);
  }
  const sizes: number[] = [];
  for (const group of groups) {
    const size = weightedQuantile(
      group.map((i) => ({ value: sizeOf(i), weight: 1 + (faces[i]?.weight ?? 0) })),
      0.5,
    );
    for (const i of group) sizes[i] = size;
  }
  return sizes;
}

/** Thickness of strokes, pixels: twice the area over the length of the outline. */
function strokeOf(components: readonly Component[], ink: Ink): number {
  let area = 0;
  let outline = 0;
  const inked = (x: number, y: number): boolean => (ink.level[y * ink.width + x] ?? 0) >= INKED;
  for (const c of components)
    for (let y = c.top; y < c.bottom; y++)
      for (let x = c.x0; x < c.x1; x++) {
        if (!inked(x, y)) continue;
        area++;
        if (!inked(x - 1, y)) outline++;
        if (!inked(x + 1, y)) outline++;
        if (!inked(x, y - 1)) outline++;
        if (!inked(x, y + 1)) outline++;
      }
  return outline === 0 ? 0 : (2 * area) / outline;
}
