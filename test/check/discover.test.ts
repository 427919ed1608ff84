import { describe, expect, test } from "vitest";
import { discover, type Grid, type Relation } from "../../src/check/discover/index.js";

/** A grid of printed cells; what is no number is a label. */
function grid(lines: readonly string[]): Grid {
  const cells = lines.map((line) => line.split("|").map((cell) => cell.trim()));
  const isNumber = (cell: string): boolean => /^-?\d+(\.\d+)?$/.test(cell);
  return {
    rows: cells.length,
    columns: Math.max(...cells.map((row) => row.length)),
    values: cells.map((row) => row.map((cell) => (isNumber(cell) ? cell : null))),
    texts: cells.map((row) => row.map((cell) => (isNumber(cell) ? "" : cell))),
  };
}

const told = (relations: readonly Relation[], operator: Relation["operator"]) =>
  relations
    .filter((r) => r.operator === operator)
    .map(
      (r) => `${r.result.join(":")}=${r.terms.map((t) => t.join(":")).join("+")}${r.holds ? "" : " fails"}`,
    );

describe("sums", () => {
  const CITIES = [
    "town   | women | men | all",
    "Ville  | 412   | 388 | 800",
    "Bourg  | 97    | 131 | 228",
    "Hameau | 23    | 19  | 42",
    "Total  | 532   | 538 | 1070",
  ];

  test("are found along rows and columns", () => {
    const found = told(discover(grid(CITIES)), "sum");
    expect(found).toContain("1:3=1:1+1:2");
    expect(found).toContain("4:1=1:1+2:1+3:1");
    expect(found).toContain("4:3=1:3+2:3+3:3");
  });

  test("that one line breaks are given with that line", () => {
    const broken = CITIES.map((line) => line.replace("131 | 228", "113 | 228"));
    expect(told(discover(grid(broken)), "sum")).toContain("2:3=2:1+2:2 fails");
  });

  test("of subtotals do not add their parts again", () => {
    const found = told(
      discover(
        grid([
          "           | 2021 | 2022 | 2023",
          "a          | 112  | 230  | 351",
          "b          | 223  | 341  | 462",
          "Subtotal 1 | 335  | 571  | 813",
          "c          | 617  | 728  | 839",
          "d          | 151  | 262  | 373",
          "Subtotal 2 | 768  | 990  | 1212",
          "Total      | 1103 | 1561 | 2025",
        ]),
      ),
      "sum",
    );
    expect(found).toContain("7:1=3:1+6:1");
  });

  test("are not seen where numbers agree by chance", () => {
    expect(discover(grid(["a | 1 | 2 | 3", "b | 7 | 1 | 4", "c | 2 | 9 | 5"]))).toEqual([]);
  });
});

describe("rates", () => {
  test("shares are found with their numerator and denominator", () => {
    const found = told(
      discover(
        grid([
          "d | n | QPV | share",
          "Nord | 55690 | 14158 | 25.4",
          "Aisne | 9912 | 1412 | 14.2",
          "Oise | 12448 | 2030 | 16.3",
        ]),
      ),
      "share",
    );
    expect(found).toContain("1:3=1:2+1:1");
  });

  test("changes are found with base and result", () => {
    const found = told(
      discover(
        grid([
          "x | 2003 | 2004 | change",
          "a | 101889 | 113807 | 11.7",
          "b | 78762 | 89510 | 13.6",
          "c | 62293 | 65918 | 5.8",
        ]),
      ),
      "change",
    );
    expect(found).toContain("1:3=1:1+1:2");
  });
});
