import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import type { Edge, Page } from "../../src/model/index.js";
import { page, write, writeLines } from "./ink.js";
import { wordsOf } from "./reading.js";

/** A ruled table of two columns, its rows 20 points high. */
function ruled(rows: [string, string][], y: number): { words: Page["words"]; edges: Edge[] } {
  const line = (orientation: "h" | "v", x0: number, top: number, x1: number, bottom: number): Edge => ({
    orientation,
    box: { x0, top, x1, bottom },
    width: 0.5,
    colour: "#000000",
  });
  const end = y + 20 * rows.length;
  return {
    words: rows.flatMap(([a, b], i) => [
      ...write(a, { x: 55, y: y + 4 + 20 * i }),
      ...write(b, { x: 305, y: y + 4 + 20 * i }),
    ]),
    edges: [
      ...Array.from({ length: rows.length + 1 }, (_, i) => line("h", 50, y + 20 * i, 500, y + 20 * i)),
      ...[50, 300, 500].map((x) => line("v", x, y, x, end)),
    ],
  };
}

describe("the pages of a document", () => {
  test("heads and feet that come back, and page numbers, are furniture; a title that comes back is not", () => {
    const pages = [1, 2, 3, 4].map((number) =>
      page(
        [
          ...write("Le parrainage", { x: 50, y: 30, size: 22, bold: true }),
          ...writeLines([`Les parrains de la page ${number} suivent les jeunes.`], { x: 50, y: 200 }),
          ...write("COMPTE RENDU D'ACTIVITÉ", { x: number % 2 === 0 ? 50 : 400, y: 815, size: 8 }),
          ...write(String(number + 10), { x: number % 2 === 0 ? 540 : 50, y: 815, size: 8 }),
        ],
        { number },
      ),
    );
    const first = layout(pages).filter((b) => b.page === 1);
    expect(first.map((b) => [b.kind, "text" in b ? b.text.text : ""])).toEqual([
      ["heading", "Le parrainage"],
      ["paragraph", "Les parrains de la page 1 suivent les jeunes."],
      ["furniture", "COMPTE RENDU D'ACTIVITÉ"],
      ["furniture", "11"],
    ]);
  });

  test.each([
    (n: number) => `Page ${n}`,
    (n: number) => `– ${n} –`,
    (n: number) => `${n} / 4`,
    (n: number) => `p. ${n} sur 4`,
  ])("page numbers are furniture in all manners (%#)", (numbered) => {
    const pages = [1, 2, 3, 4].map((number) =>
      page(
        [
          ...writeLines([`Les parrains de la page ${number} suivent les jeunes.`], { x: 50, y: 200 }),
          ...write(numbered(number), { x: 270, y: 815, size: 9 }),
        ],
        { number },
      ),
    );
    const feet = layout(pages).filter((b) => b.kind === "furniture");
    expect(feet.map((b) => ("text" in b ? b.text.text : ""))).toEqual([1, 2, 3, 4].map(numbered));
  });

  test("the last line of a logo at the head is furniture with the others, a subtitle there is not", () => {
    const pages = [1, 2, 3].map((number) =>
      page(
        [
          ...write("Mission", { x: 500, y: 60, size: 9 }),
          ...write("Locale", { x: 500, y: 71, size: 9 }),
          ...write("Nord-Ouest", { x: 500, y: 84, size: 6 }),
          ...write("Les parrains", { x: 50, y: 84, size: 9 }),
          ...writeLines([`Les parrains de la page ${number} suivent les jeunes.`], { x: 50, y: 200 }),
        ],
        { number },
      ),
    );
    const furniture = layout(pages).filter((b) => b.page === 1 && b.kind === "furniture");
    expect(furniture.map((b) => ("text" in b ? b.text.text : ""))).toEqual([
      "Mission",
      "Locale",
      "Nord-Ouest",
    ]);
  });

  test("a table that goes on over the page is one; its head printed again is furniture", () => {
    const head: [string, string] = ["Indicateur", "Région"];
    const one = ruled([head, ["Jeunes accompagnés", "115 109"], ["Jeunes en contact", "163 425"]], 600);
    const two = ruled([head, ["Entrées en formation", "21 656"], ["Sorties en emploi", "29 813"]], 60);
    const pages = [page(one.words, { ...one, number: 1 }), page(two.words, { ...two, number: 2 })];
    const blocks = layout(pages);
    expect(blocks.map((b) => b.kind)).toEqual(["table", "furniture"]);
    const [table] = blocks;
    expect(table?.kind === "table" && [table.rows, table.continuedOn]).toEqual([5, [2]]);
    expect(new Set(blocks.flatMap(wordsOf))).toEqual(new Set(pages.flatMap((p) => p.words)));
  });

  test("a numbered title over a table heads the section; it is no caption", () => {
    const table = ruled(
      [
        ["Commune", "Contacts"],
        ["Lompret", "311"],
        ["Pérenchies", "2 672"],
      ],
      120,
    );
    const words = [
      ...write("II. Les jeunes en contact", { x: 50, y: 30, size: 22, bold: true, colour: "#1f3864" }),
      ...write("d. Les contacts par commune", { x: 50, y: 96, size: 15, colour: "#c55a11" }),
      ...table.words,
    ];
    const block = layout([page(words, table)]).find((b) => b.kind === "table");
    expect(block?.section).toEqual(["II. Les jeunes en contact", "d. Les contacts par commune"]);
    expect(block?.kind === "table" && block.caption).toBeUndefined();
  });
});
