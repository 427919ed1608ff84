import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTables } from "../../src/layout/table/index.js";
import type { Word } from "../../src/model/index.js";
import { gridLines, page, rowsAt, set, texts } from "./table-pages.js";

const xs = [50, 190, 270, 350, 430];
const figure = fc
  .tuple(fc.constantFrom("count", "thousands", "share", "amount", "none"), fc.integer({ min: 1, max: 999 }))
  .map(([kind, n]) => {
    if (kind === "none") return "/";
    if (kind === "share") return `${(n / 10).toFixed(1).replace(".", ",")} %`;
    if (kind === "amount") return `${n} €`;
    return kind === "thousands" ? `${1 + (n % 9)} ${String(n).padStart(3, "0")}` : String(n);
  });
const PLACES = [
  "Lambersart",
  "Lompret",
  "Pérenchies",
  "Verlinghem",
  "Wambrechies",
  "Quesnoy",
  "Comines",
  "Linselles",
];

/** Tables of places by figures, with at least one figure in each row so that the row is no group's name. */
const table = fc
  .array(fc.tuple(fc.nat(999), figure, figure), { minLength: 3, maxLength: PLACES.length })
  .map((values) => [
    ["Commune", "Jeunes", "Dont QPV", "Montant"],
    ...values.map((v, i) => [PLACES[i]!, String(v[0]), v[1], v[2]]),
  ]);

function read(words: readonly Word[], rows: readonly unknown[], drawn: boolean): string[][][] {
  const edges = drawn
    ? gridLines(
        xs,
        Array.from({ length: rows.length + 1 }, (_, i) => 100 + 20 * i),
      )
    : [];
  return findTables(page({ words: [...words], edges })).map(texts);
}

describe("what is read of a table", () => {
  it("is what was set, with lines or without", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const words = rowsAt(rows, xs, 100);
        expect(read(words, rows, true)).toEqual([rows]);
        expect(read(words, rows, false)).toEqual([rows]);
      }),
      { numRuns: 40 },
    );
  });

  it("does not depend on the order of the words", () => {
    fc.assert(
      fc.property(table, fc.infiniteStream(fc.nat()), fc.boolean(), (rows, ranks, drawn) => {
        const keyed = rowsAt(rows, xs, 100).map((word) => ({ word, rank: ranks.next().value as number }));
        const shuffled = keyed.sort((a, b) => a.rank - b.rank).map((k) => k.word);
        expect(read(shuffled, rows, drawn)).toEqual([rows]);
      }),
      { numRuns: 30 },
    );
  });

  it("does not depend on a third of a point", () => {
    const shift = fc.double({ min: -0.3, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(table, fc.infiniteStream(shift), fc.boolean(), (rows, shifts, drawn) => {
        const next = (): number => shifts.next().value as number;
        const words = rowsAt(rows, xs, 100).map((w) => ({
          ...w,
          box: {
            x0: w.box.x0 + next(),
            top: w.box.top + next(),
            x1: w.box.x1 + next(),
            bottom: w.box.bottom + next(),
          },
        }));
        expect(read(words, rows, drawn)).toEqual([rows]);
      }),
      { numRuns: 30 },
    );
  });

  it("is the same where the line is one word held together by no-break spaces", () => {
    const whole = (text: string, x: number, y: number): Word[] => {
      const words = set(text, x, y);
      const box = { ...words[0]!.box, x1: words.at(-1)!.box.x1 };
      return [{ ...words[0]!, text: text.replaceAll(" ", "\u00A0"), box }];
    };
    const rows = [
      ["Commune", "Montant"],
      ["La Madeleine", "1 132 €"],
      ["Lompret", "311 €"],
      ["Comines", "2 040 €"],
    ];
    const words = rows.flatMap((row, r) => row.flatMap((text, c) => whole(text, xs[c]! + 3, 104 + 20 * r)));
    const [found] = read(words, rows, false);
    expect(found?.map((row) => row.map((t) => t.replaceAll("\u00A0", " ")))).toEqual(rows);
  });
});
