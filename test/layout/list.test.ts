import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import { page, write, writeLines } from "./ink.js";
import { read } from "./reading.js";

describe("lists", () => {
  test.each(["•", "-", "➤", "✓", "■", "o", "Ø"])(
    "%s marks items; their lines run on under the text",
    (marker) => {
      const words = [
        ...write("Les ateliers portent sur :", { x: 50, y: 100 }),
        ...write(marker, { x: 50, y: 120 }),
        ...writeLines(["la recherche d'emploi et la", "préparation aux entretiens"], { x: 64, y: 120 }),
        ...write(marker, { x: 50, y: 150 }),
        ...write("la mobilité", { x: 64, y: 150 }),
      ];
      expect(read(layout([page(words)]))).toEqual([
        "paragraph: Les ateliers portent sur :",
        `list: ${marker} la recherche d'emploi et la préparation aux entretiens`,
        `list: ${marker} la mobilité`,
      ]);
    },
  );

  test("an item goes on at the margin where its line ends amid a phrase", () => {
    const words = [
      ...writeLines(["✓ 49 % des nouveaux inscrits", "sont des femmes (48", "% en 2022)."], {
        x: 50,
        y: 100,
      }),
      ...writeLines(["✓ 23 % sont âgés de 16 à", "17 ans (22 % en 2022)."], { x: 50, y: 160 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "list: ✓ 49 % des nouveaux inscrits sont des femmes (48 % en 2022).",
      "list: ✓ 23 % sont âgés de 16 à 17 ans (22 % en 2022).",
    ]);
  });

  test("an item goes on at the margin with a capital where its line had no more room", () => {
    const words = [
      ...writeLines(["• Une action de lutte contre le décrochage des Missions", "Locales : 9 lycées."], {
        x: 50,
        y: 100,
      }),
      ...write("• Public ciblé", { x: 50, y: 140 }),
      ...write("Les lycées du territoire", { x: 50, y: 154 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "list: • Une action de lutte contre le décrochage des Missions Locales : 9 lycées.",
      "list: • Public ciblé",
      "paragraph: Les lycées du territoire",
    ]);
  });

  test("a dash amid brackets opens no item", () => {
    const words = writeLines(["Le forum du 6 avril a réuni du monde (61 exposants", "- 483 visiteurs)."], {
      x: 50,
      y: 100,
    });
    expect(read(layout([page(words)]))).toEqual([
      "paragraph: Le forum du 6 avril a réuni du monde (61 exposants - 483 visiteurs).",
    ]);
  });

  test("lines set in under one that leads to them are items without bullets, as deep as they are set in", () => {
    const words = [
      ...write("Les rencontres organisées pour tous :", { x: 50, y: 100 }),
      ...write("le 6 juillet, la santé :", { x: 64, y: 114 }),
      ...write("11 exposants - 83 entretiens", { x: 78, y: 128 }),
      ...write("le 12 octobre, le textile :", { x: 64, y: 142 }),
      ...write("8 exposants", { x: 78, y: 156 }),
      ...write("36 participants", { x: 78, y: 170 }),
      ...write("Une salle était prêtée par la commune pour chacune des rencontres de l'année.", {
        x: 50,
        y: 196,
      }),
    ];
    expect(read(layout([page(words)]))).toEqual(
      [
        "paragraph: Les rencontres organisées pour tous :",
        "list: le 6 juillet, la santé :",
        "list:   11 exposants - 83 entretiens",
        "list: le 12 octobre, le textile :",
        "list:   8 exposants",
        "list:   36 participants",
        "paragraph: Une salle était prêtée par la commune pour chacune des rencontres de l'année.",
      ].map((line) => line.replace("list: ", "list:  ")),
    );
  });

  test("items set further in stand deeper", () => {
    const words = [
      ...write("• 21 participants", { x: 50, y: 100 }),
      ...write("- 9 en formation", { x: 70, y: 116 }),
      ...write("- 12 au permis", { x: 70, y: 132 }),
      ...write("• 3 abandons", { x: 50, y: 148 }),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "list: • 21 participants",
      "list:   - 9 en formation",
      "list:   - 12 au permis",
      "list: • 3 abandons",
    ]);
  });

  test("lists side by side are not mixed", () => {
    const items = (names: string[], x: number) =>
      names.flatMap((n, i) => write(`• ${n}`, { x, y: 100 + 16 * i }));
    const words = [
      ...items(["Lompret : 0", "Lambersart : 39"], 50),
      ...items(["Lompret : 2", "Lambersart : 87"], 300),
    ];
    expect(read(layout([page(words)]))).toEqual([
      "list: • Lompret : 0",
      "list: • Lambersart : 39",
      "list: • Lompret : 2",
      "list: • Lambersart : 87",
    ]);
  });

  test("a bullet set against its text belongs to neither the text nor another word", () => {
    const words = [
      ...write("➤60 % des jeunes", { x: 50, y: 100 }),
      ...write("➤49 % des femmes", { x: 50, y: 130 }),
    ];
    const [list] = layout([page(words)]);
    expect(list?.kind === "list" && list.items.map((i) => [i.marker, i.text.text, i.text.spans[0]])).toEqual([
      ["➤", "60 % des jeunes", [0, 2]],
      ["➤", "49 % des femmes", [0, 2]],
    ]);
  });

  test("a small square drawn before a line is its bullet", () => {
    const words = [
      ...write("Lambersart : 19", { x: 60, y: 100 }),
      ...write("Verlinghem : 2", { x: 60, y: 125 }),
    ];
    const fills = [102, 127].map((top) => ({
      box: { x0: 48, top, x1: 52.5, bottom: top + 4.5 },
      colour: "#c2410c",
    }));
    expect(read(layout([page(words, { fills })]))).toEqual([
      "list:  Lambersart : 19",
      "list:  Verlinghem : 2",
    ]);
  });

  test("names with a value line by line are a list without bullets too; two of them are prose", () => {
    const lines = (names: string[], x: number, y: number) =>
      names.flatMap((n, i) => write(n, { x, y: y + 18 * i }));
    const words = [
      ...lines(["Lompret : 21", "Lambersart : 1 039", "La Madeleine : 4"], 50, 100),
      ...lines(["Lompret : 82", "Lambersart : 87", "La Madeleine : 9 %"], 300, 100),
      ...lines(["Début : 12", "Fin : 14"], 50, 300),
    ];
    expect(layout([page(words)]).map((b) => read([b]))).toEqual([
      ["list:  Lompret : 21", "list:  Lambersart : 1 039", "list:  La Madeleine : 4"],
      ["list:  Lompret : 82", "list:  Lambersart : 87", "list:  La Madeleine : 9 %"],
      ["paragraph: Début : 12"],
      ["paragraph: Fin : 14"],
    ]);
  });

  describe("statements that open with numbers set large, in tiles side by side", () => {
    const line = (x: number, y: number, value: string, size: number, label: string) => [
      ...write(value, { x, y, size, bold: true }),
      ...write(label, { x: x + 0.5 * size * value.length + 4, y: y + 0.8 * (size - 10), size: 10 }),
    ];
    const tile = (x: number, total: string, part: string) => [
      ...line(x, 100, total, 22, "abonnés"),
      ...line(x - 12, 134, part, 15, "nouveaux abonnés"),
    ];
    const words = [...tile(80, "2338", "323"), ...tile(250, "6790", "408"), ...tile(420, "7200", "109")];
    const fills = [50, 220, 390].map((x0) => ({
      box: { x0, top: 90, x1: x0 + 150, bottom: 170 },
      colour: "#eef3f7",
    }));

    test.each([
      ["shaded", fills],
      ["without shades", []],
    ])("each tile is one list, %s", (_, shades) => {
      const blocks = layout([page(words, { fills: shades })]);
      expect(blocks.map((b) => read([b]))).toEqual([
        ["list:  2338 abonnés", "list:  323 nouveaux abonnés"],
        ["list:  6790 abonnés", "list:  408 nouveaux abonnés"],
        ["list:  7200 abonnés", "list:  109 nouveaux abonnés"],
      ]);
    });
  });
});
