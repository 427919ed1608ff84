import { describe, expect, it } from "vitest";
import { findTables } from "../../src/layout/table/index.js";
import type { Table } from "../../src/model/index.js";
import { gridLines, page, rowsAt, set } from "./table-pages.js";

/** The texts of a table, row by row; slots without a cell are empty. */
function texts(table: Table): string[][] {
  const out = Array.from({ length: table.rows }, () => new Array<string>(table.columns).fill(""));
  for (const cell of table.cells) out[cell.row]![cell.column] = cell.text.text;
  return out;
}

describe("a ruled table", () => {
  const xs = [50, 180, 260, 340];
  const rows = [
    ["Commune", "Jeunes", "Dont QPV"],
    ["La Madeleine", "112", "/"],
    ["Lambersart", "1 132", "12"],
    ["Total général :", "1 244", "12"],
  ];
  const words = rowsAt(rows, xs, 100);
  const edges = gridLines(xs, [100, 120, 140, 160, 180]);

  it("is read cell by cell, figures with spaces as one cell", () => {
    const [table, ...others] = findTables(page({ words, edges }));
    expect(others).toEqual([]);
    expect(texts(table!)).toEqual(rows);
    expect(table!.ruling).toBe("ruled");
  });

  it("tells its header, stub and total", () => {
    const [table] = findTables(page({ words, edges }));
    expect(table).toMatchObject({ headerRows: 1, stubColumns: 1, totalRows: [3], totalColumns: [] });
  });

  it("takes the short line above as its caption, not a sentence", () => {
    const title = set("Sexe / Age", 50, 84);
    expect(findTables(page({ words: [...title, ...words], edges }))[0]!.caption?.text).toBe("Sexe / Age");
    const sentence = set("679 jeunes sont venus en 2023.", 50, 84);
    expect(findTables(page({ words: [...sentence, ...words], edges }))[0]!.caption).toBeUndefined();
  });
});
