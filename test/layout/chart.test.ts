import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import { page, write, writeLines } from "./ink.js";
import { read } from "./reading.js";
import { gridLines } from "./table-pages.js";

describe("figures without words", () => {
  const prose = writeLines(
    ["Les entrées progressent dans toutes les communes du territoire, et plus encore", "dans les quartiers."],
    { x: 50, y: 60 },
  );
  const figures = ["12", "7", "31"].flatMap((figure, i) => write(figure, { x: 330, y: 126 + 22 * i }));

  test("are marks of a chart where nothing is beside them", () => {
    const kinds = layout([page([...prose, ...figures])]).map((b) => b.kind);
    expect(kinds.slice(1).every((kind) => kind === "chart")).toBe(true);
  });

  test("in the rows of a table are no marks of a chart: the table lost them", () => {
    const rows = [
      ["Lompret", "21"],
      ["Lambersart", "39"],
      ["Verlinghem", "4"],
    ];
    const cells = rows.flatMap(([name, value], i) => [
      ...write(name!, { x: 60, y: 126 + 22 * i }),
      ...write(value!, { x: 210, y: 126 + 22 * i }),
    ]);
    const edges = gridLines([50, 200, 300], [120, 142, 164, 186]);
    const blocks = layout([page([...prose, ...cells, ...figures], { edges })]);
    expect(read(blocks)).toContain("table: Lompret | 21 | Lambersart | 39 | Verlinghem | 4");
    expect(blocks.filter((b) => b.kind === "chart")).toEqual([]);
  });
});
