import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import type { Page, Word } from "../../src/model/index.js";
import { page, write, writeLines } from "./ink.js";
import { read, wordsOf } from "./reading.js";

/** A page with most that the room knows of: title, columns, tiles, list, foot. */
function brochure(number: number): Page {
  const words = [
    ...write("Le territoire", { x: 40, y: 40, size: 21, bold: true, colour: "#1b4965" }),
    ...writeLines(
      [
        "Le réseau accompagne les jeunes de",
        "seize à vingt-cinq ans sur tout son",
        "territoire avec ses partenaires.",
      ],
      { x: 40, y: 100 },
    ),
    ...writeLines(
      [
        "Il travaille avec les communes et les",
        "entreprises, dans le cadre du service",
        "public de l'emploi.",
      ],
      { x: 310, y: 100 },
    ),
    ...write("197 680", { x: 40, y: 220, size: 34, bold: true }),
    ...writeLines(["HABITANTS POUR", "12 COMMUNES"], { x: 175, y: 222 }),
    ...write("1 925", { x: 330, y: 220, size: 34, bold: true }),
    ...write("créations en 2019", { x: 325, y: 258 }),
    ...write("• 49 participants", { x: 40, y: 330 }),
    ...write("• 352 heures", { x: 40, y: 346 }),
    ...write("COMPTE RENDU", { x: 40, y: 810, size: 8 }),
    ...write(String(number), { x: 540, y: 810, size: 8 }),
  ];
  return page(words, { number });
}

/** Some more or less random words anywhere on the page. */
const scattered = fc
  .array(
    fc.record({
      text: fc.constantFrom("jeunes", "679", "12 %", "•", "-", "LES", "a.", "2021", "1 915 €", "emploi :"),
      x: fc.integer({ min: 0, max: 560 }),
      y: fc.integer({ min: 0, max: 830 }),
      size: fc.constantFrom(7, 9, 11, 14, 24),
      bold: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((runs) => page(runs.flatMap((run) => write(run.text, run))));

const jitter = fc.double({ min: -0.3, max: 0.3, noNaN: true });
const moved = (word: Word, dx: number, dy: number): Word => ({
  ...word,
  box: { x0: word.box.x0 + dx, top: word.box.top + dy, x1: word.box.x1 + dx, bottom: word.box.bottom + dy },
});

describe("a document's layout", () => {
  test("every word stands in exactly one block, whatever the page", () => {
    fc.assert(
      fc.property(fc.array(scattered, { minLength: 1, maxLength: 3 }), (pages) => {
        const numbered = pages.map((p, i) => ({ ...p, number: i + 1 }));
        const held = layout(numbered).flatMap(wordsOf);
        expect(new Set(held).size).toBe(held.length);
        expect(new Set(held)).toEqual(new Set(numbered.flatMap((p) => p.words)));
      }),
      { numRuns: 60 },
    );
  });

  const pages = [1, 2, 3].map(brochure);
  const expected = read(layout(pages));

  test("a page reads from its title to its foot", () => {
    expect(read(layout(pages)).slice(0, 8)).toEqual([
      "heading: Le territoire",
      "paragraph: Le réseau accompagne les jeunes de seize à vingt-cinq ans sur tout son territoire avec ses partenaires.",
      "paragraph: Il travaille avec les communes et les entreprises, dans le cadre du service public de l'emploi.",
      "keyFigure: 197 680 = HABITANTS POUR 12 COMMUNES",
      "keyFigure: 1 925 = créations en 2019",
      "list: • 49 participants",
      "list: • 352 heures",
      "furniture: COMPTE RENDU",
    ]);
  });

  test("the drawing order has no influence", () => {
    const orders = fc.tuple(...pages.map((p) => fc.shuffledSubarray(p.words, { minLength: p.words.length })));
    fc.assert(
      fc.property(orders, (words) => {
        expect(read(layout(pages.map((p, i) => ({ ...p, words: words[i]! }))))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test("words a third of a point off change nothing", () => {
    const count = Math.max(...pages.map((p) => p.words.length));
    const shifts = fc.array(fc.tuple(jitter, jitter), { minLength: count, maxLength: count });
    fc.assert(
      fc.property(shifts, (by) => {
        const shaken = pages.map((p) => ({ ...p, words: p.words.map((w, i) => moved(w, ...by[i]!)) }));
        expect(read(layout(shaken))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test("an empty page has no blocks", () => {
    expect(layout([page([])])).toEqual([]);
  });
});
