import { describe, expect, test } from "vitest";
import { withBullets } from "../../src/read/ocr/bullets.js";
import type { Component } from "../../src/read/ocr/components.js";
import type { Ink } from "../../src/read/ocr/ink.js";
import { linesOf } from "../../src/read/ocr/lines.js";
import type { ReadWord } from "../../src/read/ocr/reading.js";
import type { Row } from "../../src/read/ocr/rows.js";
import { takeRulings } from "../../src/read/ocr/rulings.js";
import { type Segment, segmentsOf } from "../../src/read/ocr/segments.js";
import { spelt } from "../../src/read/ocr/spelling.js";
import { withSlashes } from "../../src/read/ocr/strokes.js";

/** Letters of these heights side by side on a baseline at 100. */
function segment(x: number, ...heights: number[]): Segment {
  const components = heights.map((h, i) => ({
    x0: x + 14 * i,
    x1: x + 14 * i + 10,
    top: 100 - h,
    bottom: 100,
    area: 5 * h,
  }));
  return {
    x0: x,
    top: 100 - Math.max(...heights),
    x1: x + 14 * heights.length,
    bottom: 100,
    components,
  };
}

const BLANK: Ink = { width: 200, height: 120, level: new Uint8Array(200 * 120) };

/** Ink where `inked` says so, and the one piece that it is within the bounds. */
function drawn(
  bounds: Omit<Component, "area">,
  inked: (x: number, y: number) => boolean,
): { ink: Ink; piece: Component } {
  const ink = { ...BLANK, level: new Uint8Array(BLANK.level.length) };
  let area = 0;
  for (let y = bounds.top; y < bounds.bottom; y++)
    for (let x = bounds.x0; x < bounds.x1; x++)
      if (inked(x - bounds.x0, y - bounds.top)) {
        ink.level[y * ink.width + x] = 200;
        area++;
      }
  return { ink, piece: { ...bounds, area } };
}

function word(text: string, x0: number, x1: number, confidence = 0.9): ReadWord {
  const symbols = [...text];
  return { text, confidence, x0, x1, symbols, sureness: symbols.map(() => confidence) };
}

describe("a row of a table that text of another size stands beside", () => {
  const cells = [segment(0, 26, 26, 19, 19, 26, 19), segment(120, 26, 26), segment(180, 19, 19, 19)];
  const text = segment(300, 34, 34, 25, 25, 34, 25, 25, 34);
  const row: Row = { segments: [...cells, text], top: 66, bottom: 100, height: 34 };

  test("is read apart from it, each as large as it is", () => {
    const lines = linesOf([row]);
    expect(lines.map(({ height }) => height).sort()).toEqual([26, 34]);
    const small = lines.find(({ height }) => height === 26);
    expect(small?.pieces.map((piece) => piece.segment)).toEqual(cells);
  });

  test("keeps together what is of one size", () => {
    expect(linesOf([{ ...row, segments: cells, height: 26 }])).toHaveLength(1);
  });
});

test("the stem of a large figure is no ruling line, and a thin line of its length is one", () => {
  const lines = (thickness: number): number => {
    const { ink } = drawn({ x0: 50, top: 20, x1: 50 + thickness, bottom: 80 }, () => true);
    return takeRulings(ink, 200 / 72).length;
  };
  expect(lines(10)).toBe(0);
  expect(lines(2)).toBe(1);
});

test("a slash between capitals is known by its lean, an upright stroke stays a letter", () => {
  const last = segment(58, 26, 26, 26).components;
  /** A word of letters and a stroke that lean by so much of their height. */
  const read = (lean: number, letters?: number): string => {
    const bounds = { x0: 0, top: 74, x1: 57, bottom: 100 };
    const { ink, piece } = drawn(bounds, (x, y) => {
      const at = 43 + 4 + lean * (13 - y);
      const side = letters === undefined ? 10 : 4 + letters * (13 - y);
      return (x < 10 && x >= side) || (x >= at && x < at + 3);
    });
    const first = { ...piece, x1: 10, area: 180 };
    const stroke = { ...piece, x0: 43, area: 3 * 26 };
    const [, second, third] = segment(0, 26, 26, 26).components;
    const components = [first, second, third, stroke, ...last].filter((c) => c !== undefined);
    return withSlashes(word("BEPICAP", 0, 100), components, ink).text;
  };
  expect(read(0.33)).toBe("BEP/CAP");
  expect(read(0)).toBe("BEPICAP");
  // An italic letter leans as little as the slashes of some fonts, but not beside upright ones.
  expect(read(0.17, 0)).toBe("BEP/CAP");
  expect(read(0.17, 0.17)).toBe("BEPICAP");
  expect(read(0.13, 0.08)).toBe("BEPICAP");
});

describe("the sign before a line of a list", () => {
  const text = segment(40, 26, 26, 19, 26, 26);
  const read = (sign: string, ink: Ink, piece: Component, confidence = 0.9): string[] => {
    const components = [piece, ...text.components];
    const whole = { ...text, x0: piece.x0, components };
    const row = { segments: [whole], top: 66, bottom: 100, height: 26 };
    const words = [word(sign, piece.x0, piece.x1, confidence), word("52 %", 40, 110)];
    return withBullets([{ segment: whole, row, words }], ink).flatMap((each) =>
      each.words.map((w) => w.text),
    );
  };

  test("is a square where its corners are worn by grain, taken for a letter that it is too full for", () => {
    const square = drawn({ x0: 5, top: 82, x1: 19, bottom: 95 }, (x, y) => x + y > 2 && x + y < 23);
    const worn = { ...square.piece, area: 160 };
    expect(read("m", square.ink, worn)).toEqual(["▪", "52 %"]);
  });

  test("is a tick where it is drawn as one, whatever figure it was taken for", () => {
    const tick = drawn({ x0: 5, top: 74, x1: 29, bottom: 98 }, (x, y) =>
      x < 8 ? Math.abs(y - (14 + x)) < 3 : Math.abs(y - (21 - 1.35 * (x - 8))) < 3,
    );
    expect(read("4", tick.ink, tick.piece)).toEqual(["✓", "52 %"]);
    const four = drawn(
      tick.piece,
      (x, y) => Math.abs(y - 17) < 2 || Math.abs(x - 17) < 2 || Math.abs(y + x - 17) < 2,
    );
    expect(read("4", four.ink, four.piece)).toEqual(["4", "52 %"]);
  });

  test("is a bullet where it is round and full and the engine is not sure of its letter", () => {
    const disc = drawn({ x0: 5, top: 82, x1: 17, bottom: 94 }, (x, y) => Math.hypot(x - 5.5, y - 5.5) < 6);
    expect(read("M", disc.ink, disc.piece, 0.35)).toEqual(["•", "52 %"]);
    expect(read("M", disc.ink, disc.piece, 0.95)).toEqual(["M", "52 %"]);
  });

  test("is a bullet where it is square and stands close, if it was taken for no letter", () => {
    const square = drawn({ x0: 18, top: 84, x1: 28, bottom: 94 }, () => true);
    expect(read("«", square.ink, square.piece)).toEqual(["▪", "52 %"]);
    expect(read("o", square.ink, square.piece)).toEqual(["o", "52 %"]);
    const higher = drawn({ x0: 5, top: 80, x1: 15, bottom: 94 }, () => true);
    expect(read("#u", higher.ink, higher.piece, 0.2)).toEqual(["▪", "52 %"]);
  });

  test("is an arrowhead where one piece of ink was taken for marks of quotation, a stroke stays one", () => {
    const arrow = drawn({ x0: 0, top: 77, x1: 24, bottom: 97 }, (x, y) => {
      const off = Math.abs(y - 9.5) / 10;
      return x <= 24 * (1 - off) && x >= 4 * (1 - off);
    });
    expect(read(">»", arrow.ink, arrow.piece)).toEqual(["➤", "52 %"]);
    const dash = drawn({ x0: 5, top: 86, x1: 17, bottom: 90 }, () => true);
    expect(read("-", dash.ink, dash.piece)).toEqual(["-", "52 %"]);
  });
});

test("a figure with a sign that stands in none is doubted", () => {
  const confidence = (text: string): number => spelt([word(text, 0, 40)])[0]?.confidence ?? 1;
  expect(confidence("?11")).toBeLessThan(0.8);
  expect(confidence("211")).toBe(0.9);
  expect(confidence("(57")).toBe(0.9);
});

describe("a figure of large print", () => {
  const [scale, digits] = [200 / 72, segment(40, 60, 60, 60).components];
  const full = (x0: number, x1: number, top: number, bottom: number): Component => ({
    x0,
    x1,
    top,
    bottom,
    area: (x1 - x0) * (bottom - top),
  });

  test("keeps its minus sign, as high as it is", () => {
    const minus = full(16, 36, 74, 83);
    expect(segmentsOf([minus, ...digits], [], scale).map(({ x0 }) => x0)).toEqual([16]);
  });

  test("keeps its comma", () => {
    const comma = full(51, 55, 96, 112);
    const [only, other] = segmentsOf([...digits, comma], [], scale);
    expect(other).toBeUndefined();
    expect(only?.components).toContain(comma);
  });

  test("keeps its colon, whose points are as high as small print is", () => {
    const points = [full(76, 86, 71, 81), full(76, 86, 90, 100)];
    const [only, other] = segmentsOf([...digits, ...points], [], scale);
    expect(other).toBeUndefined();
    expect(only?.components).toEqual(expect.arrayContaining(points));
    // Bullets of two lines are no colon.
    const bullets = [full(76, 86, 71, 81), full(76, 86, 140, 150)];
    expect(segmentsOf([...digits, ...bullets], [], scale)).toHaveLength(3);
  });
});

test("the bars of capitals in a row are no ruling line, though they nearly touch", () => {
  const { ink } = drawn({ x0: 30, top: 20, x1: 92, bottom: 46 }, (x, y) => {
    const [stem, bar] = [[2, 24, 30, 46, 58], y < 4 && x !== 20 && x !== 41];
    return bar || stem.some((at) => Math.abs(x - at) < 3);
  });
  expect(takeRulings(ink, 200 / 72)).toEqual([]);
});

test("an O that stands for a number is a nought, and doubted", () => {
  const [, , nought] = spelt([word("Lompret", 0, 40), word(":", 44, 46), word("O", 52, 60)]);
  expect(nought?.text).toBe("0");
  expect(nought?.confidence).toBeLessThan(0.8);
});
