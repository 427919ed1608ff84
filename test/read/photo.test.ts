import { describe, expect, test } from "vitest";
import { isPhoto } from "../../src/read/ocr/photo.js";
import { planesOf } from "../../src/read/ocr/raster.js";

type Colour = [number, number, number];

/** A picture of 200 by 120 pixels, of the colour that `at` gives for each. */
function picture(at: (x: number, y: number) => Colour) {
  const [width, height] = [200, 120];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([...at(x, y), 255], 4 * (y * width + x));
  return { width, height, planes: planesOf(data), scale: 0.5 };
}

const PAPER: Colour = [255, 255, 255];

describe("a picture on a page with text", () => {
  test("is a photograph where its colours are many", () => {
    expect(isPhoto(picture((x, y) => [(x * 7 + y) % 256, (x * y) % 256, (x + y * 5) % 256]))).toBe(true);
  });

  test("is a photograph where its ground has no common colour, however smooth", () => {
    expect(isPhoto(picture((x, y) => [x, 2 * y, 255 - x]))).toBe(true);
  });

  test("is none where bars of few colours stand on paper", () => {
    const bar = (x: number, y: number): boolean => x % 40 > 20 && y > 110 - (x % 90);
    expect(isPhoto(picture((x, y) => (bar(x, y) ? [40, 90, 160] : PAPER)))).toBe(false);
  });

  test("is none where dark lines of a table stand on paper", () => {
    expect(isPhoto(picture((x, y) => (x % 50 === 0 || y % 20 === 0 ? [0, 0, 0] : PAPER)))).toBe(false);
  });
});
