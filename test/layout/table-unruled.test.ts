import { describe, expect, it } from "vitest";
import { findTables } from "../../src/layout/table/index.js";
import { line, onlyTable, page, rowsAt, set, shade, texts } from "./table-pages.js";

const xs = [50, 200, 280, 360];

describe("a table without lines", () => {
  const rows = [
    ["Commune", "Jeunes", "Dont QPV"],
    ["La Madeleine", "112", "/"],
    ["Lambersart", "1 132", "12"],
    ["Total", "1 244", "12"],
  ];

  it("is found by its rows and columns of figures", () => {
    const table = onlyTable({ words: rowsAt(rows, xs, 100) });
    expect(texts(table)).toEqual(rows);
    expect(table).toMatchObject({ ruling: "unruled", headerRows: 1, stubColumns: 1, totalRows: [3] });
  });

  it("has a note of several lines, and not the paragraph below that", () => {
    const below = [
      ...set("* Le décret a modifié le périmètre des quartiers, mais les", 50, 186),
      ...set("bases de données ne le connaissent pas encore.", 50, 198),
      ...set("La baisse du nombre de jeunes accompagnés s'explique par une", 50, 214),
      ...set("diminution des moyens attribués.", 50, 226),
    ];
    const { notes } = onlyTable({ words: [...rowsAt(rows, xs, 100), ...below] });
    expect(notes.map((note) => note.text)).toEqual([
      "* Le décret a modifié le périmètre des quartiers, mais les bases de données ne le connaissent pas encore.",
    ]);
  });

  it("needs no label where a header names every figure of its row", () => {
    const words = rowsAt(
      [
        ["Femmes", "Hommes", "Total :"],
        ["765", "869", "1 634"],
      ],
      xs,
      100,
    );
    expect(onlyTable({ words })).toMatchObject({ headerRows: 1, stubColumns: 0, totalColumns: [2], rows: 2 });
  });

  it("has a header text that ends in a year, beside the end of another", () => {
    const bold = { bold: true };
    const words = [
      ...set("Nombre de jeunes suivis", 170, 80, bold),
      ...set("Dont jeunes entrés en", 320, 80, bold),
      ...set("Commune", 60, 86, bold),
      ...set("GJ/CEJ", 210, 92, bold),
      ...set("2023", 360, 92, bold),
      ...rowsAt(
        [
          ["La Madeleine", "187", "114"],
          ["Lambersart", "201", "120"],
          ["Lompret", "5", "5"],
        ],
        [50, 215, 362],
        106,
        15,
      ),
    ];
    expect(texts(onlyTable({ words }))[0]).toEqual([
      "Commune",
      "Nombre de jeunes suivis GJ/CEJ",
      "Dont jeunes entrés en 2023",
    ]);
  });

  it("takes texts over its header for titles only where each stands over figures", () => {
    const heads = [50, 150, 300, 360, 420, 480];
    const words = [
      ...set("Où", 50, 80),
      ...set("Combien", 300, 80),
      ...rowsAt([["Ville", "Quartier", "Nord", "Sud", "Est", "Ouest"]], heads, 100),
      ...rowsAt([["112", "118", "121", "134"]], heads.slice(2), 120),
    ];
    expect(() => findTables(page({ words }))).not.toThrow();
  });

  it("has header texts of several lines", () => {
    const words = [
      ...set("Nombre de", 195, 80),
      ...set("Jeunes reçus", 280, 80),
      ...set("contacts", 198, 92),
      ...set("en entretien", 280, 92),
      ...rowsAt(
        [
          ["Lompret", "311", "126"],
          ["Pérenchies", "267", "92"],
        ],
        xs,
        110,
      ),
    ];
    expect(texts(onlyTable({ words }))[0]).toEqual(["", "Nombre de contacts", "Jeunes reçus en entretien"]);
  });

  it("keeps short labels that end far from their figures", () => {
    const wide = [50, 420, 470];
    const rows = [
      ["Indicateur", "Nord", "Oise"],
      ["Part des jeunes accompagnés ayant bénéficié d'un appui sur un thème", "82,6 %", "74,7 %"],
      ["dont femmes", "47,1 %", "47,5 %"],
      ["dont mineurs", "14,2 %", "15,4 %"],
      ["Contrats", "49 388", "8 771"],
    ];
    expect(texts(onlyTable({ words: rowsAt(rows, wide, 100) }))).toEqual(rows);
  });

  it("has a header that wraps around the line of its neighbours, and a group below it", () => {
    const words = [
      ...set("Pas-de-", 280, 73),
      ...[...set("Indicateur", 53, 79), ...set("Nord", 203, 79), ...set("Oise", 363, 79)],
      ...set("Calais", 280, 85),
      ...set("Les jeunes en premier accueil", 50, 98),
      ...rowsAt(
        [
          ["Nombre", "19 797", "9 542", "5 099"],
          ["dont femmes", "47,3 %", "48,7 %", "46,1 %"],
        ],
        xs,
        112,
      ),
    ];
    expect(texts(onlyTable({ words }))[0]).toEqual(["Indicateur", "Nord", "Pas-de-Calais", "Oise"]);
  });

  it("joins a wrapped label around the values that stand between its lines", () => {
    const words = [
      ...rowsAt(
        [
          ["Indicateur", "Nord", "Oise"],
          ["Jeunes accompagnés", "55 690", "12 448"],
        ],
        xs,
        80,
        26,
      ),
      ...set("Parcours engagés par les", 53, 134),
      ...set("jeunes accompagnés", 53, 146),
      ...set("10 438", 203, 140),
      ...set("1 565", 283, 140),
      ...rowsAt([["Contrats signés", "93 823", "8 771"]], xs, 162),
    ];
    expect(texts(onlyTable({ words })).map((row) => row[0])).toEqual([
      "Indicateur",
      "Jeunes accompagnés",
      "Parcours engagés par les jeunes accompagnés",
      "Contrats signés",
    ]);
  });

  it("goes on over the names of groups", () => {
    const words = rowsAt(
      [
        ["Indicateur", "Nord", "Oise"],
        ["Le premier accueil", "", ""],
        ["Jeunes accueillis", "19 797", "5 099"],
        ["dont mineurs", "25 %", "26 %"],
        ["Le contrat d'engagement", "", ""],
        ["Contrats signés", "15 061", "2 864"],
      ],
      xs,
      100,
    );
    expect(onlyTable({ words })).toMatchObject({ rows: 6, groupRows: [1, 4] });
  });

  it("spreads a header over the columns it stands in the middle of", () => {
    const words = [
      ...set("Année", 281, 80),
      ...rowsAt(
        [
          ["Commune", "2021", "2022", "2023"],
          ["Lompret", "311", "126", "54"],
          ["Pérenchies", "267", "92", "88"],
        ],
        [50, 200, 280, 360],
        96,
      ),
    ];
    const table = onlyTable({ words });
    expect(table.cells.find((c) => c.text.text === "Année")).toMatchObject({ column: 1, columnSpan: 3 });
    expect(table.headerRows).toBe(2);
  });

  it("tells a total from a quantity whose name begins with the word", () => {
    const words = rowsAt(
      [
        ["Indicateur", "Nord", "Oise"],
        ["TOTAL HDF", "55 690", "12 448"],
        ["Total des allocations versées", "47", "46"],
        ["Contrats signés", "15 061", "2 864"],
      ],
      [50, 230, 310],
      100,
    );
    expect(onlyTable({ words }).totalRows).toEqual([1]);
  });

  it("keeps a remark in the cell of the total, be it wrapped", () => {
    const words = rowsAt(
      [
        ["Commune", "Jeunes", "Montant"],
        ["Lompret", "3", "311 €"],
        ["Pérenchies", "4", "375 €"],
        ["Total :", "7", "715 € (dont 29 € de frais)"],
      ],
      xs,
      100,
    );
    expect(texts(onlyTable({ words }))[3]).toEqual(["Total :", "7", "715 € (dont 29 € de frais)"]);
    const wrapped = [
      ...rowsAt(
        [
          ["Commune", "Jeunes", "Montant"],
          ["Lompret", "3", "311 €"],
          ["Pérenchies", "4", "375 €"],
        ],
        xs,
        100,
      ),
      ...set("715 €", 283, 160),
      ...[...set("Total :", 53, 166), ...set("7", 203, 166)],
      ...set("(dont 29 € de frais)", 283, 172),
    ];
    expect(texts(onlyTable({ words: wrapped }))[3]).toEqual(["Total :", "7", "715 € (dont 29 € de frais)"]);
  });
});

describe("a table with some lines", () => {
  const rows = [
    ["Pays", "1996", "1993"],
    ["Austria", "59,1", "54,2"],
    ["Belgium", "62,0", "60,3"],
    ["Denmark", "59,4", "54,0"],
  ];
  const words = rowsAt(rows, xs, 100);

  it("may have a head line, a header line and a foot line", () => {
    const edges = [100, 120, 180].map((y) => line("h", y, 50, 420));
    const table = onlyTable({ words, edges });
    expect(texts(table)).toEqual(rows);
    expect(table).toMatchObject({ ruling: "partial", headerRows: 1, stubColumns: 1 });
  });

  it("may have a shaded header alone", () => {
    expect(texts(onlyTable({ words, fills: [shade(50, 100, 420, 120)] }))).toEqual(rows);
  });

  it("parts columns set so tight that their figures touch", () => {
    const tight = [50, 200, 222.5, 360];
    const figures = rowsAt(
      [
        ["45 à 54 ans", "345", "15.5"],
        ["55 à 64 ans", "806", "60.9"],
        ["65 à 74 ans", "512", "99.2"],
        ["75 à 84 ans", "312", "66.6"],
      ],
      tight,
      100,
    );
    const edges = [100, 180].map((y) => line("h", y, 50, 300));
    expect(texts(onlyTable({ words: figures, edges }))[2]).toEqual(["65 à 74 ans", "512", "99.2"]);
  });
});

describe("no table", () => {
  const none = (sketch: Parameters<typeof page>[0]): void => expect(findTables(page(sketch))).toEqual([]);

  it("in two columns of prose", () => {
    const text = "les jeunes reçus par la structure ont été suivis en 2023";
    none({
      words: Array.from({ length: 12 }, (_, i) => [
        ...set(text.slice(0, 40), 50, 100 + 13 * i),
        ...set(text.slice(5, 45), 310, 100 + 13 * i),
      ]).flat(),
    });
  });

  it("in a contents page", () => {
    const titles = ["Le public", "La formation", "L'emploi", "L'alternance", "La santé", "Les aides"];
    none({
      words: titles.flatMap((t, i) => [
        ...set(`${t} .........................`, 50, 100 + 18 * i),
        ...set(`${4 + 3 * i}`, 400, 100 + 18 * i),
      ]),
    });
  });

  it("in a directory of addresses and telephones", () => {
    const entry = (x: number, y: number): ReturnType<typeof set> => [
      ...set("Structure de la vallée", x, y),
      ...set("12 rue de la gare", x, y + 12),
      ...set("59000 Lille", x, y + 24),
      ...set("03 20 00 00 00", x, y + 36),
    ];
    none({ words: [50, 230, 410].flatMap((x) => [100, 160, 220].flatMap((y) => entry(x, y))) });
  });

  it("in tiles of key figures", () => {
    const tile = (x: number, value: string, label: string): ReturnType<typeof set> => [
      ...set(value, x, 100, { size: 26 }),
      ...set(label, x, 132),
    ];
    const words = [
      ...tile(60, "453", "contrats"),
      ...tile(220, "962", "salariés"),
      ...tile(380, "54", "lieux"),
    ];
    none({ words, fills: [50, 210, 370].map((x) => shade(x, 90, x + 130, 150)) });
  });

  it("in key figures under a line of headings, each with its label in small type beneath", () => {
    const tile = (x: number, value: string, label: string): ReturnType<typeof set> => [
      ...set(value, x, 140, { size: 14 }),
      ...set(label, x - 8, 158, { size: 7 }),
    ];
    none({
      words: [
        ...set("27 entrées", 90, 100, { size: 13 }),
        ...set("64 en parcours", 330, 100, { size: 13 }),
        ...set("H : 41% (11)", 90, 118),
        ...set("H : 47% (30)", 330, 118),
        ...tile(60, "16 %", "de seniors"),
        ...tile(120, "92 %", "d'allocataires"),
        ...tile(180, "66 %", "sans diplôme"),
        ...tile(310, "28 %", "de seniors"),
        ...tile(370, "77 %", "d'allocataires"),
        ...tile(430, "69 %", "sans diplôme"),
      ],
    });
  });

  it("in figures whose labels stand behind them", () => {
    const item = (y: number, value: string, label: string): ReturnType<typeof set> => [
      ...set(value, 60, y),
      ...set(label, 60 + 5 * value.length + 8, y),
    ];
    none({
      words: [
        ...item(100, "468", "contrats courts"),
        ...item(120, "132", "contrats aidés"),
        ...item(140, "83", "créations"),
      ],
    });
  });

  it("in the axis and lines of a chart", () => {
    const marks = [400, 300, 200, 100, 0];
    none({
      words: marks.flatMap((m, i) => set(String(m), 52, 100 + 40 * i)),
      edges: marks.map((_, i) => line("h", 105 + 40 * i, 50, 400)),
    });
  });
});
