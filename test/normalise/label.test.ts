import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contentId,
  editDistance,
  fold,
  labelKey,
  oneEditApart,
  similarity,
  tokensOf,
  unitAfter,
  unitOfHeader,
} from "../../src/normalise/index.js";

describe("labels that differ in nothing but printing fold to one", () => {
  test.each([
    ["Marcq-en-Barœul", "MARCQ EN BAROEUL"],
    ["Accès à l’emploi", "acces a l'emploi"],
    ["Aucun\u00a0diplôme", "Aucun  diplome"],
    ["« Job Dating »", "job dating"],
    ["É\u0301lèves".replace("É\u0301", "E\u0301"), "Élèves"],
    ["1er accueil", "1ER ACCUEIL"],
    ["1ère étape", "1 ère étape"],
    ["CDD + de 6 mois", "CDD plus de 6 mois"],
    ["CDD - de 6 mois", "CDD moins de 6 mois"],
  ])("%s and %s", (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  test("plurals fold only in the key", () => {
    expect(labelKey("Jeunes accompagnés")).toBe(labelKey("jeune accompagné"));
    expect(labelKey("nouveaux inscrits")).toBe(labelKey("nouveau inscrit"));
    expect(fold("Jeunes")).not.toBe(fold("Jeune"));
  });

  test("a first is not a one", () => {
    expect(fold("1er accueil")).not.toBe(fold("1 accueil"));
  });

  test("tokens say where they stand", () => {
    const label = "Niveau BEP/CAP : 55 %";
    expect(tokensOf(label).map(({ start, end }) => label.slice(start, end))).toEqual([
      "Niveau",
      "BEP",
      "CAP",
      "55",
    ]);
  });

  test("folding twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 1000, examples: [["\ufc5e"], ["\ufd74 un"]] },
    );
  });
});

describe("nearness", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });

  test("two swapped neighbours are one edit", () => {
    expect(editDistance("lambersart", "lamebrsart")).toBe(1);
    expect(oneEditApart("lambersart", "lamebrsart")).toBe(true);
  });

  test("one edit apart means a distance of one", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(oneEditApart(a, b)).toBe(editDistance(a, b) === 1);
      }),
      { numRuns: 2000 },
    );
  });

  test("similarity runs from nothing in common to alike", () => {
    expect(similarity("Lambersart", "LAMBERSART")).toBe(1);
    expect(similarity("Lammersart", "Lambersart")).toBeCloseTo(0.9);
    expect(similarity("abc", "xyz")).toBe(0);
    expect(similarity("", "…")).toBe(1);
  });
});

describe("units", () => {
  test.each([
    ["Montant en k€", { unit: "EUR", mult: 3 }],
    ["Montant (en euros)", { unit: "EUR", mult: 0 }],
    ["Budget en millions d'euros", { unit: "EUR", mult: 6 }],
    ["Variation en %", { unit: "PT", mult: 0 }],
    ["Nombre d'heures", { unit: "HOURS", mult: 0 }],
    ["Effectif en ETP", { unit: "FTE", mult: 0 }],
    ["Nombre de jeunes", null],
    ["Européens", null],
  ])("the header %s tells %o", (header, unit) => {
    expect(unitOfHeader(header)).toEqual(unit);
  });

  test("a unit's sign belongs to the value, its word does not", () => {
    expect(unitAfter("12 %", 2)).toEqual({ unit: "PT", mult: 0, end: 4, to: 4 });
    expect(unitAfter("12 heures", 2)).toEqual({ unit: "HOURS", mult: 0, end: 2, to: 9 });
    expect(unitAfter("12 km", 2)).toEqual({ unit: "", mult: 0, end: 2, to: 2 });
  });
});

describe("content ids", () => {
  test("are stable, and tell where parts begin", () => {
    expect(contentId("a", "b")).toBe(contentId("a", "b"));
    expect(contentId("a", "b")).toMatch(/^[0-9a-f]{16}$/);
    expect(contentId("ab", "c")).not.toBe(contentId("a", "bc"));
    expect(contentId("a", "")).not.toBe(contentId("a"));
  });
});
