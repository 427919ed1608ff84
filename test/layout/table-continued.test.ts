import { describe, expect, it } from "vitest";
import { layout } from "../../src/layout/index.js";
import { findTables, joinContinued } from "../../src/layout/table/index.js";
import type { Table } from "../../src/model/index.js";
import { gridLines, line, page, rowsAt, set, texts } from "./table-pages.js";

const xs = [50, 180, 260];
const HEADER = ["Indicateur", "Nord"];

function tableOn(number: number, rows: string[][], top: number): Table {
  const edges = gridLines(
    xs,
    Array.from({ length: rows.length + 1 }, (_, i) => top + 20 * i),
  );
  const [table] = findTables(page({ words: rowsAt(rows, xs, top), edges }, number));
  if (table === undefined) throw new Error("no table found");
  return table;
}

describe("a table that goes on over a page", () => {
  const upper = tableOn(3, [HEADER, ["Jeunes accueillis", "19 797"], ["Contrats signés", "15 061"]], 700);
  const rest = [
    ["Formations", "10 438"],
    ["Immersions", "9 400"],
  ];

  it.each([
    ["repeated", [HEADER, ...rest]],
    ["left out", rest],
  ])("is one table, its header %s", (_, rows) => {
    const [table, ...others] = joinContinued([upper, tableOn(4, rows, 50)]);
    expect(others).toEqual([]);
    expect(texts(table!).map((row) => row[0])).toEqual([
      "Indicateur",
      "Jeunes accueillis",
      "Contrats signés",
      "Formations",
      "Immersions",
    ]);
    expect(table).toMatchObject({ page: 3, continuedOn: [4] });
    expect(table!.cells.find((c) => c.text.text === "Immersions")).toMatchObject({ page: 4, row: 4 });
  });

  it("may go on with the name of its next group, its header left out", () => {
    const top = 50;
    const edges = [
      ...[0, 20, 54, 74].map((down) => line("h", top + down, xs[0]!, xs[2]!)),
      line("v", xs[0]!, top, top + 74),
      line("v", xs[1]!, top + 20, top + 74),
      line("v", xs[2]!, top, top + 74),
    ];
    const words = [
      ...set("Les dispositifs", 53, top + 4),
      ...set("Jeunes ayant signé un", 53, top + 24),
      ...set("8 138", 183, top + 30),
      ...set("contrat d'engagement", 53, top + 38),
      ...rowsAt([["Parrainages", "1 725"]], xs, top + 54),
    ];
    const [lower] = findTables(page({ words, edges }, 4));
    const [table, ...others] = joinContinued([upper, lower!]);
    expect(others).toEqual([]);
    expect(texts(table!).slice(3)).toEqual([
      ["Les dispositifs", ""],
      ["Jeunes ayant signé un contrat d'engagement", "8 138"],
      ["Parrainages", "1 725"],
    ]);
    expect(table).toMatchObject({ headerRows: 1, groupRows: [3], continuedOn: [4] });
  });

  it("has ended with its total", () => {
    const ended = tableOn(3, [HEADER, ["Accueillis", "7"], ["Total", "7"]], 700);
    expect(joinContinued([ended, tableOn(4, [HEADER, ...rest], 50)])).toHaveLength(2);
  });

  it("is not the one that tells the same rows anew", () => {
    const again = tableOn(4, [HEADER, ["Jeunes accueillis", "20 112"], ["Contrats signés", "14 998"]], 50);
    expect(joinContinued([upper, again])).toHaveLength(2);
  });

  it("is not the one with other columns", () => {
    expect(joinContinued([upper, tableOn(4, [["Indicateur", "Oise"], ...rest], 50)])).toHaveLength(2);
  });
});

describe("a table of which the last row alone goes on over a page", () => {
  const columns = [50, 200, 320];
  const communes = [
    ["Commune", "Jeunes", "Dont nouveaux"],
    ["Lompret", "21", "5"],
    ["Marquette-lez-\nLille", "8", "4"],
    ["Wambrechies", "7", "4"],
  ];
  const upper = page({ words: rowsAt(communes, columns, 680, 32) }, 3);
  const total = ["Total général :", "36", "13"];
  const rowsOf = (next: string[], x = columns): (string[][] | undefined)[] =>
    layout([upper, page({ words: rowsAt([next], x, 40) }, 4)]).map((block) =>
      block.kind === "table" ? texts(block) : undefined,
    );

  it("is read whole", () => {
    expect(rowsOf(total)).toEqual([
      [...communes.map((row) => [row[0]!.replace("\n", ""), ...row.slice(1)]), total],
    ]);
  });

  it.each([
    ["figures stand elsewhere", total, [50, 120, 420]],
    ["it holds words", ["Total général :", "36", "voir page 5"], columns],
    ["it has no figures", ["Le Service Civique", "", ""], columns],
  ])("takes no line of which %s", (_, next, x) => {
    expect(rowsOf(next, x)[0]).toHaveLength(communes.length);
  });
});
