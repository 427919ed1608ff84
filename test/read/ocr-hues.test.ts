import { expect, it } from "vitest";
import type { Component } from "../../src/read/ocr/components.js";
import { coloursOf } from "../../src/read/ocr/hues.js";
import type { Ink } from "../../src/read/ocr/ink.js";

type Rgb = readonly [number, number, number];

const SIDE = 10;

/** The colours found for words that are squares of ink, each of its own colour and side. */
function found(words: readonly { colour: Rgb; side: number }[]): string[] {
  const width = SIDE * words.length;
  const planes = [0, 1, 2].map(() => new Uint8Array(width * SIDE).fill(255));
  const raster = { width, height: SIDE, planes, scale: 1 };
  const ink: Ink = { width, height: SIDE, level: new Uint8Array(width * SIDE) };
  const components = words.map(({ colour, side }, i): Component[] => {
    for (let y = 0; y < side; y++)
      for (let x = SIDE * i; x < SIDE * i + side; x++) {
        for (const [k, plane] of planes.entries()) plane[y * width + x] = colour[k] ?? 0;
        ink.level[y * width + x] = 200;
      }
    return [{ x0: SIDE * i, x1: SIDE * i + side, top: 0, bottom: side, area: side * side }];
  });
  return coloursOf(components, ink, raster);
}

it("gives one colour to the words of a text whose colours run, beside a large heading of nearly the same", () => {
  // Dark grey, as a scan in colours with grain shows it, and navy.
  const text = [42, 58, 34, 47, 40, 52, 38, 44].map((blue) => ({
    colour: [34, 38, blue] as const,
    side: 5,
  }));
  const [heading, ...words] = found([{ colour: [34, 44, 102], side: 9 }, ...text]);
  expect(new Set(words).size).toBe(1);
  expect(heading).not.toBe(words[0]);
});

it("gives a word the colour that is nearest, not the first that is near", () => {
  const colours = found([
    { colour: [0, 0, 0], side: 9 },
    { colour: [0, 0, 90], side: 8 },
    { colour: [0, 0, 52], side: 4 },
  ]);
  expect(colours[2]).toBe(colours[1]);
});
