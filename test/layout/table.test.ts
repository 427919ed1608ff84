import { describe, expect, it } from "vitest";
import { findTables } from "../../src/layout/table/index.js";
import { gridLines, line, onlyTable, page, rowsAt, set, shade, texts } from "./table-pages.js";

const xs = [50, 180, 260, 340];
const rows = [
  ["Commune", "Jeunes", "Dont QPV"],
  ["La Madeleine", "112", "/"],
  ["Lambersart", "1 132", "12"],
  ["Total général :", "1 244", "12"],
];
const words = rowsAt(rows, xs, 100);
const ys = [100, 120, 140, 160, 180];

describe("a ruled table", () => {
  it("is read cell by cell, figures with spaces as one cell", () => {
    const table = onlyTable({ words, edges: gridLines(xs, ys) });
    expect(texts(table)).toEqual(rows);
    expect(table.ruling).toBe("ruled");
  });

  it("tells its header, stub and total", () => {
    expect(onlyTable({ words, edges: gridLines(xs, ys) })).toMatchObject({
      headerRows: 1,
      stubColumns: 1,
      totalRows: [3],
      totalColumns: [],
      groupRows: [],
    });
  });

  it("holds the page's own words, each once", () => {
    const sheet = page({ words, edges: gridLines(xs, ys) });
    const held = findTables(sheet).flatMap((t) => t.cells.flatMap((c) => c.text.words));
    expect(new Set(held)).toEqual(new Set(sheet.words));
    expect(held).toHaveLength(sheet.words.length);
  });

  it("may be drawn double", () => {
    const double = gridLines(xs, ys).flatMap((edge) => [
      edge,
      { ...edge, box: { ...edge.box, top: edge.box.top + 1.5, bottom: edge.box.bottom + 1.5 } },
    ]);
    expect(texts(onlyTable({ words, edges: double }))).toEqual(rows);
  });

  it("may be drawn with dashes", () => {
    const dashes = ys.flatMap((y) =>
      Array.from({ length: 58 }, (_, i) => line("h", y, 50 + i * 5, 53 + i * 5)),
    );
    const edges = [...dashes, ...xs.map((x) => line("v", x, 100, 180))];
    expect(texts(onlyTable({ words, edges }))).toEqual(rows);
  });

  it("may be shaded instead of drawn", () => {
    const fills = ys
      .slice(0, -1)
      .flatMap((y, r) =>
        xs.slice(0, -1).map((x, c) => shade(x, y, xs[c + 1]!, y + 20, r % 2 ? "#ffffff" : "#dddddd")),
      );
    const table = onlyTable({ words, fills });
    expect(texts(table)).toEqual(rows);
    expect(table.ruling).toBe("shaded");
  });

  it("stays apart from its neighbour", () => {
    const right = xs.map((x) => x + 310 - 50 + 90).slice(0, 3);
    const other = [
      ["Femmes", "29"],
      ["Hommes", "31"],
    ];
    const beside = [...words, ...rowsAt(other, right, 100)];
    const edges = [...gridLines(xs, ys), ...gridLines(right, [100, 120, 140])];
    expect(findTables(page({ words: beside, edges })).map(texts)).toEqual([rows, other]);
  });
});

describe("what cells and columns of a ruled table may hold", () => {
  const sides = [50, 150, 220, 290, 360];
  const read = (own: string[][]) =>
    onlyTable({
      words: rowsAt(own, sides, 100),
      edges: gridLines(sides, own.map((_, i) => 100 + 20 * i).concat(100 + 20 * own.length)),
    });

  it("signs for none, and nothing", () => {
    const own = [
      ["Commune", "Femmes", "Hommes", "Total"],
      ["Bondues", "/", "-", "0"],
      ["Wambrechies", "12", "", "12"],
      ["Quesnoy", "3", "4", "7"],
    ];
    const table = read(own);
    expect(texts(table)).toEqual(own);
    expect(table).toMatchObject({ headerRows: 1, totalColumns: [3], totalRows: [] });
  });

  it("totals at the near end: the first row, the first column", () => {
    const table = read([
      ["Commune", "Total", "Femmes", "Hommes"],
      ["Ensemble", "22", "12", "10"],
      ["Bondues", "15", "8", "7"],
      ["Quesnoy", "7", "4", "3"],
    ]);
    expect(table).toMatchObject({ headerRows: 1, stubColumns: 1, totalColumns: [1], totalRows: [1] });
  });
});

describe("a table shaded by column", () => {
  it("is read as if it were drawn", () => {
    const fills = [shade(50, 100, 180, 180, "#dde6f0"), shade(260, 100, 340, 180, "#dde6f0")];
    expect(texts(onlyTable({ words, fills }))).toEqual(rows);
  });
});

describe("spans", () => {
  it("a header over several columns, a label over several rows", () => {
    const cells = rowsAt(
      [
        ["Public", "Entrées", ""],
        ["", "2022", "2023"],
        ["Femmes", "765", "869"],
      ],
      xs,
      100,
    );
    const edges = [
      ...[100, 140, 160].map((y) => line("h", y, 50, 340)),
      line("h", 120, 180, 340),
      ...[50, 180, 340].map((x) => line("v", x, 100, 160)),
      line("v", 260, 120, 160),
    ];
    const table = onlyTable({ words: cells, edges });
    expect(table.cells.find((c) => c.text.text === "Entrées")).toMatchObject({ column: 1, columnSpan: 2 });
    expect(table.cells.find((c) => c.text.text === "Public")).toMatchObject({ row: 0, rowSpan: 2 });
    expect(table.headerRows).toBe(2);
  });

  it("a total told in words over the whole width", () => {
    const cells = [
      ...rowsAt(
        [
          ["Femmes", "Hommes", "Autres"],
          ["765", "869", "3"],
        ],
        xs,
        100,
      ),
      ...set("Total : 1 637 jeunes reçus en entretien", 80, 144),
    ];
    const edges = [
      ...[100, 120, 140, 160].map((y) => line("h", y, 50, 340)),
      ...[180, 260].map((x) => line("v", x, 100, 140)),
      ...[50, 340].map((x) => line("v", x, 100, 160)),
    ];
    const table = onlyTable({ words: cells, edges });
    expect(table.totalRows).toEqual([2]);
    expect(table.groupRows).toEqual([]);
    expect(table.cells.at(-1)).toMatchObject({
      columnSpan: 3,
      text: { text: "Total : 1 637 jeunes reçus en entretien" },
    });
  });

  it("a group row names what follows", () => {
    const cells = rowsAt(
      [
        ["Indicateur", "Nord", "Oise"],
        ["Le public reçu dans l'année", "", ""],
        ["Jeunes reçus", "55 690", "12 448"],
        ["dont femmes", "47 %", "46 %"],
      ],
      xs,
      100,
    );
    const edges = [
      ...ys.map((y) => line("h", y, 50, 340)),
      ...[50, 340].map((x) => line("v", x, 100, 180)),
      ...[180, 260].flatMap((x) => [line("v", x, 100, 120), line("v", x, 140, 180)]),
    ];
    expect(onlyTable({ words: cells, edges })).toMatchObject({
      groupRows: [1],
      headerRows: 1,
      stubColumns: 1,
    });
  });
});

describe("around a table", () => {
  const edges = gridLines(xs, ys);

  it("the short line above is its caption, a sentence is not", () => {
    expect(onlyTable({ words: [...set("Sexe / Age", 50, 86), ...words], edges }).caption?.text).toBe(
      "Sexe / Age",
    );
    const sentence = set("679 jeunes sont venus en 2023.", 50, 86);
    expect(onlyTable({ words: [...sentence, ...words], edges }).caption).toBeUndefined();
  });

  it("marked lines below are its notes", () => {
    const note = set("* Quartier prioritaire", 50, 184, { size: 7 });
    expect(onlyTable({ words: [...words, ...note], edges }).notes.map((n) => n.text)).toEqual([
      "* Quartier prioritaire",
    ]);
  });

  it("a remark set small over its last row is a note as well", () => {
    const remark = set("Age calculé au 31/12/2023", 100, 186, { size: 7 });
    const more = [line("h", 200, 50, 340), line("v", 50, 180, 200), line("v", 340, 180, 200)];
    const table = onlyTable({ words: [...words, ...remark], edges: [...edges, ...more] });
    expect(table.rows).toBe(4);
    expect(table.notes.map((n) => n.text)).toEqual(["Age calculé au 31/12/2023"]);
  });
});

describe("a list set in pairs of columns", () => {
  it.each([
    ["with lines", true],
    ["without lines", false],
  ])("is one table of names and values, %s", (_, drawn) => {
    const pairs = [50, 180, 230, 360, 410];
    const list = rowsAt(
      [
        ["La Madeleine", "8", "Pérenchies", "4"],
        ["Lambersart", "11", "Verlinghem", "/"],
        ["Lompret", "1", "Wambrechies", "1"],
      ],
      pairs,
      100,
    );
    const edges = drawn ? gridLines(pairs, [100, 120, 140, 160]) : [];
    const table = onlyTable({ words: list, edges });
    expect(texts(table)).toEqual([
      ["La Madeleine", "8"],
      ["Lambersart", "11"],
      ["Lompret", "1"],
      ["Pérenchies", "4"],
      ["Verlinghem", "/"],
      ["Wambrechies", "1"],
    ]);
  });
});

describe("a table with a line under each row", () => {
  it("goes on over labels of two lines whose value stands half-way between them", () => {
    const own = [
      ["Commune", "Immersions"],
      ["La Madeleine", "32"],
      ["Lambersart", "59"],
      ["Marquette-lez-\nLille", "15"],
      ["Total", "106"],
    ];
    const tops = [100, 118, 136, 154, 186];
    const words = own.flatMap(([label = "", value = ""], i) => [
      ...label.split("\n").flatMap((text, l) => set(text, 53, tops[i]! + 4 + 14 * l)),
      ...set(value, 200, tops[i]! + (label.includes("\n") ? 11 : 4)),
    ]);
    const edges = [...tops.slice(1), 204].map((y) => line("h", y, 50, 300));
    expect(texts(onlyTable({ words, edges }))).toEqual(
      own.map(([label = "", value = ""]) => [label.replace("\n", ""), value]),
    );
  });

  it("has heads on a shading that leaves out the corner over the labels", () => {
    const cells = [
      ["", "Droits ouverts", "Ambition emploi"],
      ["Objectifs", "Prévenir le décrochage", "Compléter sa formation"],
      ["Public", "Élèves de lycée", "Élèves sans emploi"],
      ["Durée", "Une année scolaire", "Quatre mois"],
    ];
    const words = rowsAt(cells, [50, 150, 300], 80);
    const edges = [100, 120, 140, 160].map((y) => line("h", y, 50, 450));
    const table = onlyTable({ words, edges, fills: [shade(148, 80, 300, 100), shade(300, 80, 450, 100)] });
    expect(texts(table)).toEqual(cells);
    expect(table).toMatchObject({ headerRows: 1, stubColumns: 1 });
  });
});
