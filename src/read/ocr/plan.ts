import type { Box, Word } from "../../model/index.js";
import type { PaintedPicture } from "../canvas.js";
import { contains } from "../covers.js";
import type { PictureSource } from "../samples.js";

/** What stands on a page, as far as it tells what is to be read by recognition. */
export interface Marks {
  width: number;
  height: number;
  /** From readable text. */
  words: readonly Pick<Word, "box">[];
  pictures: readonly PaintedPicture[];
  /** Filled shapes that may be letters. */
  outlines: readonly Box[];
  /** Glyphs whose characters the file does not tell. */
  unreadable: readonly Box[];
}

/** Part of a page to read by recognition. */
export interface Region {
  box: Box;
  kind: "picture" | "outlines" | "glyphs";
  /** Pixels a point at which it is worth looking at. */
  density: number;
  /** What a picture is, where that can be looked at without drawing the page. */
  source?: PictureSource;
}

export interface Plan {
  regions: Region[];
  /** Pictures that are not worth looking at, and bear no writing of the page: logos. */
  logos: Box[];
  /** True where text, or what is drawn as text, stands beside the pictures. */
  written: boolean;
  /** True where the page is a picture as a whole, and may have been scanned askew. */
  scan: boolean;
}

/** Pictures smaller than this, points, are logos and icons. */
const LEAST_WIDTH = 90;
const LEAST_HEIGHT = 50;
/** A picture that covers so much of a page is the page. */
const COVERS = 0.6;
/** Letters drawn as shapes: at least so many, so many of them beside another of their height. */
const LETTERS = 8;
const IN_LINE = 0.6;
const LOWEST = 2;
const HIGHEST = 60;
/** Shapes and glyphs have no pixels of their own: small print needs this many a point. */
const DRAWN = 300 / 72;

/**
 * What belongs to letters and stands out of their boxes (accents, the commas of the last line), in their heights. Of
 * glyphs only the middle is known.
 */
const AROUND_SHAPES = 0.3;
const AROUND_GLYPHS = 0.8;

/** What of a page is to be read by recognition: nothing where all of it is text. */
export function planOf({ width, height, words, pictures, outlines, unreadable }: Marks): Plan {
  const letters = lettersAmong(outlines);
  const page = width * height;
  const pictured = pictures.map(({ box }) => areaOf(box));
  const drawn = [...letters, ...unreadable];
  // A scan may come in strips, and bear a stamp.
  const covered = pictured.reduce((sum, area) => sum + area, 0) >= COVERS * page;
  const written = words.length > 0 || (drawn.length > 0 && !covered);
  const isLogo = ({ box }: PaintedPicture): boolean => written && !isLarge(box);
  return {
    regions: [
      ...pictures
        .filter((picture) => !isLogo(picture))
        .map((picture) => ({ ...picture, kind: "picture" as const })),
      ...regionOf(letters, "outlines", AROUND_SHAPES),
      ...regionOf(unreadable, "glyphs", AROUND_GLYPHS),
    ],
    logos: withoutWriting(pictures.filter(isLogo), drawn),
    written,
    scan: pictured.some((area) => area >= COVERS * page),
  };
}

/** The boxes of pictures on which none of these marks stands. */
export function withoutWriting(pictures: readonly { box: Box }[], drawn: readonly Box[]): Box[] {
  return pictures.filter(({ box }) => !drawn.some((mark) => holds(box, mark))).map(({ box }) => box);
}

/** Whether the middle of a mark is within an area. */
export function holds(area: Box, mark: Box): boolean {
  const [x, y] = [(mark.x0 + mark.x1) / 2, (mark.top + mark.bottom) / 2];
  return x >= area.x0 && x <= area.x1 && y >= area.top && y <= area.bottom;
}

function isLarge(box: Box): boolean {
  return box.x1 - box.x0 >= LEAST_WIDTH && box.bottom - box.top >= LEAST_HEIGHT;
}

function areaOf(box: Box): number {
  return (box.x1 - box.x0) * (box.bottom - box.top);
}

function regionOf(boxes: readonly Box[], kind: Region["kind"], around: number): Region[] {
  if (boxes.length === 0) return [];
  const heights = boxes.map((b) => b.bottom - b.top).sort((p, q) => p - q);
  const reach = around * (heights[heights.length >> 1] ?? 0);
  const box = {
    x0: Math.min(...boxes.map((b) => b.x0)) - reach,
    top: Math.min(...boxes.map((b) => b.top)) - reach,
    x1: Math.max(...boxes.map((b) => b.x1)) + reach,
    bottom: Math.max(...boxes.map((b) => b.bottom)) + reach,
  };
  return [{ box, kind, density: DRAWN }];
}

/** Drops the holes of letters: what lies inside another shape. */
function withoutHoles(outlines: readonly Box[]): Box[] {
  const byLeft = outlines.toSorted((p, q) => p.x0 - q.x0 || q.x1 - p.x1);
  const open: Box[] = [];
  return byLeft.filter((box) => {
    for (let i = open.length - 1; i >= 0; i--) if ((open[i]?.x1 ?? 0) < box.x0) open.splice(i, 1);
    if (open.some((other) => contains(other, box))) return false;
    open.push(box);
    return true;
  });
}

/** The shapes, where they stand in lines as letters do; none where they are pieces of drawings. */
export function lettersAmong(outlines: readonly Box[]): Box[] {
  const letters = withoutHoles(outlines)
    .filter((box) => {
      const h = box.bottom - box.top;
      return h >= LOWEST && h <= HIGHEST && box.x1 - box.x0 <= 2.5 * h;
    })
    .sort((p, q) => p.bottom - q.bottom);
  const inLine = new Set<Box>();
  letters.forEach((box, i) => {
    const h = box.bottom - box.top;
    for (let j = i + 1; j < letters.length; j++) {
      const other = letters[j];
      if (other === undefined || other.bottom - box.bottom > 0.3 * h) break;
      const gap = Math.max(other.x0 - box.x1, box.x0 - other.x1);
      const ratio = (other.bottom - other.top) / h;
      if (gap > -0.2 * h && gap < 0.8 * h && ratio > 0.5 && ratio < 2) {
        inLine.add(box).add(other);
      }
    }
  });
  return letters.length >= LETTERS && inLine.size >= IN_LINE * letters.length ? letters : [];
}
