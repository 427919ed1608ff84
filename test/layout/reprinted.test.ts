import { describe, expect, it } from "vitest";
import { layout } from "../../src/layout/index.js";
import { page, write, writeLines } from "./ink.js";
import { read, sectionOf } from "./reading.js";
import { gridLines, onlyTable, rowsAt, set, shade, texts } from "./table-pages.js";

/** What office suites and browsers make of a page whose texts no longer fit where they stood. */

describe("a drawn table whose columns became too narrow", () => {
  const xs = [50, 150, 185, 220, 300];
  const head = [
    ["Département", "Jeunes", "QPV", "Part"],
    ["Nord", "55 690", "9 158", "48,4 %"],
  ];

  it("has numbers that go on below with their next thousands", () => {
    const words = [
      ...rowsAt(head, xs, 100),
      ...[...set("115", 155, 142), ...set("25", 190, 142), ...set("109", 155, 151), ...set("428", 190, 151)],
      ...[...set("TOTAL HDF", 53, 146.5), ...set("100 %", 223, 146.5)],
    ];
    expect(texts(onlyTable({ words, edges: gridLines(xs, [100, 120, 140, 165]) })).at(-1)).toEqual([
      "TOTAL HDF",
      "115 109",
      "25 428",
      "100 %",
    ]);
  });

  it("keeps rows apart that stand in one drawn cell", () => {
    const words = [
      ...rowsAt(head, xs, 100),
      ...["Aisne 912 141 8,6", "Oise 448 203 9,8"].flatMap((row, r) =>
        row.split(" ").flatMap((text, c) => set(text, xs[c]! + 3, 142 + 12 * r)),
      ),
    ];
    const rows = texts(onlyTable({ words, edges: gridLines(xs, [100, 120, 140, 168]) }));
    expect(rows.slice(-2).map((row) => row[0])).toEqual(["Aisne", "Oise"]);
  });
});

it("a shading that cuts through lines of text parts no rows of a table", () => {
  const rows = [
    ["Indicateur", "Région", "Nord", "Oise"],
    ["Nombre de jeunes", "41 463", "19 797", "5 099"],
    ["dont femmes", "47,5 %", "47,3 %", "46,1 %"],
    ["dont mineurs", "26,4 %", "25,3 %", "25,4 %"],
    ["Total des allocations", "104 280", "55 039", "8 641"],
    ["Part des sorties", "22,9 %", "25,3 %", "19,6 %"],
  ];
  const words = rowsAt(rows, [50, 220, 290, 360], 100, 16);
  const fills = [shade(48, 100, 430, 118, "#1f3a5f"), shade(48, 157, 440, 173), shade(48, 189, 440, 200)];
  expect(texts(onlyTable({ words, fills }))).toEqual(rows);
});

it("texts beside a stray figure are what a table says, not labels", () => {
  const rows = [
    ["", "Tous droits ouverts", "Ambition Emploi", "Avenir Pro"],
    ["Public", "Élève en risque de décrochage", "Élève sans solution", "Élève de dernière année"],
    ["Durée", "4 mois sur une année scolaire", "4 mois", "Un cycle de 3 ateliers"],
    ["Droits", "Statut scolaire", "Statut scolaire", "Statut scolaire"],
  ];
  const xs = [50, 110, 280, 400, 550];
  const table = onlyTable({
    words: rowsAt(rows, xs, 100),
    edges: gridLines(xs, [100, 120, 140, 160, 180]),
  });
  expect(table.stubColumns).toBe(1);
});

describe("cards set one below the other", () => {
  const tile = (value: string, label: string[], y: number) => [
    ...write(value, { x: 40, y, size: 17, bold: true, colour: "#c2410c" }),
    ...label.flatMap((line, i) => write(line, { x: 40, y: y + 24 + 14 * i, size: 8 })),
  ];
  const part = (title: string, shares: [string, string], y: number) => [
    ...write(title, { x: 40, y, size: 15, bold: true, colour: "#2f6f4f" }),
    ...write("Les parcours durent deux ans en moyenne, et sont suivis par un référent.", {
      x: 40,
      y: y + 24,
    }),
    ...tile(shares[0], ["sont des séniors"], y + 44),
    ...tile(shares[1], ["sont allocataires", "du RSA"], y + 84),
  ];
  const blocks = layout([
    page([
      ...write("Les participants", { x: 40, y: 30, size: 18, bold: true }),
      ...part("134 nouvelles entrées", ["16 %", "92 %"], 60),
      ...part("383 participants en parcours", ["28 %", "77 %"], 220),
    ]),
  ]);

  it("stand each under the figure that heads them", () => {
    expect(sectionOf(blocks, "16 %").at(-1)).toBe("134 nouvelles entrées");
    expect(sectionOf(blocks, "77 %").at(-1)).toBe("383 participants en parcours");
  });

  it("have labels that end in the next line", () => {
    expect(read(blocks)).toContain("keyFigure: 92 % = sont allocataires du RSA");
    const steps = [...tile("478", ["étapes mobilisées", "pour 383 participants"], 60)];
    const entries = [...tile("679", ["nouvelles inscriptions", "+ 7,61%"], 200)];
    const prose = writeLines(["Les étapes sont choisies", "avec le référent qui les suit."], {
      x: 300,
      y: 60,
    });
    expect(read(layout([page([...steps, ...entries, ...prose])]))).toEqual(
      expect.arrayContaining([
        "keyFigure: 478 = étapes mobilisées pour 383 participants",
        "keyFigure: 679 = nouvelles inscriptions + 7,61%",
      ]),
    );
  });
});

it("a text whose ground is drawn line by line is one text", () => {
  const style = { size: 12, bold: true, colour: "#ffffff" };
  const words = [
    ...writeLines(["Les jeunes ont bénéficié de formations", "et de mises en situation."], { x: 40, y: 60 }),
    ...write("Une progression des entrées", { x: 340, y: 102, ...style }),
    ...write("en formation de 22 %", { x: 360, y: 118, ...style }),
  ];
  const fills = [shade(320, 100, 560, 116, "#1f3a5f"), shade(320, 116, 560, 132, "#1f3a5f")];
  const lines = read(layout([page(words, { fills })]));
  expect(lines.filter((l) => l.endsWith(": Une progression des entrées en formation de 22 %"))).toHaveLength(
    1,
  );
});
