import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "../../src/model/index.js";
import { furniture, heading, keyFigure, list, note, paragraph, read, table } from "./reading.js";

const words = fc
  .array(
    fc.oneof(
      fc.nat(99999).map(String),
      fc.constantFrom(
        "jeunes",
        "12,5 %",
        "2023",
        "16-17 ans",
        "PSC1",
        "03 20 11 22 33",
        "1er",
        "(48",
        "1 634",
        "n° 5",
        "/",
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(" "));

const block: fc.Arbitrary<Block> = fc.oneof(
  words.map((text) => paragraph(text)),
  words.map((text) => heading(text)),
  words.map((text) => note(text)),
  words.map((text) => furniture(text)),
  fc.tuple(words, words).map(([value, label]) => keyFigure(value, label)),
  fc.array(words, { minLength: 1, maxLength: 4 }).map((items) => list(items, { marker: "1." })),
  fc
    .array(fc.tuple(words, words), { minLength: 1, maxLength: 4 })
    .map((rows) => table(rows, { caption: "Tableau 3" })),
);

function textsIn(one: Block): string[] {
  switch (one.kind) {
    case "list":
      return one.items.flatMap((item) => [item.marker, item.text.text]);
    case "table":
      return [...one.cells.map((cell) => cell.text.text), one.caption?.text ?? ""];
    case "keyFigure":
      return [one.value.text, one.label.text];
    default:
      return [one.text.text];
  }
}

const digits = (texts: string[]): string => [...texts.join("").replace(/\D/g, "")].sort().join("");

describe("the ledger", () => {
  test("holds every digit of every block, whatever the rules make of it", () => {
    const RULES = `
tables: [{id: t, where: {rows: jeunes}, cells: received}]
statements: [{id: s, match: ['{first_contacts} jeunes']}]
`;
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const { figures } = read(RULES, ...blocks);
        expect(digits(figures.map(({ raw }) => raw))).toBe(digits(blocks.flatMap(textsIn)));
        expect(new Set(figures.map(({ figure_id }) => figure_id)).size).toBe(figures.length);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["year", paragraph("en 2023")],
    ["date", paragraph("le 21/11/2023")],
    ["telephone number", paragraph("Tél. 03 20 11 22 33")],
    ["reference of a law", paragraph("la loi n° 2023-1196")],
    ["part of a name", paragraph("le diplôme PSC1")],
    ["age or number of years", paragraph("âgés de 25 ans")],
    ["page number", furniture("12")],
    ["running head or foot", furniture("Bilan de 31 jeunes")],
    ["number of a part", heading("3.1 ■ L'accueil")],
    [
      "label of a table",
      table([
        ["Les 3 communes", "Nombre"],
        ["Lille", "/"],
      ]),
    ],
  ])("ignores a %s and says so", (reason, one) => {
    const { figures } = read("", one);
    expect(figures.map(({ state, by }) => [state, by])).toEqual([["ignored", reason]]);
  });

  test("ignores the numbers of list items and the page numbers of a table of contents", () => {
    const { figures } = read("", list(["Le public ......... 12"], { marker: "1." }));
    expect(figures.map(({ raw, by }) => [raw, by])).toEqual([
      ["1", "number of a list item"],
      ["12", "page number in a table of contents"],
    ]);
  });

  test("leaves unmapped what nobody explains", () => {
    const { figures } = read("", paragraph("Il y eut 42 réunions."));
    expect(figures.map(({ raw, state, by }) => [raw, state, by])).toEqual([["42", "unmapped", ""]]);
  });

  test("says which rule ignores a figure, and why", () => {
    const RULES = `
ignore:
  - {id: hours, match: ['{_} à {_} heures'], reason: rule of the scheme}
  - {id: partner, section: zoom sur, reason: another structure's figures}
`;
    const { figures } = read(
      RULES,
      paragraph("15 à 20 heures"),
      paragraph("8 sites", { section: ["Zoom sur Lille"] }),
    );
    expect(figures.map(({ raw, by }) => [raw, by])).toEqual([
      ["15", "demo.yaml#hours: rule of the scheme"],
      ["20", "demo.yaml#hours: rule of the scheme"],
      ["8", "demo.yaml#partner: another structure's figures"],
    ]);
  });
});

describe("ids", () => {
  const RULES = `
tables: [{id: t, where: {headers: nombre}, rows: commune, columns: {nombre: first_contacts}}]
statements: [{id: s, match: ['{received} jeunes']}]
`;
  const document = (): Block[] => [
    paragraph("12 jeunes et 13 jeunes"),
    table([
      ["Commune", "Nombre"],
      ["Lambersart", "4"],
      ["La Madeleine", "/"],
    ]),
  ];
  const ids = (blocks: Block[]): string[] => read(RULES, ...blocks).observations.map((o) => o.observation_id);

  test("do not depend on coordinates", () => {
    const moved = document();
    for (const one of moved)
      if (one.kind === "paragraph")
        for (const word of one.text.words) word.box = { x0: 1, top: 2, x1: 3, bottom: 4 };
    expect(ids(moved)).toEqual(ids(document()));
  });

  test("do not depend on what the value is read as", () => {
    const [text, grid] = document();
    const other = paragraph("99 jeunes et 13 jeunes");
    expect(ids([other, grid as Block])).toEqual(ids([text as Block, grid as Block]));
  });

  test("tell apart what stands twice", () => {
    const twice = ids([...document(), ...document()]);
    expect(new Set(twice).size).toBe(twice.length);
  });

  test("tell pages apart", () => {
    expect(ids([paragraph("12 jeunes", { page: 2 })])).not.toEqual(
      ids([paragraph("12 jeunes", { page: 1 })]),
    );
  });
});
