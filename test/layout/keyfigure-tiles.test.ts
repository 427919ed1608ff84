import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import type { Fill, Word } from "../../src/model/index.js";
import { page, write, writeLines } from "./ink.js";
import { read } from "./reading.js";

const NUMBERS = [
  "1 204",
  "87 %",
  "613",
  "45,2 %",
  "12 480 €",
  "3,4 M€",
  "958",
  "27 %",
  "6 031",
  "204 k€",
  "77",
  "2 915",
];
const LABELS = [
  ["jeunes accueillis"],
  ["entrées", "en parcours"],
  ["ateliers collectifs", "animés"],
  ["contrats signés", "dans l'année"],
  ["aides attribuées"],
  ["de budget", "programmé"],
  ["immersions", "en entreprise"],
  ["de sorties positives"],
  ["heures de formation", "suivies"],
  ["de subventions"],
  ["partenaires"],
  ["offres d'emploi", "collectées", "cette année"],
];

interface Look {
  columns: number;
  rows: number;
  /** Where the label stands. */
  side: "below" | "above";
  /** Size of the numbers; labels are set in 10 points. */
  size: number;
  bold: boolean;
  colour: string;
  ground: "none" | "shade";
  shuffled: boolean;
}

const look: fc.Arbitrary<Look> = fc
  .record({
    columns: fc.integer({ min: 2, max: 4 }),
    rows: fc.integer({ min: 2, max: 3 }),
    side: fc.constantFrom("below" as const, "above" as const),
    size: fc.constantFrom(10, 13, 18, 26),
    bold: fc.boolean(),
    colour: fc.constantFrom("#b3261e", "#004b87"),
    ground: fc.constantFrom("none" as const, "shade" as const),
    shuffled: fc.boolean(),
  })
  .map((l) => (l.size < 13 ? { ...l, bold: true } : l));

/** Tiles in rows, 125 by 90 points each, their number over or under their label, all flush left. */
function tiles({ columns, rows, side, size, bold, colour, ground, shuffled }: Look) {
  const words: Word[] = [];
  const fills: Fill[] = [];
  const told: string[] = [];
  for (let i = 0; i < columns * rows; i++) {
    const [x, y] = [40 + 130 * (i % columns), 80 + 96 * Math.floor(i / columns)];
    const [number, label] = [NUMBERS[i]!, LABELS[i]!];
    const after = side === "below" ? y + 1.15 * size : y + 12.5 * label.length;
    words.push(...write(number, { x, y: side === "below" ? y : after, size, bold, colour }));
    words.push(...writeLines(label, { x, y: side === "below" ? after : y, size: 10 }));
    if (ground === "shade")
      fills.push({ box: { x0: x - 5, top: y - 5, x1: x + 120, bottom: y + 84 }, colour: "#eef3f7" });
    told.push(`keyFigure: ${number} = ${label.join(" ")}`);
  }
  return { sheet: page(shuffled ? words.reverse() : words, { fills }), told };
}

describe("grids of tiles", () => {
  test("each number is paired with its own label, however the tiles are set", () => {
    fc.assert(
      fc.property(look, (chosen) => {
        const { sheet, told } = tiles(chosen);
        expect(read(layout([sheet])).sort()).toEqual(told.sort());
      }),
      { numRuns: 60 },
    );
  });

  test("heads in colour over one row of figures stay a table", () => {
    const heads = { bold: true, colour: "#1f3864" };
    const words = ["Hommes", "Femmes", "Ensemble"].flatMap((head, i) => [
      ...write(head, { x: 60 + 120 * i, y: 100, ...heads }),
      ...write(String(214 + 97 * i), { x: 66 + 120 * i, y: 120, bold: true }),
    ]);
    const xs = [50, 170, 290, 410];
    const edges = [
      ...xs.map((x) => ({ orientation: "v" as const, box: { x0: x, top: 96, x1: x, bottom: 136 } })),
      ...[96, 116, 136].map((y) => ({
        orientation: "h" as const,
        box: { x0: 50, top: y, x1: 410, bottom: y },
      })),
    ].map((edge) => ({ ...edge, width: 0.5, colour: "#000000" }));
    expect(read(layout([page(words, { edges })]))).toEqual([
      "table: Hommes | Femmes | Ensemble | 214 | 311 | 408",
    ]);
  });
});

describe("what belongs to a number set large", () => {
  const number = (text: string, x: number, y: number, size = 26) =>
    write(text, { x, y, size, bold: true, colour: "#1b4965" });

  test("the noun set with it opens its label", () => {
    const words = [
      ...number("4 935 jeunes", 50, 100),
      ...write("accompagnés dans l'année", { x: 50, y: 131 }),
    ];
    expect(read(layout([page(words)]))).toEqual(["keyFigure: 4 935 = jeunes accompagnés dans l'année"]);
  });

  test("lines that each open with a figure are its list, no part of its label", () => {
    const lines = ["contrats signés", "dont 634 missions d'intérim", "190 contrats durables", "28 apprentis"];
    const words = [...number("852", 50, 100), ...writeLines(lines, { x: 50, y: 131 })];
    expect(read(layout([page(words)]))).toEqual([
      "keyFigure: 852 = contrats signés",
      "list:  dont 634 missions d'intérim",
      "list:  190 contrats durables",
      "list:  28 apprentis",
    ]);
  });

  test("a line that goes on with an age opens no list", () => {
    const lines = ["sont venus, ont moins de", "25 ans et n'ont pas", "16 ans révolus"];
    const words = [...number("852", 50, 100), ...writeLines(lines, { x: 50, y: 131 })];
    expect(read(layout([page(words)]))).toEqual([`keyFigure: 852 = ${lines.join(" ")}`]);
  });

  test("numbers side by side have the years over them", () => {
    const words = [2022, 2023].flatMap((year, i) => [
      ...write(String(year), { x: 60 + 110 * i, y: 100, bold: true }),
      ...number(`${17 + i} %`, 52 + 110 * i, 114),
    ]);
    const title = write("Part des sorties vers l'emploi", { x: 50, y: 60 });
    expect(read(layout([page([...title, ...words])]))).toEqual([
      "paragraph: Part des sorties vers l'emploi",
      "keyFigure: 17 % = 2022",
      "keyFigure: 18 % = 2023",
    ]);
  });

  test("rows of numbers reach labels far off, as running text is none", () => {
    const rows = ["jeunes reçus", "entreprises visitées", "ateliers tenus"];
    const words = rows.flatMap((label, i) => [
      ...write(String(311 + i), { x: 50, y: 100 + 24 * i, size: 14, bold: true }),
      ...write(label, { x: 220, y: 102 + 24 * i }),
    ]);
    const prose = [
      "Le réseau anime des rencontres avec ses partenaires",
      "et les employeurs du bassin tout au long de l'année.",
    ];
    expect(read(layout([page([...words, ...writeLines(prose, { x: 50, y: 172 })])]))).toEqual([
      ...rows.map((label, i) => `list:  ${311 + i} ${label}`),
      `paragraph: ${prose.join(" ")}`,
    ]);
  });
});
