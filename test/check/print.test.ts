import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/index.js";
import { CONTEXT, extraction, observation, type Said } from "./sample.js";

const check = (said: readonly (Said & { text?: string })[]) =>
  checkDocument(
    extraction({
      observations: said.map((s) => ({ ...observation(s), ...(s.text ? { source_text: s.text } : {}) })),
    }),
    CONTEXT,
  );

const cell = (id: string, row: string, column: string, value = "12"): Said => ({
  id,
  value,
  row,
  column,
  table: "t",
  cuts: { contract: id },
  indicator: "grid",
});

describe("the year of a label", () => {
  test("is that of its figures", () => {
    expect(check([cell("a", "La Madeleine", "Contrats signés en 2023")])).toEqual([]);
    expect(check([cell("a", "La Madeleine", "Contrats signés en 2022")])).toMatchObject([
      { check: "period", severity: "warning", stated: "2022", expected: "2023" },
    ]);
  });

  test("may be a starting point, or one end of a school year", () => {
    expect(check([cell("a", "Depuis 2015", "Contrats"), cell("b", "x", "Saison 2022/2023")])).toEqual([]);
  });
});

test("the year of a value told beside is not the label's", () => {
  const label = "ont un niveau inférieur au BAC (51 % en 2022).";
  expect(check([cell("a", label, "Part")])).toEqual([]);
});

describe("the words of labels", () => {
  const usual = ["Formation initiale", "Formation continue", "Entrées en formation"].map((row, i) =>
    cell(`${i}`, row, ""),
  );

  test("are spelt as in other labels", () => {
    const found = check([...usual, cell("x", "Fomration qualifiante", "")]);
    expect(found).toMatchObject([
      { check: "format", severity: "info", stated: "fomration", expected: "formation" },
    ]);
  });

  test("may differ by grammar", () => {
    expect(check([...usual, cell("x", "Formations courtes", "")])).toEqual([]);
  });
});

describe("the way numbers are printed", () => {
  test("is the report's usual one", () => {
    const grouped = Array.from({ length: 30 }, (_, i) => ({
      ...cell(`g${i}`, `r${i}`, "n", `${1200 + i}`),
      text: `1 ${200 + i}`,
    }));
    expect(check(grouped)).toEqual([]);
    const found = check([...grouped, { ...cell("x", "r", "n", "115109"), text: "115109" }]);
    expect(found).toMatchObject([{ check: "format", severity: "info", stated: "115109" }]);
  });
});

describe("a value and its own past", () => {
  const years = (now: string): Said[] => [
    { id: "now", value: now, period: "2023" },
    { id: "before", value: "412", period: "2022" },
  ];

  test("may differ much, but hardly by a power of ten", () => {
    expect(check(years("980"))).toEqual([]);
    expect(check(years("41200"))).toMatchObject([
      { check: "scale", severity: "warning", proposals: [{ value: "412" }] },
    ]);
  });
});
