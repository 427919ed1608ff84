import { describe, expect, test } from "vitest";
import { numeralsIn } from "../../src/normalise/index.js";

const told = (text: string): string[] =>
  numeralsIn(text).map(({ raw, value, unit, hedge }) => `${raw} = ${value} ${unit} ${hedge}`);

describe("shares told in words", () => {
  test.each([
    ["la moitié d'entre elles", "la moitié = 50 PT about"],
    ["un peu plus de la moitié des jeunes", "la moitié = 50 PT more_than"],
    ["environ un tiers des orientations", "un tiers = 33.3 PT about"],
    ["DEUX TIERS DU PUBLIC", "DEUX TIERS = 66.7 PT about"],
    ["aux trois quarts des fonds", "trois quarts = 75 PT about"],
    ["un jeune sur cinq déclare", "un jeune sur cinq = 20 PT about"],
    ["un jeune accompagné sur trois (en baisse)", "un jeune accompagné sur trois = 33.3 PT about"],
  ])("%s", (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });

  test.each([
    "hébergé par un tiers",
    "un tiers de confiance",
    "la première moitié de l'année",
    "une session sur deux jours",
    "un poste sur place",
    "trois sur deux",
  ])("none in %s", (text) => {
    expect(told(text)).toEqual([]);
  });

  test("stand beside numerals in figures, in order", () => {
    expect(told("deux tiers du public ont moins de 21 ans, 14 % sont mineurs")).toEqual([
      "deux tiers = 66.7 PT about",
      "21 = 21 YEARS less_than",
      "14 % = 14 PT null",
    ]);
  });

  test.each(["un jeune sur cinq, ", "la moitié des jeunes, ", "trois quarts du public, "])(
    "are all found in a long text of %s",
    (words) => {
      expect(numeralsIn(words.repeat(2000))).toHaveLength(2000);
    },
  );

  test.each(["un jeune sur ", "la moitié ", "trois "])(
    "none in a long text that goes on beginning one: %s",
    (words) => {
      expect(numeralsIn(words.repeat(2000))).toEqual([]);
    },
  );
});
