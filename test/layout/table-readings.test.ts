import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decided } from "../../src/layout/table/readings.js";
import type { Cell, Table, Text, Word } from "../../src/model/index.js";

const BOX = { x0: 0, top: 0, x1: 10, bottom: 10 };

function wordOf(text: string, confidence: number, readings?: string[]): Word {
  const look = { size: 10, font: "", bold: false, italic: false, colour: "#000000", method: "ocr" as const };
  return { text, box: BOX, ...look, confidence, ...(readings === undefined ? {} : { readings }) };
}

function textOf(words: readonly Word[]): Text {
  let at = 0;
  const spans = words.map(({ text }): [number, number] => {
    const start = at;
    at += text.length + 1;
    return [start, at - 1];
  });
  return { text: words.map(({ text }) => text).join(" "), words: [...words], spans };
}

interface Doubt {
  row: number;
  column: number;
  read: string;
  confidence: number;
  readings?: string[];
}

/** A table of figures with a total below and to the right; what is doubted was read otherwise. */
function tableOf(figures: readonly (readonly number[])[], doubts: readonly Doubt[]): Table {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const lines = figures.map((line) => [...line, sum(line)]);
  const columns = (lines[0] ?? []).map((_, c) => sum(lines.map((line) => line[c] ?? 0)));
  const grid = [...lines, columns];
  const cells = grid.flatMap((line, r) =>
    line.map((value, c): Cell => {
      const doubt = doubts.find(({ row, column }) => row === r && column === c);
      const word = wordOf(doubt?.read ?? String(value), doubt?.confidence ?? 0.95, doubt?.readings);
      return { row: r + 1, column: c + 1, rowSpan: 1, columnSpan: 1, box: BOX, text: textOf([word]) };
    }),
  );
  return {
    kind: "table",
    page: 1,
    box: BOX,
    section: [],
    rows: grid.length + 1,
    columns: (lines[0]?.length ?? 0) + 1,
    cells,
    headerRows: 1,
    stubColumns: 1,
    totalRows: [grid.length],
    totalColumns: [lines[0]?.length ?? 0],
    groupRows: [],
    notes: [],
    continuedOn: [],
    ruling: "ruled",
  };
}

const cellAt = (table: Table, row: number, column: number): Cell | undefined =>
  table.cells.find((cell) => cell.row === row + 1 && cell.column === column + 1);

const FIGURES = [
  [112, 38, 57],
  [132, 9, 148],
  [15, 23, 72],
];

describe("doubtful figures of a recognised table", () => {
  test("are decided by the sums of their row and column", () => {
    const table = decided(tableOf(FIGURES, [{ row: 0, column: 1, read: "33", confidence: 0.6 }]));
    const [word] = cellAt(table, 0, 1)?.text.words ?? [];
    expect(cellAt(table, 0, 1)?.text.text).toBe("38");
    expect(word).toMatchObject({ text: "38", printed: "33" });
    expect(word?.confidence).toBeLessThan(0.8);
  });

  test("may be what another reading gave: a digit lost", () => {
    const doubt = { row: 1, column: 2, read: "48", confidence: 0.4, readings: ["148"] };
    const table = decided(tableOf(FIGURES, [doubt]));
    expect(cellAt(table, 1, 2)?.text.words[0]).toMatchObject({ text: "148", printed: "48" });
  });

  test("stay as read where recognition is sure: the report itself may be wrong", () => {
    const table = tableOf(FIGURES, [{ row: 0, column: 1, read: "33", confidence: 0.95 }]);
    expect(decided(table)).toEqual(table);
  });

  test("stay as read where the sums hold", () => {
    const table = tableOf(FIGURES, [{ row: 0, column: 1, read: "38", confidence: 0.5 }]);
    expect(decided(table)).toEqual(table);
  });

  test("stay as read where two readings would do", () => {
    // 38 in all: either 11 + 27 or 17 + 21.
    const doubts = [
      { row: 0, column: 0, read: "17", confidence: 0.5 },
      { row: 1, column: 0, read: "27", confidence: 0.5 },
    ];
    const one = tableOf([[11], [27]], doubts);
    const table = { ...one, columns: 2, totalColumns: [], cells: one.cells.filter((c) => c.column === 1) };
    expect(decided(table)).toEqual(table);
  });

  test("one look-alike digit anywhere in the body is always put right, and nothing else changes", () => {
    const line = fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 3, maxLength: 3 });
    const body = fc.array(line, { minLength: 3, maxLength: 5 });
    const place = fc.record({ row: fc.nat(2), column: fc.nat(2) });
    fc.assert(
      fc.property(body, place, fc.nat(), (figures, { row, column }, pick) => {
        const value = String(figures[row]?.[column]);
        const wrong = [...value].flatMap((digit, i) =>
          [...({ "8": "3", "3": "8", "1": "7", "7": "1", "0": "6", "6": "0" }[digit] ?? "")].map((other) =>
            [...value].with(i, other).join(""),
          ),
        );
        const read = wrong[pick % Math.max(1, wrong.length)];
        fc.pre(read !== undefined && String(Number(read)) === read);
        const table = tableOf(figures, [{ row, column, read: read ?? "", confidence: 0.6 }]);
        const plain = tableOf(figures, []);
        expect(decided(table).cells.map(({ text }) => text.text)).toEqual(
          plain.cells.map(({ text }) => text.text),
        );
      }),
    );
  });
});
