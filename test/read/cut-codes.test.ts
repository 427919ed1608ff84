import { describe, expect, test } from "vitest";
import { mendCutCodes } from "../../src/read/cut-codes.js";
import type { Glyph } from "../../src/read/glyphs.js";

const FONT = { name: "Lato", bold: false, italic: false, unit: 0.001, em: 1, ascent: 0.8, vertical: false };

/** Glyphs of one font at 10 points, `wide` in thousandths of the size where they are not all alike. */
function glyphs(
  text: string,
  wide: Readonly<Record<string, number>> = {},
  font = FONT,
  stretch = 1,
): Glyph[] {
  return [...text].map((char, order) => {
    const width = (wide[char] ?? 560) / 1000;
    const advance = 10 * width * stretch;
    const style = {
      font,
      size: 10,
      colour: "#000000",
      cos: 1,
      sin: 0,
      thickened: false,
      slanted: false,
      invisible: false,
    };
    return { text: char, space: false, style, x: 0, y: 0, advance, width, pen: advance, order };
  });
}

function mended(all: Glyph[]): string {
  mendCutCodes(all);
  return all.map(({ text }) => text).join("");
}

describe("characters that lost a byte are told by the width of what is drawn", () => {
  test("a nine as narrow as an apostrophe is one", () => {
    expect(mended(glyphs("plus d9une", { "9": 220 }))).toBe("plus d’une");
  });

  test("a ligature has not the width of the letter u", () => {
    expect(mended(glyphs("un déû", { û: 510 }))).toBe("un déﬁ");
    expect(mended(glyphs("du réüexe", { ü: 512 }))).toBe("du réﬂexe");
  });

  test("a three is a dash where all other digits are as wide as one another", () => {
    expect(mended(glyphs("2015 3 2016", { "3": 500 }))).toBe("2015 – 2016");
  });

  test("digits and letters of the usual width stay", () => {
    expect(mended(glyphs("3 984 du 12/06/2015, sûr"))).toBe("3 984 du 12/06/2015, sûr");
  });

  test("digits stay where each has a width of its own", () => {
    expect(mended(glyphs("2016 3 27", { "1": 380, "3": 500, "7": 520 }))).toBe("2016 3 27");
  });

  test("a three stays where the text is set narrower than the font", () => {
    expect(mended([...glyphs("2015 en 2016"), ...glyphs("3 984 jeunes", {}, FONT, 0.85)])).toBe(
      "2015 en 20163 984 jeunes",
    );
  });

  test("letters of several widths tell nothing", () => {
    const stretched = [...glyphs("u"), ...glyphs("u", { u: 700 }), ...glyphs("sûr", { û: 700 })];
    expect(mended(stretched)).toBe("uusûr");
  });

  test("each font has its own widths", () => {
    const other = { ...FONT, name: "Condensed" };
    expect(mended([...glyphs("u"), ...glyphs("sûr 9", { û: 410, "9": 330 }, other)])).toBe("usûr 9");
  });
});
