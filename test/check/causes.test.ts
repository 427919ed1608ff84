import { describe, expect, test } from "vitest";
import { check } from "../../src/check/index.js";
import type { Anomaly, Extraction } from "../../src/model/index.js";
import { CONTEXT, cellId, edit, extraction, gridExtraction, misprinted, observation } from "./sample.js";

const run = (source: Extraction): Promise<Anomaly[]> => check({ extractions: [source], ...CONTEXT });
const groupsOf = (found: readonly Anomaly[]): number => new Set(found.map((a) => a.group)).size;
const messagesOf = (found: readonly Anomaly[]): string[] => [
  ...new Set(found.map((a) => a.message.fr.replace(/[\u00a0\u202f]/g, " "))),
];

/** The same table, with the values of one column printed one row further down, the last one first. */
function shifted(source: Extraction, column: number, rows: number): Extraction {
  const printed = new Map(source.observations.map((o) => [o.observation_id, o.obs_value ?? "0"]));
  return Array.from({ length: rows }, (_, row) => row).reduce(
    (spoilt, row) =>
      misprinted(spoilt, cellId(row, column), printed.get(cellId((row + rows - 1) % rows, column)) ?? "0"),
    source,
  );
}

const VALUES = [
  ["112", "47", "83"],
  ["236", "91", "158"],
  ["57", "24", "35"],
  ["381", "160", "214"],
  ["143", "66", "79"],
  ["298", "105", "187"],
  ["84", "38", "51"],
  ["169", "72", "96"],
];

describe("what has one cause is one group with one message:", () => {
  test("a column shifted by one row", async () => {
    const table = gridExtraction({ values: VALUES, rowTotals: true, columnTotals: true });
    expect(await run(table)).toEqual([]);
    const found = await run(shifted(table, 1, VALUES.length));
    expect(found.length).toBe(VALUES.length);
    expect(groupsOf(found)).toBe(1);
    expect(messagesOf(found)).toEqual([
      expect.stringContaining("les valeurs de « Colonne 1 » sont décalées d'un rang"),
    ]);
    expect(found[0]?.message.en).toContain("shifted by one place; put back, they restore 7 totals");
  });

  test("the same without column totals", async () => {
    const table = gridExtraction({ values: VALUES, rowTotals: true });
    const found = await run(shifted(table, 2, VALUES.length));
    expect([found.length, groupsOf(found)]).toEqual([VALUES.length, 1]);
  });

  const counts = ["412", "287", "193", "158", "96"];
  const total = 1146;

  test("percentages of another whole than their table's", async () => {
    const parts = counts.map((value, i) =>
      observation({
        id: `n${i}`,
        value,
        table: "t",
        row: `Ligne ${i}`,
        column: "Jeunes",
        cuts: { topic: `C${i}` },
      }),
    );
    const shares = counts.map((value, i) =>
      observation({
        id: `s${i}`,
        value: ((100 * Number(value)) / 1310).toFixed(1),
        decimals: 1,
        measure: "SHARE",
        table: "t",
        row: `Ligne ${i}`,
        column: "Part",
        cuts: { topic: `C${i}` },
      }),
    );
    const whole = observation({ id: "T", value: String(total), table: "t", row: "Total", column: "Jeunes" });
    const other = observation({ id: "o", value: "1310", indicator: "contacts", context: "1 310 inscrits" });
    const source = extraction({
      observations: [...parts, ...shares, whole, other],
      edits: [edit("total", [["total", "T"], ...parts.map((p) => ["part", p.observation_id] as const)])],
    });
    const found = await run(source);
    expect(found.filter((a) => a.check === "share").length).toBe(counts.length);
    expect(groupsOf(found)).toBe(1);
    expect(messagesOf(found)).toEqual([
      expect.stringContaining("5 pourcentages ne sont pas calculés sur 1 146"),
    ]);
    expect(messagesOf(found)[0]).toContain("sur 1 310 (« 1 310 inscrits »)");
  });

  test("a font, or a reading, that puts one digit for another", async () => {
    const rows = [
      ["182", "1041"],
      ["2840", "117"],
      ["618", "2227"],
      ["1480", "706"],
      ["48", "3162"],
      ["821", "1904"],
    ];
    const table = gridExtraction({ values: rows, rowTotals: true });
    expect(await run(table)).toEqual([]);
    const spoilt = rows.reduce(
      (source, [value = ""], row) => misprinted(source, cellId(row, 0), value.replace("8", "3")),
      table,
    );
    const found = await run(spoilt);
    expect([found.length, groupsOf(found)]).toEqual([rows.length, 1]);
    expect(messagesOf(found)).toEqual([
      expect.stringContaining("Le chiffre 3 est sans doute mis partout pour 8"),
    ]);
  });

  test("a share told in two ways, neither of which its count makes", async () => {
    const said = (id: string, value: string, context: string) =>
      observation({ id, value, context, measure: "SHARE", cuts: { age: "Y_LT18" } });
    const source = extraction({
      observations: [
        observation({ id: "all", value: "11510", context: "Parmi 11 510 jeunes, 1 826 sont mineurs." }),
        observation({
          id: "minors",
          value: "1826",
          context: "Parmi 11 510 jeunes, 1 826 sont mineurs.",
          cuts: { age: "Y_LT18" },
        }),
        said("a", "12", "Les mineurs font 12 %."),
        said("b", "19", "19 % de mineurs."),
      ],
    });
    const found = await run(source);
    expect(found.length).toBeGreaterThan(1);
    expect(groupsOf(found)).toBe(1);
  });
});

test("a change between two dates of one number is told of the dates alone", async () => {
  const stock = (id: string, period: string, page: number) =>
    observation({ id, value: "17779", period, page, context: `au ${period}` });
  const found = await run(
    extraction({
      observations: [
        stock("a", "2021-12-31", 7),
        stock("b", "2020-12-31", 88),
        observation({ id: "g", value: "-11.6", measure: "CHANGE", period: "2021", page: 7, context: "c" }),
      ],
    }),
  );
  expect(found.map((a) => a.check)).toEqual(["period"]);
});

test("a total that another sum of the document confirms is not accused", async () => {
  const catalogue = {
    ...CONTEXT.catalogue,
    aid: { ...CONTEXT.catalogue.contacts, additive: true },
  } as typeof CONTEXT.catalogue;
  const amount = (id: string, value: string, more: object) =>
    observation({ id, value, indicator: "aid", measure: "AMOUNT", unit: "EUR", ...more });
  const rows = ["7318", "10905", "5358", "2370", "5500"];
  const parts = rows.map((value, i) =>
    amount(`p${i}`, value, {
      cuts: { aid: "FAJ" },
      area: `COM-${i}`,
      table: "t",
      row: `Ligne ${i}`,
      column: "€",
      page: 4,
    }),
  );
  const total = amount("T", "28451", {
    cuts: { aid: "FAJ" },
    table: "t",
    row: "Total",
    column: "€",
    page: 4,
  });
  const others = [
    amount("a", "60659", { cuts: { aid: "PACEA" }, page: 2, context: "PACEA" }),
    amount("b", "2026189", { cuts: { aid: "CEJ" }, page: 3, context: "CEJ" }),
    amount("all", "2115299", { page: 9, context: "Total" }),
  ];
  const source = extraction({
    observations: [...parts, total, ...others],
    edits: [edit("total", [["total", "T"], ...parts.map((p) => ["part", p.observation_id] as const)])],
  });
  const accused = async (of: Extraction): Promise<string[]> =>
    (await check({ extractions: [of], ...CONTEXT, catalogue })).flatMap((a) =>
      a.suspects.map((s) => s.observation),
    );
  expect(await accused({ ...source, observations: [...parts, total] })).toContain("T");
  const suspects = await accused(source);
  expect(suspects.toSorted()).toEqual(["p0", "p1", "p2", "p3", "p4"]);
});

describe("what only looks alike stays apart:", () => {
  test("three rows with an error of their own each", async () => {
    const table = gridExtraction({ values: VALUES, rowTotals: true });
    const spoilt = [
      ["r0c0", "172"],
      ["r3c1", "140"],
      ["r5c2", "182"],
    ].reduce((source, [id = "", value = ""]) => misprinted(source, id, value), table);
    const found = await run(spoilt);
    expect([found.length, groupsOf(found)]).toEqual([3, 3]);
  });
});
