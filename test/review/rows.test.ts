import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowCutter, rowsOf } from "../../src/review/rows.js";

const cell = fc.oneof(
  fc.constantFrom("", "2023", '"', '""', "a,b", "1\n2", "1\r\n2", " ", "Évaluation, « dont » 5", "'=1"),
  fc.string({ unit: "grapheme", maxLength: 6 }).filter((text) => !/[\r\uFEFF]/.test(text)),
);
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
const written = (rows: string[][], record_delimiter: "unix" | "windows"): Buffer =>
  Buffer.from(stringify(rows, { record_delimiter, quoted_match: /[\r\n]/ }));

describe("the lines of a publication's tables", () => {
  test("are what was written, wherever the file is cut into chunks", () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom("unix", "windows"),
        fc.integer({ min: 1, max: 40 }),
        (rows, ends, size) => {
          const bytes = written(rows, ends);
          const cut = rowCutter();
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
            bytes.subarray(i * size, (i + 1) * size),
          );
          const found = chunks.flatMap((chunk) => [...cut(chunk)]);
          expect(found.map(({ fields }) => fields)).toEqual(rows);
          expect(found.at(-1)?.end).toBe(bytes.length);
        },
      ),
    );
  });

  test("are found again by their place in the file", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const bytes = written(rows, "unix");
        const ends = [0, ...[...rowsOf(bytes)].map(({ end }) => end)];
        for (const [i, row] of rows.entries())
          expect([...rowsOf(bytes.subarray(ends[i], ends[i + 1]), ends[i])]).toEqual([
            { fields: row, end: ends[i + 1] },
          ]);
      }),
    );
  });

  test("a quote that is not closed is told, or ends the file as a line cut short", () => {
    expect(() => [...rowsOf(Buffer.from('a,"b"c,"d\n"'))]).not.toThrow();
    expect([...rowsOf(Buffer.from('a,b\n"c,d\n'))].map(({ fields }) => fields)).toEqual([["a", "b"]]);
  });
});
