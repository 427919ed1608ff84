import { describe, expect, test } from "vitest";
import { check } from "../../src/check/index.js";
import type { CodeLists, Extraction } from "../../src/model/index.js";
import { CONTEXT, edit, extraction, gridExtraction, misprinted, observation, type Said } from "./sample.js";

const run = (...extractions: Extraction[]) => check({ extractions, ...CONTEXT });
const document = (id: string, said: Said[]): Extraction =>
  extraction({
    document: { document_id: id, file: `${id}.pdf`, sha256: "", publisher: id, period: "2023" },
    observations: said.map((s) => observation({ ...s, id: `${id}/${s.id}`, document: id })),
  });

describe("a total", () => {
  const table = extraction({
    observations: [
      observation({ id: "said", value: "1000", context: "1 000 contacts ont été pris." }),
      observation({ id: "T", value: "1000", row: "Total", column: "Contacts", table: "t" }),
      ...["620", "80", "300"].map((value, i) =>
        observation({
          id: `p${i}`,
          value,
          row: `Ligne ${i}`,
          column: "Contacts",
          table: "t",
          cuts: { channel: `C${i}` },
        }),
      ),
    ],
    edits: [edit("total", [["total", "T"], ...["p0", "p1", "p2"].map((id) => ["part", id] as const)])],
  });

  test("of a table is told of any misprint in it, though a sentence tells the total too", async () => {
    expect(await run(table)).toEqual([]);
    expect(await run(misprinted(table, "p0", "320"))).toMatchObject([
      { check: "total", severity: "error", difference: "300" },
    ]);
  });
});

describe("parts told in running text", () => {
  const said = (place: string, whole: string, codes: Record<string, string>): Said[] => [
    { id: `${place}T`, value: whole, context: place, section: place, area: `COM-${place}` },
    ...Object.entries(codes).map(([age, value]) => ({
      id: `${place}${age}`,
      value,
      context: `${place} ${age}`,
      section: place,
      area: `COM-${place}`,
      cuts: { age },
    })),
  ];

  test("are all the parts where the same parts make their whole elsewhere", async () => {
    const one = said("a", "742", { YOUNG: "553", ADULT: "189" });
    const other = said("b", "518", { YOUNG: "339", ADULT: "19" });
    expect(await run(document("d", other))).toEqual([]);
    expect(await run(document("d", [...one, ...other]))).toMatchObject([
      { check: "total", severity: "warning" },
    ]);
  });
});

describe("two documents", () => {
  const shared = (id: string, last: string): Extraction =>
    document(id, [
      ...["679", "3087", "1634", "42318", "16709", "28123"].map((value, i) => ({
        id: `s${i}`,
        value,
        indicator: `i${i}`,
        context: `c${i}`,
      })),
      { id: "last", value: last, indicator: "last", context: "last" },
    ]);

  test("that mostly agree mean the same by what they tell differently", async () => {
    expect(await run(shared("a", "55"), shared("b", "22"))).toMatchObject([
      { check: "crossed", severity: "warning" },
    ]);
  });

  test("that tell little alike may mean two things", async () => {
    const alone = (id: string, value: string) => document(id, [{ id: "last", value, context: "last" }]);
    expect(await run(alone("a", "55"), alone("b", "22"))).toEqual([]);
  });

  test("that give one share to two sectors have two names for one thing", async () => {
    const codeLists: CodeLists = {
      sector: ["A", "B"].map((code) => ({
        code,
        label_fr: `Secteur ${code}`,
        label_en: `Sector ${code}`,
        definition: "",
        parent: "",
        synonyms: [],
      })),
    };
    const says = (id: string, sector: string, value: string) =>
      document(id, [{ id: "s", value, measure: "SHARE", cuts: { sector }, context: "c" }]);
    const found = await check({
      ...CONTEXT,
      codeLists,
      extractions: [says("a", "A", "31"), says("b", "B", "31")],
    });
    expect(found).toMatchObject([
      { check: "crossed", severity: "warning", stated: "Secteur A", expected: "Secteur B" },
    ]);
    expect(await run(says("a", "A", "31"), says("b", "B", "17"))).toEqual([]);
  });
});

describe("dates", () => {
  const stock = (id: string, value: string, period: string): Said => ({
    id,
    value,
    period,
    context: `${value} ${period}`,
  });

  test("a change from year to year is of the stocks of the last day", async () => {
    const change: Said = { id: "c", value: "-11.6", measure: "CHANGE", period: "2021", context: "c" };
    const found = await run(
      document("d", [stock("now", "884", "2021-12-31"), stock("then", "950", "2020-12-31"), change]),
    );
    expect(found).toMatchObject([{ check: "growth", expected: "-6.947" }]);
  });

  test("one number cannot well be of two", async () => {
    const found = await run(
      document("d", [stock("a", "17779", "2021-12-31"), stock("b", "17779", "2020-12-31")]),
    );
    expect(found).toMatchObject([{ check: "period", severity: "warning" }]);
    expect(
      await run(document("d", [stock("a", "17779", "2021-12-31"), stock("b", "17212", "2020-12-31")])),
    ).toEqual([]);
    expect(
      await run(document("d", [stock("a", "24", "2021-12-31"), stock("b", "24", "2020-12-31")])),
    ).toEqual([]);
  });
});

describe("two shares of one whole", () => {
  const shares = (...values: string[]) =>
    extraction({
      observations: values.map((value, i) =>
        observation({ id: `s${i}`, value, measure: "SHARE", cuts: { sex: `S${i}` }, row: `Ligne ${i}` }),
      ),
      edits: [
        edit(
          "shares",
          values.map((_, i) => ["part", `s${i}`] as const),
        ),
      ],
    });

  test("do not miss 100 by a unit, as three may", async () => {
    expect(await run(shares("56", "44"))).toEqual([]);
    expect(await run(shares("57", "44"))).toMatchObject([{ check: "shares", severity: "warning" }]);
    expect(await run(shares("33", "33", "33"))).toEqual([]);
  });
});

describe("errors that cancel", () => {
  const values = [
    ["120", "45", "300"],
    ["80", "64", "210"],
    ["95", "37", "150"],
  ];
  const margins = gridExtraction({ values, rowTotals: true, columnTotals: true });

  test("in a column are seen as two values in each other's place", async () => {
    const swapped = misprinted(misprinted(margins, "r0c1", "64"), "r1c1", "45");
    const found = await run(swapped);
    expect(found.map((a) => a.check)).toEqual(["total", "total"]);
    expect(new Set(found.map((a) => a.group)).size).toBe(1);
    expect(new Set(found.map((a) => a.proposals[0]?.kind))).toEqual(new Set(["swapped"]));
    expect(found.map((a) => [a.proposals[0]?.observation, a.proposals[0]?.value]).sort()).toEqual([
      ["r0c1", "45"],
      ["r1c1", "64"],
    ]);
  });
});
