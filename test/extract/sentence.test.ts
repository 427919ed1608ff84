import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sentencesOf } from "../../src/extract/sentence.js";

const split = (text: string): string[] => sentencesOf(text).map(([from, to]) => text.slice(from, to));

describe("sentences of French text", () => {
  test.each([
    ["Un point. Puis un autre ! Et un troisième ?", ["Un point.", "Puis un autre !", "Et un troisième ?"]],
    ["Le taux est de 3.5 points. Il monte.", ["Le taux est de 3.5 points.", "Il monte."]],
    ["Le décret n. 2023 de M. Dupont.", ["Le décret n. 2023 de M. Dupont."]],
    ["Porté par J. Martin en 2023. Fin.", ["Porté par J. Martin en 2023.", "Fin."]],
    ["Cf. Annexe, p. 12 et suiv. Tableau.", ["Cf. Annexe, p. 12 et suiv. Tableau."]],
    [
      "Ateliers (CV, lettres...) ouverts à tous. 42 jeunes.",
      ["Ateliers (CV, lettres...) ouverts à tous.", "42 jeunes."],
    ],
    ["1. Le public", ["1. Le public"]],
    ["On compte 12 jeunes. 48 % sont des femmes.", ["On compte 12 jeunes.", "48 % sont des femmes."]],
    ["« Bravo ! » Ils sont 12.", ["« Bravo ! »", "Ils sont 12."]],
    ["Sports, culture, etc. Les jeunes", ["Sports, culture, etc.", "Les jeunes"]],
    ["", []],
  ])("%s", (text, sentences) => {
    expect(split(text)).toEqual(sentences);
  });

  test("cover every character but white space, in order, once", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aB1. !?…»( ") }), (text) => {
        const joined = split(text).join("").replace(/\s/g, "");
        expect(joined).toBe(text.replace(/\s/g, ""));
      }),
    );
  });
});
