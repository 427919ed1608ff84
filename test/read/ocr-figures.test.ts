import { beforeEach, describe, expect, test, vi } from "vitest";
import { withCommas } from "../../src/read/ocr/commas.js";
import type { Component } from "../../src/read/ocr/components.js";
import { type Recognised, readLine } from "../../src/read/ocr/engine.js";
import { confirmed } from "../../src/read/ocr/figures.js";
import type { Ink } from "../../src/read/ocr/ink.js";
import { numeralsIn } from "../../src/read/ocr/numerals.js";
import { placed } from "../../src/read/ocr/placing.js";
import { type Reading, type ReadWord, wordsIn } from "../../src/read/ocr/reading.js";
import { rowsOf } from "../../src/read/ocr/rows.js";
import { type Segment, segmentsOf } from "../../src/read/ocr/segments.js";
import { sensible } from "../../src/read/ocr/sense.js";
import type { Piece, Strip } from "../../src/read/ocr/strip.js";

vi.mock("../../src/read/ocr/engine.js", () => ({ readLine: vi.fn() }));
const engine = vi.mocked(readLine);
beforeEach(() => engine.mockReset());

const BLANK: Ink = { width: 400, height: 60, level: new Uint8Array(400 * 60) };
const SOON = AbortSignal.timeout(10_000);

function ink(x0: number, x1: number, top: number, bottom: number): Component {
  return { x0, x1, top, bottom, area: ((x1 - x0) * (bottom - top)) / 2 };
}

function around(components: Component[]): Segment {
  return {
    x0: Math.min(...components.map((c) => c.x0)),
    x1: Math.max(...components.map((c) => c.x1)),
    top: Math.min(...components.map((c) => c.top)),
    bottom: Math.max(...components.map((c) => c.bottom)),
    components,
  };
}

function word(text: string, x0: number, x1: number, confidence = 0.96): ReadWord {
  const symbols = [...text];
  return { text, confidence, x0, x1, symbols, sureness: symbols.map(() => 0.99) };
}

function readingOf(words: ReadWord[], components: Component[]): Reading {
  const segment = around(components);
  return { segment, words, row: { segments: [segment], top: 10, bottom: 30, height: 20 } };
}

/** What the engine gives for a line, whatever stands in it. */
function says(text: string, confidence = 0.95): Recognised[] {
  const symbols = [...text].map((sign) => ({ text: sign, confidence, x0: 10, x1: 40 }));
  return [{ text, confidence, x0: 10, x1: 40, symbols }];
}

/** "de 1,5 %": two letters, a figure of three signs, and a sign of three pieces. */
const DE = [ink(0, 12, 10, 30), ink(14, 26, 16, 30)];
const ONE_AND_A_HALF = [ink(40, 50, 10, 30), ink(53, 56, 27, 34), ink(59, 71, 10, 30)];
const PERCENT = [ink(80, 88, 10, 20), ink(84, 96, 10, 30), ink(92, 100, 20, 30)];
const line = (figure: ReadWord): Reading =>
  readingOf([word("de", 0, 26), figure, word("%", 80, 100)], [...DE, ...ONE_AND_A_HALF, ...PERCENT]);

describe("a figure in a line of text", () => {
  test("is known with its ink, words of figures side by side as one", () => {
    const digits = [0, 20, 50, 70, 90].map((x) => ink(100 + x, 112 + x, 10, 30));
    const reading = readingOf(
      [word("de", 0, 26), word("41", 100, 132), word("463", 150, 202)],
      [...DE, ...digits],
    );
    const [numeral, other] = numeralsIn(reading);
    expect(other).toBeUndefined();
    expect(numeral).toMatchObject({ from: 1, to: 3 });
    expect(numeral?.reading.segment.components).toEqual(digits);
  });

  test("of which the engine was not sure is read again by itself, and two readings of three are kept in doubt", async () => {
    engine.mockResolvedValue(says("1,5"));
    const [read] = await confirmed(BLANK, [line(word("1,55", 40, 71, 0.78))], SOON);
    expect(read?.words.map(({ text }) => text)).toEqual(["de", "1,5", "%"]);
    expect(read?.words[1]?.confidence).toBeLessThan(0.8);
    expect(engine).toHaveBeenCalledTimes(2);
  });

  test("is read again where it has more digits than ink, however sure the engine was", async () => {
    engine.mockResolvedValue(says("1,5"));
    const [read] = await confirmed(BLANK, [line(word("1,55", 40, 71))], SOON);
    expect(read?.words[1]?.text).toBe("1,5");
    expect(read?.words[1]?.confidence).toBeLessThan(0.8);
  });

  test("that is read surely is read once", async () => {
    const surely = line(word("1,5", 40, 71));
    expect(await confirmed(BLANK, [surely], SOON)).toEqual([surely]);
    expect(engine).not.toHaveBeenCalled();
  });
});

/** "48,7" as ink. */
const signs = (x: number): Component[] => [
  ink(x, x + 12, 10, 30),
  ink(x + 14, x + 26, 10, 30),
  ink(x + 28, x + 31, 27, 34),
  ink(x + 33, x + 45, 10, 30),
];

describe("a figure in a cell", () => {
  const digits = [0, 14, 28, 42].map((x) => ink(x, x + 12, 10, 30));

  test("of many digits that is read alike twice is writing, though the engine doubts it both times", async () => {
    engine.mockResolvedValue(says("5173", 0.1));
    const [read] = await confirmed(BLANK, [readingOf([word("5173", 0, 54, 0.15)], digits)], SOON);
    expect(read?.words[0]?.confidence).toBeGreaterThan(0.5);
    expect(read?.words[0]?.confidence).toBeLessThan(0.8);
  });

  test("of one digit may be noise that was read alike twice", async () => {
    engine.mockResolvedValue(says("5", 0.1));
    const [read] = await confirmed(BLANK, [readingOf([word("5", 0, 12, 0.15)], digits.slice(0, 1))], SOON);
    expect(read?.words[0]?.confidence).toBeLessThan(0.5);
  });

  test("that is read alike twice, with a digit for which there is no ink, is kept without it and in doubt", async () => {
    engine.mockResolvedValue(says("48,77%"));
    const read = await confirmed(
      BLANK,
      [
        readingOf(
          [word("48,77", 0, 44), word("%", 52, 74)],
          [...signs(0), ink(52, 60, 10, 20), ink(56, 74, 10, 30)],
        ),
      ],
      SOON,
    );
    expect(read[0]?.words.map(({ text }) => text).join("")).toBe("48,7%");
    expect(read[0]?.words[0]?.confidence).toBeLessThan(0.8);
  });

  test("is parted at the gap of its thousands where digits beside it touch", () => {
    const touching = [ink(0, 12, 10, 28), ink(19, 45, 10, 28), ink(47, 58, 10, 28)];
    const [first, second, other] = placed(readingOf([word("8641", 0, 58)], touching), 25);
    expect([first?.word.text, second?.word.text, other]).toEqual(["8", "641", undefined]);
    expect(second?.components).toEqual(touching.slice(1));
  });

  test("gets back the comma that was passed over, before a letter for thousands too", () => {
    const signs = [ink(0, 12, 10, 30), ink(14, 26, 10, 30), ink(28, 32, 27, 34), ink(34, 46, 10, 30)];
    const read = (text: string): string | undefined =>
      withCommas(readingOf([word(text, 0, 66)], [...signs, ink(52, 66, 10, 30)])).words[0]?.text;
    expect(read("526K")).toBe("52,6K");
    expect(read("526%")).toBe("52,6%");
  });

  test("gets its comma behind digits that touch", () => {
    const touching = [ink(0, 25, 10, 30), ink(27, 30, 27, 34), ink(32, 44, 10, 30), ink(46, 68, 10, 30)];
    expect(withCommas(readingOf([word("548%", 0, 68)], touching)).words[0]?.text).toBe("54,8%");
  });
});

test("a word ends where the next one begins, though the engine lets its last sign reach further", () => {
  const symbol = (text: string, x0: number, x1: number) => ({ text, confidence: 0.9, x0, x1 });
  const words: Recognised[] = [
    {
      ...{ text: "art", confidence: 0.9, x0: 0, x1: 90 },
      symbols: [symbol("a", 0, 10), symbol("r", 12, 18), symbol("t", 20, 90)],
    },
    { ...{ text: ":", confidence: 0.9, x0: 40, x1: 44 }, symbols: [symbol(":", 40, 44)] },
  ];
  const piece: Piece = { segment: around(DE), top: 0, x0: 0, x1: 90 };
  const strip: Strip = {
    picture: { width: 90, height: 40, level: new Uint8Array() },
    pieces: [piece],
    zoom: 1,
  };
  expect(wordsIn(words, piece, strip).map(({ x0, x1 }) => [x0, x1])).toEqual([
    [0, 40],
    [40, 44],
  ]);
});

test("a dash before a line stands in its row, though writing of another size does as well", () => {
  const letters = [0, 14, 28, 42].map((x) => ink(40 + x, 52 + x, 3, 30));
  const text = { ...around(letters), parted: true };
  const dash = around([ink(0, 11, 18, 22)]);
  expect(rowsOf([text, dash])).toHaveLength(1);
});

test("a sign that three readings dispute is noise where no writing stands in its row", () => {
  const logo = readingOf([word("8", 0, 12, 0.9)], DE);
  const cell = readingOf([word("8", 0, 12, 0.9)], DE);
  const label = { ...readingOf([word("Total", 60, 120)], DE), row: cell.row };
  const disputed = (reading: Reading): Reading => ({ ...reading, words: [word("8", 0, 12, 0.4)] });
  const first = [logo, cell, label];
  const kept = sensible(first, [disputed(logo), disputed(cell), label]);
  expect(kept.map(({ row }) => row)).toEqual([cell.row, label.row]);
});

test("the frame of a logo beside a word is no letter of it", () => {
  const frame = ink(0, 58, 0, 117);
  const mark = ink(18, 39, 61, 82);
  const letters = [62, 75, 92, 106].map((x) => ink(x, x + 11, 60, 79));
  const [segment] = segmentsOf([frame, mark, ...letters], [], 200 / 72).filter(({ components }) =>
    components.some((c) => letters.includes(c)),
  );
  expect(segment?.components).not.toContain(frame);
});
