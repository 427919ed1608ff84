import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { DIMENSIONS } from "../../src/model/index.js";
import { resolveCode } from "../../src/normalise/index.js";
import { loadSchemas } from "../../src/run/rulebooks.js";

const { catalogue, codeLists } = loadSchemas(resolve(import.meta.dirname, "../../schemas"));

describe("code lists", () => {
  test.each(DIMENSIONS)("%s: every name of a code is understood as that code", (dimension) => {
    const codes = codeLists[dimension] ?? [];
    const misread = codes.flatMap((entry) =>
      [entry.label_fr, ...entry.synonyms]
        .filter((name) => resolveCode(name, codes)?.code.code !== entry.code)
        .map((name) => `${entry.code}: ${name} → ${resolveCode(name, codes)?.code.code ?? "nothing"}`),
    );
    expect(misread).toEqual([]);
  });

  test.each(DIMENSIONS)("%s: a broader code is in the list and not below its own", (dimension) => {
    const parents = new Map((codeLists[dimension] ?? []).map(({ code, parent }) => [code, parent]));
    for (const start of parents.keys()) {
      const above: string[] = [];
      for (let code = start; code !== ""; code = parents.get(code) ?? "") {
        expect(parents.has(code), `${start} stands under ${code}`).toBe(true);
        expect(above, `${start} stands under itself`).not.toContain(code);
        above.push(code);
      }
    }
  });
});

describe("the catalogue", () => {
  test("refers only to indicators it has", () => {
    for (const [code, { part_of, sum_of, ratio_of }] of Object.entries(catalogue))
      for (const other of [part_of, ...(sum_of ?? []), ratio_of?.numerator, ratio_of?.denominator])
        if (other !== undefined) expect(Object.keys(catalogue), `named by ${code}`).toContain(other);
  });

  test("counts persons in persons, and a part in the unit of its whole", () => {
    for (const [code, { unit, measure, part_of }] of Object.entries(catalogue)) {
      if (unit === "PS") expect(measure, code).toBe("COUNT");
      if (part_of !== undefined) expect(catalogue[part_of]?.unit, `${code} of ${part_of}`).toBe(unit);
    }
  });

  test("gives every indicator a name of its own", () => {
    const names = Object.values(catalogue).map(({ label }) => label.fr);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});
