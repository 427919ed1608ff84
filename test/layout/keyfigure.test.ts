import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import type { Word } from "../../src/model/index.js";
import { page, write, writeLines } from "./ink.js";
import { read } from "./reading.js";

const number = (text: string, x: number, y: number, size = 30) =>
  write(text, { x, y, size, bold: true, colour: "#1b4965" });

describe("key figures", () => {
  test("the label stands at the right, in several lines", () => {
    const words = [
      ...number("17 779", 50, 100),
      ...writeLines(["DEMANDEURS D'EMPLOI", "DE CATÉGORIES ABC", "AU 31 DÉCEMBRE 2021"], { x: 165, y: 95 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "keyFigure: 17 779 = DEMANDEURS D'EMPLOI DE CATÉGORIES ABC AU 31 DÉCEMBRE 2021",
    ]);
  });

  test("the label stands at the left", () => {
    const words = [
      ...writeLines(["JEUNES VUS EN", "PRÉPARATION"], { x: 50, y: 103 }),
      ...number("84", 135, 100),
    ];
    expect(read(layout([page(words)]))).toEqual(["keyFigure: 84 = JEUNES VUS EN PRÉPARATION"]);
  });

  test("the lines of a label in capitals need not begin or end together", () => {
    const words = [
      ...write("DES HABITANTS", { x: 62, y: 100 }),
      ...write("DE LA RÉGION", { x: 60, y: 114 }),
      ...write("VIVENT DANS UN QUARTIER", { x: 50, y: 128 }),
      ...number("12,6 %", 190, 104),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "keyFigure: 12,6 % = DES HABITANTS DE LA RÉGION VIVENT DANS UN QUARTIER",
    ]);
  });

  test("a label in the manner of the other labels is preferred to the title below", () => {
    const dark = { bold: true, colour: "#26303a" };
    const words = [
      ...[0, 1, 2].flatMap((i) => [
        ...number(String(41 + i), 60 + 150 * i, 40),
        ...write("emplois créés", { x: 50 + 150 * i, y: 74, ...dark }),
      ]),
      ...number("187", 45, 130),
      ...writeLines(["projets économiques", "accueillis"], { x: 108, y: 132, ...dark }),
      ...write("LES DOMAINES D'ACTIVITÉ", { x: 45, y: 168, size: 13, bold: true, colour: "#0d7a6b" }),
    ];
    const figures = read(layout([page(words)])).filter((line) => line.startsWith("keyFigure: 187"));
    expect(figures).toEqual(["keyFigure: 187 = projets économiques accueillis"]);
  });

  test("the lines of a label may each have their own ground", () => {
    const white = { bold: true, colour: "#ffffff" };
    const ground = (x0: number, top: number, x1: number, bottom: number) => ({
      box: { x0, top, x1, bottom },
      colour: "#1f3a5f",
    });
    const words = [
      ...write("de budget programmé en 2021", { x: 60, y: 101, ...white }),
      ...write("pour les parcours", { x: 90, y: 114, ...white }),
      ...write("1 656 896€", { x: 240, y: 96, size: 28, ...white }),
    ];
    const fills = [ground(58, 100, 226, 113), ground(88, 113, 190, 126), ground(238, 94, 390, 128)];
    expect(read(layout([page(words, { fills })]))).toEqual([
      "keyFigure: 1 656 896€ = de budget programmé en 2021 pour les parcours",
    ]);
  });

  test("the label stands at the left on the same line, hardly a space apart", () => {
    const aid = [
      ...write("d'aides financières attribuées aux jeunes", { x: 50, y: 114 }),
      ...number("635 281 €", 270, 100),
    ];
    expect(read(layout([page(aid)]))).toEqual([
      "keyFigure: 635 281 € = d'aides financières attribuées aux jeunes",
    ]);
    const amid = [...aid, ...write("au cours de l'année, dont deux cents à des mineurs", { x: 50, y: 133 })];
    expect(read(layout([page(amid)])).some((line) => line.startsWith("keyFigure"))).toBe(false);
  });

  test("the label stands below, or above", () => {
    const below = [...number("10 369", 50, 100), ...write("entreprises du territoire", { x: 40, y: 133 })];
    const above = [
      ...write("financement attribué par le plan", { x: 300, y: 300 }),
      ...number("63 547 €", 330, 314),
    ];
    expect(read(layout([page([...below, ...above])]))).toEqual([
      "keyFigure: 10 369 = entreprises du territoire",
      "keyFigure: 63 547 € = financement attribué par le plan",
    ]);
  });

  test("a label goes on in the next line as long as a bracket is open", () => {
    const label = ["JEUNES ONT SIGNÉ EN 2024 (-14", "% PAR RAPPORT À 2023)"];
    const words = [
      ...number("61 656", 50, 100),
      ...label.flatMap((line, i) => write(line, { x: 40, y: 134 + 15 * i, size: 9, bold: true })),
    ];
    expect(read(layout([page(words)]))).toEqual([`keyFigure: 61 656 = ${label.join(" ")}`]);
  });

  test("number and label stand at the two ends of one band", () => {
    const fills = [{ box: { x0: 40, top: 90, x1: 555, bottom: 140 }, colour: "#1b4965" }];
    const label = (x: number) => write("de bourses allouées", { x, y: 108, colour: "#ffffff" });
    const value = (x: number) => write("23 000€", { x, y: 103, size: 22, bold: true, colour: "#ffffff" });
    for (const words of [
      [...value(50), ...label(440)],
      [...label(50), ...value(460)],
    ])
      expect(read(layout([page(words, { fills })]))).toEqual(["keyFigure: 23 000€ = de bourses allouées"]);
  });

  test("nothing need bind them where nothing else stands on their line", () => {
    const words = [
      ...number("635 281€", 440, 100),
      ...write("d'aides attribuées aux jeunes", { x: 50, y: 106 }),
      ...write("Deux lignes plus bas, on parle d'autre chose.", { x: 50, y: 180 }),
    ];
    expect(read(layout([page(words)]))[0]).toBe("keyFigure: 635 281€ = d'aides attribuées aux jeunes");
  });

  test("no label is taken over a neighbour's on the way", () => {
    const words = [
      ...number("635 281€", 440, 100),
      ...write("d'aides attribuées aux jeunes", { x: 50, y: 106 }),
      ...write("par convention", { x: 270, y: 106 }),
    ];
    expect(read(layout([page(words)])).filter((line) => line.startsWith("keyFigure"))).toEqual([]);
  });

  test("in a row of tiles each number has its own label", () => {
    const tiles = [
      ["143", "animations"],
      ["481", "participants"],
      ["337", "jeunes"],
      ["144", "adultes"],
    ] as const;
    const words = tiles.flatMap(([value, label], i) => [
      ...number(value, 50 + 120 * i, 100),
      ...write(label, { x: 44 + 120 * i, y: 133 }),
    ]);
    expect(read(layout([page(words)]))).toEqual(
      tiles.map(([value, label]) => `keyFigure: ${value} = ${label}`),
    );
  });

  test("tiles that face one another do not take each other's label", () => {
    const words = [
      ...number("90", 50, 100, 24),
      ...writeLines(["ATELIERS NUMÉRIQUES", "RÉALISÉS"], { x: 84, y: 100, size: 10 }),
      ...writeLines(["JEUNES VUS EN", "PRÉPARATION"], { x: 360, y: 100, size: 10 }),
      ...number("84", 436, 100, 24),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "keyFigure: 90 = ATELIERS NUMÉRIQUES RÉALISÉS",
      "keyFigure: 84 = JEUNES VUS EN PRÉPARATION",
    ]);
  });

  test("numbers that face one another are two, though no-break spaces hold each together", () => {
    const bound = (words: Word[]): Word[] => {
      const [first, last] = [words[0], words.at(-1)];
      if (first === undefined || last === undefined) return [];
      const text = words.map((w) => w.text).join(" ");
      return [{ ...first, text, box: { ...first.box, x1: last.box.x1 } }];
    };
    const words = [
      ...writeLines(["CONTRATS", "SIGNÉS"], { x: 50, y: 103 }),
      ...bound(number("3 868", 120, 100)),
      ...bound(number("95 032", 208, 100)),
      ...writeLines(["HEURES DE", "CLAUSES"], { x: 325, y: 103 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "keyFigure: 3 868 = CONTRATS SIGNÉS",
      "keyFigure: 95 032 = HEURES DE CLAUSES",
    ]);
  });

  test("a label beside a number is preferred to the sentence under it", () => {
    const words = [
      ...number("85", 50, 100, 24),
      ...write("MATINALES ANIMÉES", { x: 86, y: 107, bold: true }),
      ...write("Pour 327 participations dont 38 issues du plan", { x: 50, y: 130, size: 10 }),
    ];
    expect(read(layout([page(words)]))[0]).toBe("keyFigure: 85 = MATINALES ANIMÉES");
  });

  test("smaller figures under a total are its list", () => {
    const words = [
      ...number("2 173", 50, 100),
      ...write("CONTRATS DE TRAVAIL SIGNÉS :", { x: 150, y: 109, bold: true }),
      ...["1 027 missions", "213 contrats", "77 contrats"].flatMap((line, i) => {
        const [value, label] = line.split(/ (?=\D)/) as [string, string];
        const y = 150 + 22 * i;
        return [...number(value, 100 - value.length * 8, y, 16), ...write(label, { x: 112, y: y + 3 })];
      }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "keyFigure: 2 173 = CONTRATS DE TRAVAIL SIGNÉS :",
      "list:  1 027 missions",
      "list:  213 contrats",
      "list:  77 contrats",
    ]);
  });

  test.each([
    ["a sentence in lighter type", "Pour 327 participations dont 38 sans emploi."],
    ["a figure with words of its own", "98 % de participants satisfaits"],
  ])("a label set off beside a number is preferred to %s under it", (_, under) => {
    const words = [
      ...number("85", 50, 100),
      ...write("MATINALES ANIMÉES", { x: 106, y: 110, bold: true }),
      ...write(under, { x: 50, y: 134, bold: under.startsWith("98") }),
    ];
    expect(read(layout([page(words)]))).toContain("keyFigure: 85 = MATINALES ANIMÉES");
  });

  test("a small word alone before a number is no label", () => {
    const words = [
      ...write("pour", { x: 30, y: 118 }),
      ...number("2311", 72, 100),
      ...write("événements", { x: 166, y: 110 }),
    ];
    expect(read(layout([page(words)]))).toContain("keyFigure: 2311 = événements");
  });

  test("labels with values in a column beside them are a list of both", () => {
    const words = [
      ["Contrat Pro", "12 %"],
      ["Apprentissage", "88 %"],
    ].flatMap(([label, value], i) => [
      ...write(label!, { x: 50, y: 100 + 30 * i }),
      ...write(value!, { x: 200, y: 100 + 30 * i }),
    ]);
    const texts = read(layout([page(words)])).map((line) => line.replace(/^table: (.*)$/, "$1"));
    expect(texts.join(" ").replace(/list:\s+| \|/g, "")).toBe("Contrat Pro 12 % Apprentissage 88 %");
  });
});
