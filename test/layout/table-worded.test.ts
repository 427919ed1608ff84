import { describe, expect, it } from "vitest";
import { findTables } from "../../src/layout/table/index.js";
import { line, onlyTable, page, rowsAt, texts } from "./table-pages.js";

const xs = [50, 150, 280, 410];
const rows = [
  ["", "Tous droits ouverts", "Ambition Emploi", "Avenir Pro"],
  [
    "Objectifs",
    "Prévenir le décrochage\nscolaire",
    "Sécuriser l'accès\nà l'emploi",
    "Préparer la\nrecherche",
  ],
  ["Public", "Élève de lycée", "Élève sans solution", "Élève en fin d'études"],
  ["Durée du\nparcours", "4 mois sur une année", "4 mois", "Un cycle de 3 ateliers"],
  ["Droits", "Statut scolaire", "Statut scolaire", "Statut scolaire"],
];
const read = rows.map((row) => row.map((text) => text.replace("\n", " ")));
const words = rowsAt(rows, xs, 100, 40);

describe("a table of words alone without lines", () => {
  it("is found by heads, labels and the white between its rows", () => {
    const table = onlyTable({ words });
    expect(texts(table)).toEqual(read);
    expect(table).toMatchObject({ ruling: "unruled", headerRows: 1, stubColumns: 1, groupRows: [] });
  });

  it("ends where a text has no label, or stands across columns", () => {
    const below = rowsAt(
      [["", "Une phrase qui court sous deux colonnes de la page et ne tient à aucune"]],
      xs,
      300,
    );
    expect(texts(onlyTable({ words: [...words, ...below] }))).toEqual(read);
    const cards = rowsAt([["", "Mineurs accompagnés", "Dossiers créés", ""]], xs, 310);
    expect(texts(onlyTable({ words: [...words, ...cards] }))).toEqual(read);
  });

  it("has one header where lines are drawn and the first row alone has no label", () => {
    const edges = [98, 138, 178, 218, 258, 298].map((y) => line("h", y, 50, 540));
    expect(onlyTable({ words, edges })).toMatchObject({ rows: 5, headerRows: 1, stubColumns: 1 });
  });

  it("is none where rows are as close as lines, and none in columns of prose", () => {
    const close = rowsAt(
      rows.map((row) => row.map((text) => text.split("\n")[0]!)),
      xs,
      100,
      12,
    );
    expect(findTables(page({ words: close }))).toEqual([]);
    const unlabelled = rowsAt(
      rows.map((row) => row.slice(1)),
      xs.slice(1),
      100,
      40,
    );
    expect(findTables(page({ words: unlabelled }))).toEqual([]);
  });
});
