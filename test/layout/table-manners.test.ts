import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTables } from "../../src/layout/table/index.js";
import type { Word } from "../../src/model/index.js";
import { gridLines, line, onlyTable, page, rowsAt, type Sketch, set, shade, texts } from "./table-pages.js";

const XS = [50, 190, 270, 350, 430, 510];
const TOP = 100;
const PITCH = 20;
const PLACES = ["Lambersart", "Lompret", "Pérenchies", "Verlinghem", "Wambrechies", "Comines", "Linselles"];

/** What a table says, however it is printed. */
interface Said {
  heads: string[][];
  body: { kind: "row" | "group" | "total"; texts: string[] }[];
}

const figure = fc.oneof(
  fc.integer({ min: 1, max: 999 }).map(String),
  fc.integer({ min: 1000, max: 9999 }).map((n) => `${Math.floor(n / 1000)} ${String(n).slice(1)}`),
  fc.constant("/"),
);
const row = (label: string): fc.Arbitrary<string[]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), figure, figure, figure)
    .map(([first, ...rest]) => [label, String(first), ...rest]);

/** Six rows of figures in two groups or none, heads on one level or two, a total first, last or not at all. */
const said: fc.Arbitrary<Said> = fc
  .record({
    rows: fc.tuple(...PLACES.slice(0, 6).map(row)),
    total: row("Total"),
    at: fc.constantFrom("first", "last", "none"),
    grouped: fc.boolean(),
    levels: fc.boolean(),
  })
  .map(({ rows, total, at, grouped, levels }) => {
    const plain = rows.map((cells): Said["body"][number] => ({ kind: "row", texts: cells }));
    const name = (text: string): Said["body"][number] => ({ kind: "group", texts: [text, "", "", "", ""] });
    const body = grouped
      ? [name("Secteur Nord"), ...plain.slice(0, 3), name("Secteur Sud"), ...plain.slice(3)]
      : plain;
    const sum: Said["body"] = at === "none" ? [] : [{ kind: "total", texts: total }];
    return {
      heads: levels
        ? [
            ["", "Accueil", "", "Emploi", ""],
            ["Commune", "Jeunes", "Part", "Jeunes", "Part"],
          ]
        : [["Commune", "Jeunes", "Dont QPV", "Entrées", "Montant"]],
      body: at === "first" ? [...sum, ...body] : [...body, ...sum],
    };
  });

const widthOf = (text: string): number => text.split(" ").join("").length * 5 + text.split(" ").length * 2.5;

/** A text in the middle of the columns from `first` on. */
const amid = (text: string, first: number, span: number, y: number, style: Partial<Word> = {}): Word[] =>
  set(text, (XS[first]! + XS[first + span]! - widthOf(text)) / 2, y, style);

function printed({ heads, body }: Said, names: "left" | "amid", colour: string): Word[] {
  const y = (r: number): number => TOP + r * PITCH + 5;
  const bold = { bold: true };
  const top = heads.flatMap((cells, r) =>
    cells.flatMap((text, c) =>
      text === "" ? [] : amid(text, c, r === 0 && heads.length > 1 ? 2 : 1, y(r), { ...bold, colour }),
    ),
  );
  const rest = body.flatMap(({ kind, texts: cells }, i) => {
    const r = heads.length + i;
    if (kind === "group" && names === "amid")
      return amid(cells[0]!, 0, 5, y(r), { bold: true, italic: true });
    const style = kind === "row" ? {} : bold;
    return cells.flatMap((text, c) => {
      const x = c === 0 ? XS[0]! + 3 : XS[c + 1]! - 8 - widthOf(text);
      return text === "" ? [] : set(text, x, y(r), style);
    });
  });
  return [...top, ...rest];
}

/** What is drawn for a table with so many heads and rows, of which some hold one text amid all columns. */
const MANNERS: Record<string, (heads: number, rows: number, whole: number[]) => Partial<Sketch>> = {
  "without lines": () => ({}),
  "with a line under each row": (_, rows) => ({
    edges: Array.from({ length: rows + 1 }, (__, r) => line("h", TOP + r * PITCH, XS[0]!, XS[5]!)),
  }),
  "with lines around the heads": (heads, rows) => ({
    edges: [0, heads, rows].map((r) => line("h", TOP + r * PITCH, XS[0]!, XS[5]!)),
  }),
  "in a frame": (_, rows) => ({ edges: gridLines([XS[0]!, XS[5]!], [TOP, TOP + rows * PITCH]) }),
  "with every other row shaded": (heads, rows, whole) => ({
    fills: Array.from({ length: rows - heads }, (_, i) => i)
      .filter((i) => i % 2 === 1)
      .flatMap((i) => {
        const top = TOP + (heads + i) * PITCH;
        if (whole.includes(heads + i)) return [shade(XS[0]!, top, XS[5]!, top + PITCH)];
        return XS.slice(1).map((x1, c) => shade(XS[c]!, top, x1, top + PITCH));
      }),
  }),
  "with heads in white on a ground": (heads) => ({
    fills: [shade(XS[0]!, TOP, XS[5]!, TOP + heads * PITCH, "#1f3a5f")],
  }),
};

describe("what a table says", () => {
  for (const [manner, drawn] of Object.entries(MANNERS))
    it(`is read ${manner}`, () => {
      fc.assert(
        fc.property(said, fc.constantFrom<"left" | "amid">("left", "amid"), (truth, names) => {
          const { heads, body } = truth;
          const rowsOf = (kind: string): number[] =>
            body.flatMap((each, i) => (each.kind === kind ? [heads.length + i] : []));
          const whole = names === "amid" ? rowsOf("group") : [];
          const sketch = drawn(heads.length, heads.length + body.length, whole);
          const words = printed(truth, names, manner.includes("white") ? "#ffffff" : "#000000");
          const found = onlyTable({ words, ...sketch });
          expect(texts(found)).toEqual([...heads, ...body.map((each) => each.texts)]);
          const { headerRows, groupRows, totalRows } = found;
          expect({ headerRows, groupRows, totalRows }).toEqual({
            headerRows: heads.length,
            groupRows: rowsOf("group"),
            totalRows: rowsOf("total"),
          });
        }),
        { numRuns: 25 },
      );
    });
});

describe("a list of names and figures", () => {
  it("is one table, whether two pairs or three stand abreast", () => {
    const pairs = PLACES.slice(0, 6).map((place, i) => [place, String(120 + 7 * i)]);
    for (const abreast of [2, 3]) {
      const height = pairs.length / abreast;
      const xs = Array.from({ length: 2 * abreast }, (_, i) => 50 + 160 * Math.floor(i / 2) + 90 * (i % 2));
      const rows = Array.from({ length: height + 1 }, (_, r) =>
        Array.from({ length: abreast }, (__, p) => pairs[p * height + r - 1] ?? []),
      ).slice(1);
      const shown = abreast === 3 ? [...rows, PLACES.slice(0, 3).map((p) => [`${p} Nord`, "88"])] : rows;
      const found = onlyTable({
        words: rowsAt(
          shown.map((r) => r.flat()),
          xs,
          TOP,
        ),
      });
      expect([found.columns, found.rows]).toEqual([2, abreast * shown.length]);
    }
  });
});

describe("two shaded heads over one another", () => {
  it("begin a table each", () => {
    const rows = [
      ["Commune", "Jeunes", "Dont QPV"],
      ["Lompret", "21", "5"],
      ["Comines", "34", "9"],
      ["Linselles", "48", "2"],
    ];
    const xs = [50, 200, 280];
    const words = [...rowsAt(rows, xs, 100), ...set("Par sexe", 53, 194), ...rowsAt(rows, xs, 210)];
    const fills = [100, 210].map((top) => shade(50, top, 360, top + 20, "#f4b183"));
    expect(findTables(page({ words, fills })).map(texts)).toEqual([rows, rows]);
  });
});
