import { describe, expect, test } from "vitest";
import type { ReadWord } from "../../src/read/ocr/reading.js";
import { spelt, withLostDigits } from "../../src/read/ocr/spelling.js";

const read = (...texts: string[]): ReadWord[] =>
  texts.map((text) => ({ text, confidence: 0.9, x0: 0, x1: 10, symbols: [...text], sureness: [] }));
const texts = (words: readonly ReadWord[]): string[] => words.map(({ text }) => text);

describe("what recognition regularly misreads", () => {
  test("numerals of headings and ordinals are put right", () => {
    expect(texts(spelt(read("|I.", "Les", '1°"', "accueils")))).toEqual(["II.", "Les", "1er", "accueils"]);
  });

  test("the Q of QPV that was read as an O, or twice, is one", () => {
    expect(texts(spelt(read("OPV", "QOPV,", "QPV")))).toEqual(["QPV", "QPV,", "QPV"]);
  });

  test("a quotation mark that opens a line and is closed nowhere is the star of a note", () => {
    expect(texts(spelt(read("‘Sorties", "(8)")))).toEqual(["*Sorties", "(8)"]);
    expect(texts(spelt(read("‘Sorties’", "(8)")))).toEqual(["‘Sorties’", "(8)"]);
  });

  test("a degree sign before % is a digit lost: the figure is doubted", () => {
    const [figure] = spelt(read("4°", "%", "des", "jeunes"));
    expect(figure?.confidence).toBeLessThan(0.5);
    expect(spelt(read("4°%", "des"))[0]?.confidence).toBeLessThan(0.5);
    expect(spelt(read("n°", "12"))[0]?.confidence).toBe(0.9);
  });

  test("a figure over more ink than it has digits is doubted", () => {
    const [four, ten] = read("4", "10");
    expect(four && withLostDigits(four, 2).confidence).toBeLessThan(0.5);
    expect(ten && withLostDigits(ten, 2).confidence).toBe(0.9);
  });
});
