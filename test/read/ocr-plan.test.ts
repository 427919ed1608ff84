import { describe, expect, test } from "vitest";
import type { Box } from "../../src/model/index.js";
import type { Font } from "../../src/read/fonts.js";
import type { Glyph } from "../../src/read/glyphs.js";
import { type Marks, planOf } from "../../src/read/ocr/plan.js";
import { isGibberish, unreadableFonts } from "../../src/read/ocr/unreadable.js";

const box = (x0: number, top: number, x1: number, bottom: number): Box => ({ x0, top, x1, bottom });
const EMPTY: Marks = { width: 595, height: 842, words: [], pictures: [], outlines: [], unreadable: [] };
const WORD = { box: box(50, 50, 90, 60) };
/** Letters 5 points wide, in lines of ten. */
const LETTERS = Array.from({ length: 40 }, (_, i) => {
  const [x, y] = [50 + 6 * (i % 10), 100 + 12 * Math.floor(i / 10)];
  return box(x, y, x + 5, y + 7);
});
const kinds = (marks: Partial<Marks>): string[] =>
  planOf({ ...EMPTY, ...marks }).regions.map(({ kind }) => kind);

describe("what of a page is read by recognition", () => {
  test("nothing of a page of text", () => {
    expect(kinds({ words: [WORD] })).toEqual([]);
  });

  test("nothing of a blank page", () => {
    expect(kinds({})).toEqual([]);
  });

  test("a page that is one picture is a scan", () => {
    const plan = planOf({ ...EMPTY, pictures: [{ box: box(0, 0, 595, 842), density: 200 / 72 }] });
    expect(plan.scan).toBe(true);
    expect(plan.regions).toHaveLength(1);
  });

  test("a large picture beside text, not its logo", () => {
    const chart = { box: box(100, 300, 400, 500), density: 2 };
    const logo = { box: box(10, 10, 60, 40), density: 2 };
    const plan = planOf({ ...EMPTY, words: [WORD], pictures: [chart, logo] });
    expect(plan.regions).toEqual([{ box: chart.box, kind: "picture", density: 2 }]);
    expect(plan.scan).toBe(false);
  });

  test("of a page that draws its letters: these and large pictures, not its logo", () => {
    const logo = { box: box(500, 10, 560, 40), density: 2 };
    const chart = { box: box(100, 300, 400, 500), density: 2 };
    const plan = planOf({ ...EMPTY, unreadable: LETTERS, pictures: [logo, chart] });
    expect(plan.regions.map(({ kind }) => kind)).toEqual(["picture", "glyphs"]);
    expect(plan.logos).toEqual([logo.box]);
  });

  test("a small picture with letters on it is the ground of these", () => {
    const badge = { box: box(48, 98, 100, 110), density: 2 };
    expect(planOf({ ...EMPTY, unreadable: LETTERS, pictures: [badge] }).logos).toEqual([]);
  });

  test("a scan cut into strips, all of it, though a font of it tells nothing", () => {
    const strips = Array.from({ length: 40 }, (_, i) => ({
      box: box(0, 21 * i, 595, 21 * (i + 1)),
      density: 200 / 72,
    }));
    expect(planOf({ ...EMPTY, pictures: strips }).regions).toHaveLength(40);
    expect(planOf({ ...EMPTY, pictures: strips, unreadable: LETTERS.slice(0, 3) }).regions).toHaveLength(41);
  });

  test("shapes that stand in lines as letters do", () => {
    expect(kinds({ words: [WORD], outlines: LETTERS })).toEqual(["outlines"]);
  });

  test("not the shapes of a map or a few ornaments", () => {
    const map = Array.from({ length: 40 }, (_, i) =>
      box(20 * i, 31 * i, 20 * i + 15 + i, 31 * i + 12 + 2 * i),
    );
    expect(kinds({ words: [WORD], outlines: map })).toEqual([]);
    expect(kinds({ words: [WORD], outlines: LETTERS.slice(0, 5) })).toEqual([]);
  });

  test("glyphs without characters", () => {
    expect(kinds({ words: [WORD], unreadable: LETTERS })).toEqual(["glyphs"]);
  });
});

describe("characters that are not what is drawn", () => {
  test("text is text, numbers are numbers", () => {
    expect(
      isGibberish("Les jeunes accompagnés par les Missions Locales en 2023 : 3 087, dont 47 % de femmes"),
    ).toBe(false);
    expect(isGibberish("112 / 132 15 9 / 148 23 72 / 52 / 31 / 62 / 4 / 57 / 679 38 1 022 2 076 074 €")).toBe(
      false,
    );
    expect(isGibberish("PMSMP CEJ PACEA PPAE QPV ZRR FRR")).toBe(false);
    expect(isGibberish("CAP BEP BAC CEJ CEJ CEJ PACEA PACEA CPAM CPAM RSA RSA QPV QPV QPV PMSMP")).toBe(
      false,
    );
  });

  test("a table of amounts is text, however often it prints the unit", () => {
    const rows = [
      "ETAT",
      "CONSEIL REGIONAL",
      "CONSEIL DEPARTEMENTAL",
      "FSE",
      "COMMUNES ET MEL",
      "POLE EMPLOI",
    ];
    expect(isGibberish(rows.map((row) => `${row} 303 k€ 365 k€ - 62 k€ - 16,98 %`).join(" "))).toBe(false);
    const census = Array.from({ length: 20 }, (_, age) => `${age} White 303 Black 148`);
    expect(isGibberish(census.join(" "))).toBe(false);
  });

  test("codes of glyphs taken for characters are neither", () => {
    expect(isGibberish("/HV MHXQHV DFFRPSDJQpV SDU OHV 0LVVLRQV /RFDOHV HQ GRQW IHPPHV")).toBe(true);
    expect(isGibberish("-Ĺ ;v 1oll†m;v 7; uߖvb7;m1; ƕƏƖ")).toBe(true);
  });

  test("letters that come as in no French text are neither", () => {
    expect(isGibberish("Mft kfvoft bddpnqbhoêt qbs mft Njttjpot Mpdbmft fo 3134 : 4 198")).toBe(true);
  });

  test("beside them, what little another font shows is not trusted, text is", () => {
    const text = "Les jeunes accompagnés par les Missions Locales";
    const next = [...text].map((c) => (c === " " ? c : String.fromCodePoint((c.codePointAt(0) ?? 0) + 1)));
    const [wrong, figures, right] = ["A", "B", "C"].map((name) => ({ name }));
    const page = [
      ...glyphs(next.join("").repeat(3), wrong),
      ...glyphs("3 198", figures),
      ...glyphs(text, right),
    ];
    expect(unreadableFonts(page)).toEqual(new Set([wrong, figures]));
    expect(unreadableFonts(page.filter(({ style }) => (style.font as object) !== wrong))).toEqual(new Set());
  });
});

test("of words whose letters are cut into several fonts, none is trusted where one is false; a bullet is", () => {
  const [most, rest, bullets] = ["A", "B", "Symbols"].map((name) => ({ name }));
  // One letter of each word has a font of its own, too little to judge by itself.
  const words = "-Ĺ ;v 1oll†m;v7; uߖvb7;m1; ƕƏƖ".split(" ");
  const line = words.flatMap((word, i) => [
    ...glyphs(word, most, 50 + 60 * i),
    ...glyphs("t", rest, 50 + 60 * i + 5 * word.length),
  ]);
  const bullet = glyphs("o", bullets, 30);
  expect(unreadableFonts([...line, ...bullet])).toEqual(new Set([most, rest]));
});

test("figures in a piece of a font whose letters have no characters are not trusted, though they look like letters", () => {
  const [letters, figures, other] = ["Carlito_00", "Carlito_01", "Lato"].map((name) => ({ name }));
  const page = [
    ...glyphs("\u0001\u0002\u0003\u0004".repeat(12), letters),
    ...glyphs("ìëíêêïèñèîèèñññè", figures, 400),
    ...glyphs("Les jeunes accompagnés en 2023", other, 700),
  ];
  expect(unreadableFonts(page)).toEqual(new Set([letters, figures]));
});

test("a few words are told by the rare signs among them", () => {
  expect(isGibberish("om|;m|v |uo|;7;")).toBe(true);
  expect(isGibberish("contact@ml.fr | 03 20")).toBe(false);
});

/** A line of glyphs in a font. */
test("a few letters painted over and over, to make them bold, are judged as few", () => {
  const font = { name: "A" };
  const title = ["6)LeSer", "viceCivique"].flatMap((piece, i) =>
    [0, 0.25, 0.5, 0.75].flatMap((shift) => glyphs(piece, font, 50 + 35 * i + shift)),
  );
  expect(unreadableFonts(title)).toEqual(new Set());
});

function glyphs(text: string, font: object | undefined, x = 50): Glyph[] {
  const style = { font: font as Font, size: 10, colour: "#000000", cos: 1, sin: 0 };
  return [...text].map((character, i) => ({
    ...{ text: character, space: character === " ", x: x + 5 * i, y: 100, order: i },
    ...{ advance: 5, pen: 5, width: 0.5 },
    style: { ...style, thickened: false, slanted: false, invisible: false },
  }));
}
