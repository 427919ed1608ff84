import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/index.js";
import { CONTEXT, cellId, edit, extraction, gridExtraction, misprinted, observation } from "./sample.js";

const TABLE = gridExtraction({
  values: [
    ["112", "38", "214"],
    ["132", "15", "188"],
    ["57", "23", "96"],
  ],
  rowTotals: true,
  columnTotals: true,
});

const column = (total: string, parts: string[], more = {}) =>
  extraction({
    observations: [
      observation({ id: "T", value: total, row: "Total", column: "Montant" }),
      ...parts.map((value, i) =>
        observation({ id: `p${i}`, value, row: `Ligne ${i}`, column: "Montant", area: `COM-${i}` }),
      ),
    ],
    edits: [edit("total", [["total", "T"], ...parts.map((_, i) => ["part", `p${i}`] as const)], more)],
  });

describe("a table with both margins", () => {
  test("says nothing where all sums hold", () => {
    expect(checkDocument(TABLE, CONTEXT)).toEqual([]);
  });

  test("names the cell that stands in the failing row and the failing column, and its value", () => {
    const found = checkDocument(misprinted(TABLE, cellId(1, 2), "198"), CONTEXT);
    expect(found.map((a) => a.check)).toEqual(["total", "total"]);
    for (const anomaly of found) {
      expect(anomaly.severity).toBe("error");
      expect(anomaly.proposals[0]).toMatchObject({ observation: cellId(1, 2), value: "188", kind: "digit" });
      expect(anomaly.suspects).toHaveLength(1);
      expect(anomaly.suspects[0]?.probability).toBeGreaterThan(0.95);
    }
    expect(new Set(found.map((a) => a.group)).size).toBe(1);
    expect(found[0]?.proposals[0]?.repairs.toSorted()).toEqual(found.map((a) => a.anomaly_id).toSorted());
  });

  test("accuses the row total where only the row and the column of totals fail", () => {
    const found = checkDocument(misprinted(TABLE, cellId(0, "T"), "346"), CONTEXT);
    expect(found[0]?.proposals[0]).toMatchObject({
      observation: cellId(0, "T"),
      value: "364",
      kind: "transposed",
    });
  });

  test("finds two independent misprints", () => {
    const found = checkDocument(
      misprinted(misprinted(TABLE, cellId(0, 0), "172"), cellId(2, 1), "32"),
      CONTEXT,
    );
    const best = new Set(found.map((a) => `${a.proposals[0]?.observation}=${a.proposals[0]?.value}`));
    expect(best).toEqual(new Set([`${cellId(0, 0)}=112`, `${cellId(2, 1)}=23`]));
  });
});

describe("a lone total", () => {
  const found = checkDocument(column("679", ["112", "132", "148", "286"]), CONTEXT);

  test("is told with a sum that a reader can redo", () => {
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ stated: "679", expected: "678", difference: "1", tolerance: "0" });
    expect(found[0]?.arithmetic).toBe("112 + 132 + 148 + 286 = 678 ≠ 679");
  });

  test("leaves it open which value is wrong", () => {
    expect(found[0]?.suspects.length).toBeGreaterThan(1);
    expect(found[0]?.suspects[0]?.probability).toBeLessThan(0.9);
    expect(found[0]?.message.fr).toContain("Rien d'autre dans le document ne dit laquelle");
  });

  test("counts what a remark says to add", () => {
    const parts = ["9990", "10"];
    const remark = { notes: ["dont 29 € de frais de gestion"], adjustments: ["29"] };
    expect(checkDocument(column("10029", parts, remark), CONTEXT)).toEqual([]);
    const [short] = checkDocument(column("10034", parts, remark), CONTEXT);
    expect(short).toMatchObject({
      expected: "10029",
      difference: "5",
      notes: ["dont 29 € de frais de gestion"],
    });
    expect(short?.message.fr).toContain("n'y suffit pas");
  });

  test("of a selection only fails when the parts exceed it", () => {
    expect(checkDocument(column("100", ["40", "30"], { partial: true }), CONTEXT)).toEqual([]);
    expect(checkDocument(column("100", ["70", "60"], { partial: true }), CONTEXT)).toHaveLength(1);
  });
});
