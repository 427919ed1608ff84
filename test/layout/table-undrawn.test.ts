import { describe, expect, it } from "vitest";
import { findTables } from "../../src/layout/table/index.js";
import type { Fill } from "../../src/model/index.js";
import { line, onlyTable, page, rowsAt, set, shade, texts } from "./table-pages.js";

describe("a table whose lines were left out", () => {
  it("keeps heads apart where a text below makes a column wide", () => {
    const words = [
      ...set("Supérieur au BAC", 205, 100, { bold: true }),
      ...set("BAC", 313, 100, { bold: true }),
      ...set("BEP/CAP", 360, 100, { bold: true }),
      ...set("Aucun diplôme", 430, 100, { bold: true }),
      ...[...set("70", 238, 122), ...set("316", 313, 122), ...set("98", 372, 122), ...set("375", 455, 122)],
      ...[...set("Total :", 278, 144), ...set("859", 455, 144)],
    ];
    expect(texts(onlyTable({ words }))[0]).toEqual(["Supérieur au BAC", "BAC", "BEP/CAP", "Aucun diplôme"]);
  });

  it("ends a label with its word, whatever short word that word ends in", () => {
    const xs = [50, 200, 280];
    const words = [
      ...rowsAt([["Commune", "Jeunes", "Dont QPV"]], xs, 80),
      ...rowsAt([["Lompret", "21", "5"]], xs, 102),
      ...rowsAt([["Quesnoy-sur-\nDeûle", "", ""]], xs, 124),
      ...[...set("4", 203, 134), ...set("2", 283, 134)],
      ...rowsAt([["Saint-André-lez-\nLille", "", ""]], xs, 155),
      ...[...set("14", 203, 165), ...set("9", 283, 165)],
      ...rowsAt([["Verlinghem", "2", "1"]], xs, 186),
    ];
    expect(texts(onlyTable({ words })).slice(2, 4)).toEqual([
      ["Quesnoy-sur-Deûle", "4", "2"],
      ["Saint-André-lez-Lille", "14", "9"],
    ]);
  });

  it("is labelled by ranges whose unit stands in the next line", () => {
    const xs = [50, 160, 230, 300];
    const ages = ["16 - 17", "18 - 21", "22 - 25"].flatMap((age, i) => [
      ...rowsAt([[`${age}\nans`, "", ""]], xs, 120 + 38 * i),
      ...rowsAt([["", String(19 + i), String(165 - i), "29"]], xs, 127 + 38 * i),
    ]);
    const words = [
      ...rowsAt([["", "BAC", "BEP/CAP", "Aucun"]], xs, 96),
      ...ages,
      ...rowsAt([["Total", "60", "492", "87"]], xs, 236),
    ];
    expect(texts(onlyTable({ words })).map((row) => row[0])).toEqual([
      "",
      "16 - 17 ans",
      "18 - 21 ans",
      "22 - 25 ans",
      "Total",
    ]);
  });

  it("is not headed by the shares of the list above it", () => {
    const words = [
      ...rowsAt(
        [
          ["Titulaire Permis B", "24 %"],
          ["Non Titulaire", "76 %"],
        ],
        [69, 180],
        100,
        22,
      ),
      ...rowsAt(
        [
          ["Logement parents", "58 %"],
          ["Logement autonome", "20 %"],
          ["Logement précaire", "22 %"],
        ],
        [60, 189],
        153,
        22,
      ),
    ];
    expect(findTables(page({ words })).map((t) => t.rows)).toEqual([2, 3]);
  });

  it("keeps the end of a remark that goes on below the other texts of its row", () => {
    const xs = [50, 200, 300];
    const words = [
      ...rowsAt([["Commune", "Jeunes", "Montant"]], xs, 100),
      ...rowsAt([["Lompret", "3", "230 €"]], xs, 122),
      ...rowsAt([["Comines", "5", "650 €"]], xs, 144),
      ...set("880 € (dont 36 € de frais et 100 € à des", 260, 164),
      ...rowsAt([["Total :", "8", ""]], xs, 166.5),
      ...set("stagiaires)", 290, 177),
    ];
    expect(texts(onlyTable({ words })).at(-1)).toEqual([
      "Total :",
      "8",
      "880 € (dont 36 € de frais et 100 € à des stagiaires)",
    ]);
  });

  it("keeps that end though it stands beside the column of the amounts", () => {
    const xs = [50, 200, 340];
    const words = [
      ...rowsAt([["Commune", "Jeunes", "Montant"]], xs, 100),
      ...rowsAt([["Lompret", "3", "230 €"]], xs, 122),
      ...rowsAt([["Comines", "5", "650 €"]], xs, 144),
      ...set("880 € (dont 36 € de frais de", 250, 164),
      ...rowsAt([["Total :", "8", ""]], xs, 166.5),
      ...set("gestion)", 250, 177),
    ];
    const edges = [118, 140, 162, 190].map((y) => line("h", y, 48, 430));
    expect(texts(onlyTable({ words, edges })).at(-1)).toEqual([
      "Total :",
      "8",
      "880 € (dont 36 € de frais de gestion)",
    ]);
  });

  it("is a list of names and values told in two halves, though values and names stand close", () => {
    const halves = [
      ["La Madeleine", "8", "Pérenchies", "4"],
      ["Lambersart", "11", "Verlinghem", "5"],
      ["Lompret", "1", "Wambrechies", "/"],
      ["Marcq-en-Barœul", "/", "Comines", "1"],
    ];
    const table = onlyTable({ words: rowsAt(halves, [50, 200, 218, 330], 100, 18) });
    expect(texts(table)).toEqual([
      ...halves.map(([name, value]) => [name, value]),
      ...halves.map(([, , name, value]) => [name, value]),
    ]);
  });

  it("pairs labels and shares that stand a page's width apart", () => {
    const rows = [
      ["Licence", "2,9%"],
      ["BTS", "5,2%"],
      ["BAC", "39,9%"],
    ];
    expect(texts(onlyTable({ words: rowsAt(rows, [40, 510], 100) }))).toEqual(rows);
  });

  it("pairs labels and small counts as well, unless they run on as page numbers do", () => {
    const rowsWith = (counts: number[]) => counts.map((n, i) => [`Commune ${"ABCDEF"[i]}`, String(n)]);
    const counts = rowsWith([14, 7, 15, 3, 4, 1]);
    expect(texts(onlyTable({ words: rowsAt(counts, [40, 510], 100) }))).toEqual(counts);
    expect(findTables(page({ words: rowsAt(rowsWith([3, 4, 7, 12, 14, 15]), [40, 510], 100) }))).toEqual([]);
  });

  it("is not labelled by the list items beside it", () => {
    const rows = [
      ["Type", "Nombre"],
      ["Autres formations", "245"],
      ["Conseil Régional", "186"],
      ["Total", "431"],
    ];
    const beside = ["• 66 % des jeunes entrés", "en formation ont une étape", "qualifiante ou autre."];
    const words = [
      ...beside.flatMap((text, i) => set(text, 40, 89 + 14 * i)),
      ...rowsAt(rows, [200, 400], 100, 13),
    ];
    expect(texts(onlyTable({ words }))).toEqual(rows);
  });
});

describe("a table of which one column is shaded, out of step with its lines", () => {
  it("parts label and value in the rows that lines and shades cut twice", () => {
    const rows = [
      ["Commune", "Jeunes", "Montant"],
      ["La Madeleine", "43", "22 680 €"],
      ["Lambersart", "23", "13 234 €"],
      ["Pérenchies", "4", "1 384 €"],
      ["Total", "70", "37 298 €"],
    ];
    const fills = rows.map((_, i) => shade(300, 97 + 18.5 * i, 480, 97 + 18.5 * (i + 1), SHADES[i % 2]));
    const edges = rows.map((_, i) => line("h", 120 + 20 * i, 50, 430));
    const table = onlyTable({ words: rowsAt(rows, [50, 220, 330], 100), fills, edges });
    expect(texts(table)).toEqual(rows);
  });
});

const SHADES = ["#dde6f0", "#eef2f6"];

describe("a table of which only the head and the groups are shaded", () => {
  const xs = [40, 250, 340, 430];
  const rows = [
    ["Indicateur", "Nord", "Aisne", "Oise"],
    ["Les jeunes accompagnés", "", "", ""],
    ["Nombre", "55 690", "9 912", "12 448"],
    ["dont femmes", "47,1 %", "46,7 %", "47,5 %"],
    ["Le contrat", "", "", ""],
    ["Contrats", "15 061", "3 130", "2 864"],
    ["Part des sorties", "25,3 %", "18,8 %", "19,6 %"],
  ];
  const heads = [40, 250, 340, 430].map((x, i) => shade(x, 100, [250, 340, 430, 520][i]!, 120, "#223366"));

  it("is read whole", () => {
    const fills = [...heads, shade(40, 120, 520, 140), shade(40, 180, 520, 200)];
    expect(texts(onlyTable({ words: rowsAt(rows, xs, 100), fills }))).toEqual(rows);
  });
});

describe("a contents page", () => {
  it("is no table though one of its page numbers is wrong", () => {
    const pages = [5, 7, 8, 9, 10, 13, 11, 14, 16, 17, 30, 31];
    const words = pages.flatMap((n, i) => rowsAt([[`Chapitre ${i}`, String(n)]], [50, 300], 100 + 20 * i));
    expect(findTables(page({ words }))).toEqual([]);
  });
});

describe("rows shaded in turn", () => {
  const xs = [50, 130, 200, 270];
  const striped = (tops: readonly number[]): Fill[] =>
    tops.flatMap((top) => xs.slice(1).map((x1, i) => shade(xs[i]!, top, x1, top + 20)));
  const rows = [
    ["", "Femmes seules", "Hommes seuls"],
    ["16 - 17 ans", "67", "92"],
    ["18 - 21 ans", "179", "174"],
    ["22 - 25 ans", "89", "78"],
    ["Total", "335", "344"],
  ];

  it("take the white header above the first and the white total below the last", () => {
    expect(texts(onlyTable({ words: rowsAt(rows, xs, 100), fills: striped([120, 160]) }))).toEqual(rows);
  });

  it("may be one row alone", () => {
    expect(texts(onlyTable({ words: rowsAt(rows.slice(0, 3), xs, 100), fills: striped([120]) }))).toEqual(
      rows.slice(0, 3),
    );
  });

  it("take no title and no prose", () => {
    const words = [
      ...set("Age et sexe", 53, 84),
      ...rowsAt(rows, xs, 100),
      ...set("les jeunes femmes sont moins nombreuses cette année que les hommes", 53, 204),
    ];
    expect(texts(onlyTable({ words, fills: striped([120, 160]) }))).toEqual(rows);
  });

  it("take no line of a justified note whose words happen to keep to the columns", () => {
    const note = ["*", "Le", "décret", "n°", "2023-1", "312", "du", "18", "mai"];
    let left = 53;
    const justified = note.flatMap((text) => {
      const words = set(text, left, 204);
      left = words[0]!.box.x1 + 8;
      return words;
    });
    const below = [...justified, ...set("a modifié le périmètre des quartiers prioritaires", 53, 216)];
    const fills = striped([120, 160]).concat(
      xs.slice(1).map((x1, i) => shade(xs[i]!, 180, x1, 200, "#00897b")),
    );
    expect(texts(onlyTable({ words: [...rowsAt(rows, xs, 100), ...below], fills }))).toEqual(rows);
  });

  it("have a header though a title stands as close above it as lines of one text", () => {
    const words = [...set("Age et sexe des jeunes", 53, 91), ...rowsAt(rows, xs, 100)];
    const table = onlyTable({ words, fills: striped([120, 160]) });
    expect(texts(table)).toEqual(rows);
    expect(table.caption?.text).toBe("Age et sexe des jeunes");
  });

  it("are rows of a table of words too, with a drawn bullet before each text", () => {
    const worded = [
      ["", "Ouverts", "Ambition"],
      ["Public", "Lycéens", "Élèves"],
      ["Durée", "4 mois", "4 mois"],
      ["Droits", "Scolaires", "Scolaires"],
      ["Parties", "Lycée", "Structure"],
    ];
    const dots = [120, 140, 160, 180].flatMap((top) => [shade(131, top + 8, 134, top + 11, "#000000")]);
    const fills = [...striped([120, 160]), ...dots];
    expect(texts(onlyTable({ words: rowsAt(worded, [50, 134, 204], 100), fills }))).toEqual(worded);
  });

  it("keep their last column, however narrow", () => {
    const narrow = [50, 150, 180, 280, 291];
    const names = [
      ["Pérenchies", "4", "Lompret", "1"],
      ["Lambersart", "11", "Verlinghem", "5"],
      ["Comines", "8", "Wambrechies", "2"],
      ["Linselles", "3", "Bondues", "7"],
      ["Halluin", "9", "Roncq", "6"],
    ];
    const fills = [120, 160].flatMap((top) =>
      narrow.slice(1).map((x1, i) => shade(narrow[i]!, top, x1, top + 20)),
    );
    expect(texts(onlyTable({ words: rowsAt(names, narrow.slice(0, 4), 100), fills }))).toEqual([
      ...names.map(([name, value]) => [name, value]),
      ...names.map(([, , name, value]) => [name, value]),
    ]);
  });

  it("take no sentence about a total above the head", () => {
    const words = [...set("Total de cette année : 679 inscriptions", 53, 84), ...rowsAt(rows, xs, 100)];
    expect(texts(onlyTable({ words, fills: striped([100, 140, 180]) }))).toEqual(rows);
  });

  it("are no rows below a shaded head alone", () => {
    const yearly = [["", "2023", "2024"], ...rows.slice(1)];
    expect(texts(onlyTable({ words: rowsAt(yearly, xs, 100), fills: striped([100]) }))).toEqual(yearly);
  });

  it("go on over the name of a group that takes the whole width", () => {
    const grouped = [...rows.slice(0, 3), ["Les plus de 21 ans", "", ""], ...rows.slice(3)];
    const fills = [...striped([120, 200]), shade(50, 160, 270, 180)];
    const table = texts(onlyTable({ words: rowsAt(grouped, xs, 100), fills }));
    expect(table).toEqual(grouped);
  });
});

describe("a table whose first line stands below its header", () => {
  it("has its header though the first row is a group's name", () => {
    const xs = [50, 250, 320, 390];
    const rows = [
      ["Indicateur", "Nord", "Oise", "Somme"],
      ["Les jeunes accompagnés", "", "", ""],
      ["Nombre de jeunes", "55 690", "12 448", "8 601"],
      ["dont jeunes femmes", "47,1 %", "47,5 %", "47,6 %"],
      ["dont jeunes mineurs", "14,2 %", "15,4 %", "13,8 %"],
    ];
    const edges = [113, 140, 160, 180, 200].map((y) => line("h", y, 50, 450));
    expect(texts(onlyTable({ words: rowsAt(rows, xs, 100), edges }))).toEqual(rows);
  });

  it("has its heads apart though they stand no further apart than words do", () => {
    // The heads make one text of even spaces, in the middle of whose halves the figures stand.
    const words = [
      ...set("Commune", 52, 82),
      ...set("Nombre de jeunes", 130, 82),
      ...set("Dont reçus en entretien", 210, 82),
      ...rowsAt(
        [
          ["La Madeleine", "870", "277"],
          ["Lambersart", "610", "356"],
          ["Lompret", "348", "131"],
        ],
        [49, 157, 253],
        94,
        14,
      ),
    ];
    const edges = [94, 108, 122, 136].map((y) => line("h", y, 50, 330));
    const table = onlyTable({ words, edges });
    expect(texts(table)[0]).toEqual(["Commune", "Nombre de jeunes", "Dont reçus en entretien"]);
  });
});

describe("tables with lines of one length under one another", () => {
  it("are two where a title and a header stand between the lines", () => {
    const xs = [50, 200, 280];
    const ages = [
      ["", "BAC", "BEP/CAP"],
      ["16 - 17 ans", "4", "9"],
      ["18 - 21 ans", "165", "29"],
      ["Total", "169", "38"],
    ];
    const sexes = [
      ["", "16 - 17 ans", "18 - 21 ans"],
      ["Femmes", "67", "179"],
      ["Hommes", "92", "174"],
    ];
    const words = [...rowsAt(ages, xs, 100), ...set("Sexe / Age", 53, 202), ...rowsAt(sexes, xs, 222)];
    const edges = [117, 137, 157, 177, 239, 259, 279].map((y) => line("h", y, 48, 360));
    const tables = findTables(page({ words, edges }));
    expect(tables.map((t) => texts(t))).toEqual([ages, sexes]);
    expect(tables[1]?.caption?.text).toBe("Sexe / Age");
  });
});
