import type { Box, Word } from "../../model/index.js";
import type { Component } from "./components.js";
import { INKED, type Ink } from "./ink.js";
import { placed } from "./placing.js";
import type { Raster } from "./raster.js";
import type { Reading, ReadWord } from "./reading.js";
import type { Row } from "./rows.js";

/** Capitals and figures, and small letters, as shares of the em in usual fonts. */
const CAPITAL = 0.69;
const SMALL = 0.5;
/** Share of the em above the baseline. */
const ASCENT = 0.8;
/** Sizes within this ratio are one size. */
const ALIKE = 1.14;
/** A short segment this near in size to its row has the row's size. */
const LIKE_ROW = 1.3;
/** On most pages at least so large a share of the letters is not bold. */
const REGULAR = 0.25;
/** Strokes so much thicker than the page's usual ones are bold. */
const THICKER = 1.28;
const TALL = /[\dA-ZÀ-Ýbdfhkl%€]/g;

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
      word,
      components,
      size,
      baseline: face.baseline,
      stroke: strokeOf(components, ink) / size,
    }));
  });
  const usual = weightedQuantile(
    drafts.map((d) => ({ value: d.stroke, weight: d.components.length })),
    REGULAR,
  );
  return drafts.map(({ word, components, size, baseline, stroke }) => ({
    text: word.text,
    box: boxOf(word, components, size, baseline, raster.scale),
    size: round(size / raster.scale),
    font: "",
    bold: stroke > THICKER * usual,
    italic: false,
    colour: colourOf(components, ink, raster),
    method: "ocr",
    confidence: round(word.confidence),
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

/** Segments of fewer letters have the face of their row. */
const FEW = 4;

/** The faces of readings, in their order; a lone figure or sign takes after the writing beside it. */
function facesOf(readings: readonly Reading[]): Face[] {
  const faces = readings.map(faceOf);
  const rows = new Map<Row, Face[]>();
  readings.forEach(({ row }, i) => {
    const face = faces[i];
    if (face === undefined || face.weight < FEW) return;
    rows.set(row, [...(rows.get(row) ?? []), face]);
  });
  return faces.map((face, i) => {
    const reading = readings[i];
    const mates = (reading && rows.get(reading.row)) ?? [];
    if (face.weight >= FEW || mates.length === 0) return face;
    const alike = (pick: (face: Face) => number): number =>
      weightedQuantile(
        mates.map((mate) => ({ value: pick(mate), weight: mate.weight })),
        0.5,
      );
    const size = alike((mate) => mate.size);
    const same = Math.max(face.size, size) <= LIKE_ROW * Math.min(face.size, size) || face.weight === 0;
    const level = Math.abs(face.baseline - alike((mate) => mate.baseline)) <= 0.25 * size;
    return {
      size: same ? size : face.size,
      baseline: face.weight === 0 && level ? alike((mate) => mate.baseline) : face.baseline,
      weight: face.weight,
    };
  });
}

/** The signs whose height and foot tell nothing of the size of their writing. */
const STROKES = /^[/|()\-–—.,;:•·]*$/;

function faceOf({ segment, row, words }: Reading): Face {
  const text = words.map((word) => word.text).join("");
  const letters = segment.components.filter((c) => c.bottom - c.top >= 0.45 * row.height);
  if (letters.length === 0 || STROKES.test(text))
    return { baseline: row.bottom, size: row.height / CAPITAL, weight: 0 };
  const baseline = quantile(
    letters.map((c) => c.bottom),
    0.4,
  );
  const heights = letters.map((c) => baseline - c.top).filter((h) => h > 0);
  const tall = (text.match(TALL)?.length ?? 0) / Math.max(1, text.length);
  // The middle of the tall ones, or of all where none is tall.
  const height = quantile(heights, tall === 0 ? 0.5 : 1 - tall / 2);
  return { baseline, size: height / (tall === 0 ? SMALL : CAPITAL), weight: letters.length };
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
    const loose = (faces[i]?.weight ?? 0) < 3 ? ALIKE * ALIKE : ALIKE;
    const home = groups.find(([lead]) => {
      const other = sizeOf(lead ?? i);
      return Math.max(size, other) <= loose * Math.min(size, other);
    });
    if (home === undefined) groups.push([i]);
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

/** The mean colour of the pixels that stand out most. */
function colourOf(components: readonly Component[], ink: Ink, raster: Raster): string {
  let most = 0;
  for (const c of components)
    for (let y = c.top; y < c.bottom; y++)
      for (let x = c.x0; x < c.x1; x++) most = Math.max(most, ink.level[y * ink.width + x] ?? 0);
  const sums = [0, 0, 0];
  let n = 0;
  for (const c of components)
    for (let y = c.top; y < c.bottom; y++)
      for (let x = c.x0; x < c.x1; x++) {
        const p = y * ink.width + x;
        if ((ink.level[p] ?? 0) < 0.8 * most) continue;
        for (let k = 0; k < 3; k++) sums[k] = (sums[k] ?? 0) + (raster.data[4 * p + k] ?? 0);
        n++;
      }
  if (n === 0) return "#000000";
  return `#${sums
    .map((sum) =>
      Math.round(sum / n)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
