import { describe, expect, test } from "vitest";
import type { Code } from "../../src/model/index.js";
import { periodOf, periodsIn, resolveCode, spanOf, spanOfCode } from "../../src/normalise/index.js";

const code = (name: string, label_fr: string, ...synonyms: string[]): Code => ({
  code: name,
  label_fr,
  label_en: "",
  definition: "",
  parent: "",
  synonyms,
});

const AGES = [
  code("_T", "Total", "total général"),
  code("Y_LT18", "Moins de 18 ans", "mineurs"),
  code("Y16T17", "16-17 ans"),
  code("Y18T21", "18-21 ans"),
  code("Y22T25", "22-25 ans"),
  code("Y_GE26", "26 ans et plus"),
];
const EDUCATION = [
  code("_T", "Total", "total général"),
  code("LT_BAC", "Inférieur au BAC", "niveau inférieur au BAC"),
  code("LE_CAP", "CAP ou moins", "≤ CAP"),
  code("NONE", "Aucun diplôme", "sans diplôme"),
  code("CAP", "CAP ou BEP", "BEP/CAP", "CAP"),
  code("BAC", "BAC", "niveau IV"),
  code("GE_BAC", "BAC et plus"),
  code("GT_BAC", "Supérieur au BAC"),
  code("BAC2", "BAC + 2"),
];
const found = (label: string, codes: Code[]): string | null => {
  const resolved = resolveCode(label, codes);
  return resolved === null ? null : `${resolved.code.code} ${resolved.how}`;
};

describe("a printed label finds its code", () => {
  test.each([
    ["16 - 17 ans", "Y16T17 exact"],
    ["16/17 ans", "Y16T17 exact"],
    ["entre 18 et 21 ans", "Y18T21 exact"],
    ["18 à 21 ans", "Y18T21 exact"],
    ["22-25", "Y22T25 exact"],
    ["Moins de 18 ans", "Y_LT18 exact"],
    ["Mineurs", "Y_LT18 exact"],
    ["26 et +", "Y_GE26 exact"],
    ["plus de 25 ans", "Y_GE26 exact"],
    ["Total général :", "_T exact"],
    ["18-24 ans", null],
    ["Nombre d'entretiens", null],
  ])("age: %s → %s", (label, expected) => {
    expect(found(label, AGES)).toBe(expected);
  });

  test.each([
    ["SUPERIEUR AU BAC", "GT_BAC exact"],
    ["Bac", "BAC exact"],
    ["BAC et +", "GE_BAC exact"],
    ["≤ CAP", "LE_CAP exact"],
    ["Bac +2", "BAC2 exact"],
    ["Jeunes de niveau inférieur au bac", "LT_BAC within"],
    ["Aucun diplome validé", "NONE within"],
    ["Aucun diplöme", "NONE exact"],
    ["Aucun dipllôme", "NONE misprint"],
    ["", null],
    ["?", null],
  ])("education: %s → %s", (label, expected) => {
    expect(found(label, EDUCATION)).toBe(expected);
  });

  test("a label that holds two codes equally means neither", () => {
    expect(resolveCode("Femmes et hommes", [code("F", "Femmes"), code("M", "Hommes")])).toBeNull();
  });

  test("coverage tells how much of the label spoke", () => {
    expect(resolveCode("dont femmes", [code("F", "Femmes")])?.coverage).toBe(0.5);
  });
});

describe("spans of ages and of time", () => {
  test.each([
    ["moins de 6 mois", { unit: "months", from: null, to: 5 }],
    ["CDD de 6 mois et plus", { unit: "months", from: 6, to: null }],
    ["+ de 50 ans", { unit: "years", from: 51, to: null }],
    ["25 - 16 ans", null],
    ["2 ateliers", null],
  ])("%s", (label, span) => {
    expect(spanOf(label)).toEqual(span);
  });

  test("codes name spans too", () => {
    expect(spanOfCode("Y16T17")).toEqual({ unit: "years", from: 16, to: 17 });
    expect(spanOfCode("M_LT6")).toEqual({ unit: "months", from: null, to: 5 });
    expect(spanOfCode("MASTER")).toBeNull();
  });
});

describe("periods", () => {
  test.each([
    ["2023", "2023"],
    ["Contrats signés en 2023", "2023"],
    ["au 31/12/2023", "2023-12-31"],
    ["Au 31 décembre 2023", "2023-12-31"],
    ["1er janvier 2021", "2021-01-01"],
    ["Janvier 2023", "2023-01"],
    ["12/2023", "2023-12"],
    ["1er semestre 2021", "2021-S1"],
    ["4ème trimestre 2021", "2021-Q4"],
    ["T1 2023", "2023-Q1"],
    ["Nombre de jeunes", undefined],
    ["2022-2023", undefined],
    ["2023 / 2022", undefined],
  ])("%s → %s", (label, time) => {
    expect(periodOf(label)?.time).toBe(time);
  });

  test("only a day is a stock", () => {
    expect(periodsIn("au 31/12/2023, contre 2022").map(({ stock, year }) => [stock, year])).toEqual([
      [true, 2023],
      [false, 2022],
    ]);
  });
});
