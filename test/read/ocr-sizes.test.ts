import { createCanvas } from "@napi-rs/canvas";
import { beforeAll, describe, expect, test } from "vitest";
import type { Page, Word } from "../../src/model/index.js";
import { withoutBadges } from "../../src/read/ocr/badges.js";
import { type Component, componentsOf } from "../../src/read/ocr/components.js";
import { fillsOf } from "../../src/read/ocr/fills.js";
import { groundOf } from "../../src/read/ocr/ground.js";
import { partedBySize } from "../../src/read/ocr/parting.js";
import { placed } from "../../src/read/ocr/placing.js";
import { planesOf } from "../../src/read/ocr/raster.js";
import type { ReadWord } from "../../src/read/ocr/reading.js";
import { ownRecognition } from "../fixtures/ocr.js";
import { withPdf } from "../fixtures/reading.js";
import { scanPdf, write } from "../fixtures/scan.js";

/** Letters of one word: their heights, from `x` on, standing on a baseline at 100. */
function letters(x: number, ...heights: number[]): Component[] {
  return heights.map((h, i) => ({
    x0: x + 8 * i,
    x1: x + 8 * i + 6,
    top: 100 - h,
    bottom: 100,
    area: 6 * h,
  }));
}

describe("a line of writing", () => {
  const parts = (...words: Component[][]): number[] => partedBySize(words.flat()).map((part) => part.length);

  test("is parted where a figure is larger than the writing beside it, on either side", () => {
    expect(parts(letters(0, 20, 20), letters(40, 14, 14, 14))).toEqual([2, 3]);
    expect(parts(letters(0, 14, 10, 14, 10), letters(50, 30, 30, 30))).toEqual([4, 3]);
  });

  test("stays whole where capitals, small letters and figures are of one size", () => {
    expect(parts(letters(0, 20, 20, 20, 20), letters(50, 14, 14), letters(80, 20, 14, 14))).toEqual([9]);
  });

  test("keeps a minus sign with its figure", () => {
    const minus: Component = { x0: 0, x1: 8, top: 88, bottom: 91, area: 24 };
    expect(parts([minus], letters(14, 20, 20))).toEqual([3]);
  });
});

test("a space that the engine saw between letters, where the ink shows none, is none", () => {
  const components = letters(0, 20, 14, 14).map((c) => ({ ...c, x1: c.x0 + 7.5 }));
  const word = (text: string, x0: number, x1: number): ReadWord => {
    const symbols = [...text];
    return { text, confidence: 0.9, x0, x1, symbols, sureness: symbols.map(() => 0.9) };
  };
  const segment = { x0: 0, top: 80, x1: 24, bottom: 100, components };
  const row = { segments: [segment], top: 80, bottom: 100, height: 20 };
  const words = [word("j", 0, 7), word("eu", 8, 24)];
  expect(placed({ segment, row, words }, 28).map((each) => each.word.text)).toEqual(["jeu"]);
});

test("a gradient is no shaded area", () => {
  const [width, height] = [300, 300];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let p = 0; p < width * height; p++)
    data.fill(255 - Math.floor(((p % width) * 200) / width), 4 * p, 4 * p + 4);
  const fills = fillsOf(groundOf({ width, height, planes: planesOf(data), scale: 1 }), 1);
  expect(fills.every(({ box }) => box.x1 - box.x0 < width / 2)).toBe(true);
});

test("a shaded area with rounded corners is one", () => {
  const [width, height] = [300, 120];
  const context = createCanvas(width, height).getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#535353";
  context.beginPath();
  context.roundRect(-20, 30, 290, 50, 9);
  context.fill();
  const { data } = context.getImageData(0, 0, width, height);
  const fills = fillsOf(groundOf({ width, height, planes: planesOf(data), scale: 1 }), 1);
  expect(fills.map(({ box }) => Math.round((box.bottom - box.top) / 10))).toEqual([5]);
});

test("letters that touch are no disc with writing in it, however thick", () => {
  for (const text of ["00", "oo", "88", "66", "OO", "44", "œ", "B"]) {
    const canvas = createCanvas(200, 120);
    const context = canvas.getContext("2d");
    context.fillStyle = "#000000";
    [...text].forEach((sign, i) => {
      write(context, sign, 20 + 40 * i, 90, 72, true);
    });
    const { data } = context.getImageData(0, 0, 200, 120);
    const level = Uint8Array.from({ length: 200 * 120 }, (_, p) => data[4 * p + 3] ?? 0);
    const ink = { width: 200, height: 120, level };
    const before = componentsOf(ink);
    expect(withoutBadges(ink, before, 2), text).toEqual(before);
  }
});

describe("key figures of a scan", () => {
  let page: Page;

  ownRecognition();
  beforeAll(async () => {
    const bytes = await scanPdf((context) => {
      context.fillStyle = "#e6ebee";
      context.fillRect(40, 40, 160, 90);
      context.fillStyle = "#1b4965";
      write(context, "1685", 60, 95, 54, true);
      write(context, "JEUNES", 95, 115, 11);
      write(context, "557", 240, 90, 26, true);
      write(context, "parcours suivis", 296, 78, 10);
      write(context, "hors les murs", 296, 92, 10);
      write(context, "83", 240, 120, 15, true);
      write(context, "CDI", 264, 119, 10);
      context.beginPath();
      context.roundRect(40, 250, 24, 15, 7);
      context.fill();
      context.fillStyle = "#ffffff";
      write(context, "12", 47, 260.5, 8.6, true);
    });
    page = await withPdf(bytes, (pdf) => pdf.page(1));
  }, 60_000);

  const word = (text: string): Word | undefined => page.words.find((each) => each.text === text);

  test("are read whole, however thick their strokes, with the size that they have", () => {
    for (const [text, size] of [
      ["1685", 54],
      ["557", 26],
      ["83", 15],
    ] as const)
      expect(Math.abs((word(text)?.size ?? 0) / size - 1), text).toBeLessThan(0.15);
  });

  test("the number in a disc that is no larger than it needs is as small as it is", () => {
    expect(Math.abs((word("12")?.size ?? 0) - 8.6)).toBeLessThan(1.5);
  });

  test("leave their labels whole, and as small as they are", () => {
    const read = page.words.map(({ text }) => text);
    for (const text of ["JEUNES", "parcours", "suivis", "hors", "murs", "CDI"]) expect(read).toContain(text);
    expect(Math.abs((word("CDI")?.size ?? 0) - 10)).toBeLessThan(1.5);
  });
});
