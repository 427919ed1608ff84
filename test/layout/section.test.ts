import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import type { Page } from "../../src/model/index.js";
import { page, write, writeLines } from "./ink.js";
import { read, sectionOf } from "./reading.js";

const chapter = (number: number, title: string): Page =>
  page(write(title, { x: 120, y: 300, size: 36, bold: true, colour: "#ffffff" }), { number });

interface Look {
  title: number;
  subtitle: number;
  body: number;
}

function slide(number: number, [title, subtitle]: [string, string], text: string[], look: Look): Page {
  return page(
    [
      ...writeLines(text, { x: 40, y: 150, size: look.body }),
      ...write(subtitle, { x: 40, y: 70, size: look.subtitle, colour: "#c55a11" }),
      ...write(title, { x: 40, y: 30, size: look.title, bold: true, colour: "#1f3864" }),
    ],
    { number },
  );
}

const report = (look: Look): Page[] => [
  chapter(1, "1) Le Public"),
  slide(
    2,
    ["I. Les nouveaux accueils", "a. Les communes de résidence"],
    ["La structure a réalisé 679 nouvelles inscriptions."],
    look,
  ),
  slide(
    3,
    ["I. Les nouveaux accueils", "b. Les caractéristiques"],
    ["La moitié des inscrits sont des femmes."],
    look,
  ),
  slide(
    4,
    ["II. Les jeunes en contact", "a. Les communes de résidence"],
    ["Le nombre de contacts progresse fortement."],
    look,
  ),
  chapter(5, "2) La Formation"),
  slide(6, ["I. Les entrées", "a. Les caractéristiques"], ["Les entrées en formation augmentent."], look),
];

describe("sections", () => {
  test.each([
    { title: 25, subtitle: 18, body: 16 },
    { title: 20, subtitle: 14, body: 11 },
    { title: 24, subtitle: 17, body: 16 },
  ])("a slide stands under its chapter, title and subtitle, in any sizes: %o", (look) => {
    const blocks = layout(report(look));
    expect(sectionOf(blocks, "679")).toEqual([
      "1) Le Public",
      "I. Les nouveaux accueils",
      "a. Les communes de résidence",
    ]);
    expect(sectionOf(blocks, "moitié")).toEqual([
      "1) Le Public",
      "I. Les nouveaux accueils",
      "b. Les caractéristiques",
    ]);
    expect(sectionOf(blocks, "contacts")).toEqual([
      "1) Le Public",
      "II. Les jeunes en contact",
      "a. Les communes de résidence",
    ]);
    expect(sectionOf(blocks, "entrées en formation")).toEqual([
      "2) La Formation",
      "I. Les entrées",
      "a. Les caractéristiques",
    ]);
  });

  test("a heading over a box heads that box alone", () => {
    const fills = [40, 310].map((x0) => ({
      box: { x0, top: 110, x1: x0 + 240, bottom: 240 },
      colour: "#eef3f7",
    }));
    const box = (x: number, head: string, text: string[]) => [
      ...write(head, { x, y: 120, bold: true, colour: "#c2410c", size: 12 }),
      ...writeLines(text, { x, y: 142 }),
    ];
    const words = [
      ...write("L'emploi local", { x: 40, y: 60, size: 20, bold: true }),
      ...box(50, "Le PACEA", ["Les jeunes intègrent le dispositif", "pour un an."]),
      ...box(320, "Le parrainage", ["Les parrains suivent les jeunes", "chaque semaine."]),
      ...writeLines(["Les offres sont publiées chaque jour sur le site de la structure."], { x: 40, y: 300 }),
    ];
    const blocks = layout([page(words, { fills })]);
    expect(sectionOf(blocks, "pour un an")).toEqual(["L'emploi local", "Le PACEA"]);
    expect(sectionOf(blocks, "chaque semaine")).toEqual(["L'emploi local", "Le parrainage"]);
    expect(sectionOf(blocks, "offres")).toEqual(["L'emploi local"]);
  });

  test("a page of key figures stands under the page that it is about", () => {
    const titled = (number: number, title: string, text: string): Page =>
      page(
        [
          ...write(title, { x: 40, y: 30, size: 21, bold: true, colour: "#ffffff" }),
          ...writeLines([text], { x: 40, y: 120 }),
        ],
        { number },
      );
    const blocks = layout([
      titled(1, "L'Accueil", "Cinq personnes accueillent le public."),
      titled(2, "CHIFFRES CLÉS 2021", "Le public accueilli reste stable."),
      titled(3, "Le Parrainage", "Les bénévoles préparent les jeunes."),
    ]);
    expect(sectionOf(blocks, "stable")).toEqual(["L'Accueil", "CHIFFRES CLÉS 2021"]);
    expect(sectionOf(blocks, "bénévoles")).toEqual(["Le Parrainage"]);
  });

  test("a heading that the next one completes stays above it, whatever their sizes and colours", () => {
    const words = [
      ...write("8.4 L'alternance", { x: 40, y: 40, size: 16 }),
      ...write("Zoom sur...", { x: 40, y: 90, size: 13 }),
      ...write("Le projet sur les métiers de l'aide", { x: 40, y: 118, size: 13.5 }),
      ...writeLines(["Douze jeunes ont signé un contrat."], { x: 40, y: 148 }),
      ...write("Les écoles partenaires", { x: 40, y: 200, size: 13 }),
      ...writeLines(["Trois écoles ont accueilli des jeunes."], { x: 40, y: 230 }),
    ];
    const blocks = layout([page(words)]);
    expect(sectionOf(blocks, "Douze jeunes")).toEqual([
      "8.4 L'alternance",
      "Zoom sur...",
      "Le projet sur les métiers de l'aide",
    ]);
    expect(sectionOf(blocks, "Trois écoles")).toEqual(["8.4 L'alternance", "Les écoles partenaires"]);
  });

  test("a statement in capitals heads its paragraphs, a short label with a figure does not", () => {
    const words = [
      ...write("LA MOITIÉ DES JEUNES ONT MOINS DE 21 ANS", { x: 40, y: 90 }),
      ...writeLines(["La part des mineurs progresse."], { x: 40, y: 120 }),
      ...write("ENTRÉES EN 2024", { x: 40, y: 200 }),
      ...writeLines(["Les entrées progressent."], { x: 40, y: 230 }),
    ];
    const blocks = layout([page(words)]);
    expect(sectionOf(blocks, "mineurs")).toEqual(["LA MOITIÉ DES JEUNES ONT MOINS DE 21 ANS"]);
    expect(sectionOf(blocks, "Les entrées")).toEqual(["LA MOITIÉ DES JEUNES ONT MOINS DE 21 ANS"]);
  });

  test("a numbered subtitle in plain type is told by its page, though other pages are set larger", () => {
    const prose = (size: number) =>
      writeLines(
        Array.from({ length: 8 }, () => "Les jeunes du territoire sont reçus chaque semaine."),
        {
          x: 40,
          y: 150,
          size,
        },
      );
    const titled = (number: number, subtitle: string, size: number): Page =>
      page(
        [
          ...write("II. Le dispositif", { x: 40, y: 30, size: 25 }),
          ...write(subtitle, { x: 40, y: 80, size: size + 1.5 }),
          ...prose(size),
        ],
        { number },
      );
    const blocks = layout([
      titled(1, "a. Les publics", 16),
      titled(2, "b. Le bilan", 12),
      titled(3, "c. Les suites", 16),
    ]);
    const sections = blocks.filter((b) => b.kind === "paragraph").map((b) => b.section.at(-1));
    expect(sections).toEqual(["a. Les publics", "b. Le bilan", "c. Les suites"]);
  });

  test("a line that announces a list is a paragraph, not a heading", () => {
    const words = [
      ...write("Les jeunes suivis ont bénéficié de :", { x: 40, y: 100, bold: true }),
      ...write("• conseils", { x: 40, y: 120 }),
      ...write("• ateliers", { x: 40, y: 136 }),
    ];
    expect(read(layout([page(words)]))[0]).toBe("paragraph: Les jeunes suivis ont bénéficié de :");
  });
});

describe("headings abreast", () => {
  const column = (x: number, title: string, communes: string[]) => [
    ...write(title, { x, y: 60, size: 14, bold: true, colour: "#1f3864" }),
    ...write("Femmes et hommes à parts égales", { x, y: 80 }),
    ...communes.flatMap((commune, i) => write(`• ${commune}`, { x: x + 10, y: 220 + 18 * i })),
  ];
  const tile = (x: number, value: string) => [
    ...write(value, { x, y: 130, size: 24, bold: true }),
    ...write("sont des séniors", { x: x - 10, y: 160, size: 9 }),
  ];
  const blocks = layout([
    page([
      ...column(42, "134 nouvelles entrées", ["Lompret : 21", "Lambersart : 39", "Verlinghem : 4"]),
      ...column(308, "383 participants en parcours", ["Lompret : 82", "Lambersart : 87", "Verlinghem : 9"]),
      ...[tile(66, "16 %"), tile(180, "92 %"), tile(333, "28 %"), tile(450, "77 %")].flat(),
      ...writeLines(
        ["Les parcours durent deux ans en moyenne, et sont suivis par un référent unique qui les adapte."],
        { x: 42, y: 330 },
      ),
    ]),
  ]);

  test("still head their columns where tiles and lists part the page anew", () => {
    for (const text of ["16 %", "Lompret : 21"])
      expect(sectionOf(blocks, text).at(-1)).toBe("134 nouvelles entrées");
    for (const text of ["28 %", "Lompret : 82"])
      expect(sectionOf(blocks, text).at(-1)).toBe("383 participants en parcours");
  });

  test("do not head what spans the columns", () => {
    expect(sectionOf(blocks, "Les parcours durent")).not.toContain("383 participants en parcours");
  });

  test("head their columns over wide white too, where size alone marks them", () => {
    const column = (x: number, title: string, value: string) => [
      ...write(title, { x, y: 60, size: 14 }),
      ...write(value, { x, y: 150, size: 30 }),
      ...write("dont un tiers en mai", { x, y: 190 }),
    ];
    const titles = ["MDE", "ML", "PLIE"];
    const figures = titles.flatMap((t, i) => column(50 + 175 * i, t, `${i + 3}02`));
    const prose = writeLines(
      [
        "Les subventions sont versées chaque année par les partenaires du réseau, au vu d'un bilan.",
        "Elles couvrent les charges de la structure, et une part des aides versées aux jeunes suivis.",
      ],
      { x: 50, y: 300 },
    );
    const parted = layout([page([...figures, ...prose])]);
    for (const [i, title] of titles.entries()) expect(sectionOf(parted, `${i + 3}02`).at(-1)).toBe(title);
  });

  test("headings of two columns that meet at one height part no columns that text flows through", () => {
    const heading = (text: string, x: number, y: number, size: number) =>
      write(text, { x, y, size, bold: true, colour: "#7b2d8b" });
    const prose = (word: string, x: number, y: number, lines: number) =>
      writeLines(
        Array.from({ length: lines }, (_, i) => `${word}${i} accompagne les parcours des jeunes`),
        { x, y },
      );
    const words = [
      ...heading("I. Le repérage", 40, 80, 16),
      ...prose("alpha", 40, 104, 12),
      ...heading("II. La mobilité", 40, 283, 16),
      ...prose("beta", 40, 307, 10),
      ...prose("gamma", 310, 84, 13),
      ...heading("A. Le permis", 310, 285, 12.5),
      ...prose("delta", 310, 307, 10),
    ];
    const blocks = layout([page(words)]);
    expect(sectionOf(blocks, "alpha3")).toEqual(["I. Le repérage"]);
    expect(sectionOf(blocks, "gamma3")).toEqual(["II. La mobilité"]);
    expect(sectionOf(blocks, "delta3")).toEqual(["II. La mobilité", "A. Le permis"]);
  });

  test("a heading in italics stands under one of its size and weight in upright type", () => {
    const bold = { size: 11, bold: true };
    const words = [
      ...write("Les moyens", { x: 50, y: 60, ...bold }),
      ...write("Les équipes", { x: 50, y: 84, ...bold }).map((w) => ({ ...w, italic: true })),
      ...writeLines(
        ["Quarante conseillers suivent les parcours des jeunes", "dans huit antennes du bassin."],
        {
          x: 50,
          y: 104,
        },
      ),
    ];
    expect(sectionOf(layout([page(words)]), "Quarante")).toEqual(["Les moyens", "Les équipes"]);
  });
});
