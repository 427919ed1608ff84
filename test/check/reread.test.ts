import { describe, expect, test } from "vitest";
import { check, putRight } from "../../src/check/index.js";
import type { Extraction } from "../../src/model/index.js";
import { CONTEXT, edit, extraction, gridExtraction, misprinted, observation } from "./sample.js";

const method = (source: Extraction, how: "text" | "ocr"): Extraction => ({
  ...source,
  observations: source.observations.map((o) => ({ ...o, method: how })),
});

/** 118 + 137 + 436 + 279 + 368 ≠ 1332: nothing tells which is wrong. */
const lone = extraction({
  observations: [
    observation({ id: "T", value: "1332", row: "Total" }),
    ...["118", "137", "436", "279", "368"].map((value, i) =>
      observation({ id: `p${i}`, value, row: `Ligne ${i}`, area: `COM-${i}` }),
    ),
  ],
  edits: [
    edit("total", [["total", "T"], ...["p0", "p1", "p2", "p3", "p4"].map((id) => ["part", id] as const)]),
  ],
});

/** Row and column totals tell that r0c0 is 112. */
const margins = gridExtraction({
  values: [
    ["112", "40"],
    ["90", "75"],
  ],
  rowTotals: true,
  columnTotals: true,
});
const misread = misprinted(margins, "r0c0", "118");

const always = (text: string | undefined) => async () => text;
/** Gives for each cell what stands there; `lone` alone has boxes that are all the same. */
const page = (source: Extraction) => {
  const texts = new Map(source.observations.map((o, i) => [i, o.obs_value ?? ""]));
  return async (_: string, __: number, box: { x0: number }) => texts.get(box.x0);
};
const placed = (source: Extraction): Extraction => ({
  ...source,
  observations: source.observations.map((o, i) => ({ ...o, source_box: { ...o.source_box, x0: i } })),
});

describe("a second reading", () => {
  test("that gives a proposed value makes it our misreading, and that value the first proposal", async () => {
    const [found] = await check({ extractions: [method(lone, "ocr")], reread: always("112"), ...CONTEXT });
    expect(found?.origin).toBe("extraction");
    expect(found?.proposals[0]).toMatchObject({ observation: "p0", value: "112" });
    expect(found?.proposals[0]?.probability).toBeGreaterThan(0.5);
  });

  test("that gives the printed values again makes it the publisher's", async () => {
    const scanned = placed(method(misread, "ocr"));
    const found = await check({ extractions: [scanned], reread: page(scanned), ...CONTEXT });
    expect(found.map((a) => a.origin)).toEqual(found.map(() => "source"));
  });

  test("is asked of the characters of a file too", async () => {
    const ways: string[] = [];
    const reread = async (_: string, __: number, ___: object, first: string) => {
      ways.push(first);
      return undefined;
    };
    await check({ extractions: [method(lone, "text")], reread, ...CONTEXT });
    expect(new Set(ways)).toEqual(new Set(["text"]));
  });

  test("that gives several numbers accuses nobody", async () => {
    const [found] = await check({
      extractions: [method(lone, "ocr")],
      reread: always("112 (contre 99)"),
      ...CONTEXT,
    });
    expect(found?.origin).toBe("undecided");
  });

  test("leaves it undecided where there is none", async () => {
    expect(await check({ extractions: [method(lone, "ocr")], ...CONTEXT })).toMatchObject([
      { origin: "undecided" },
    ]);
  });
});

describe("what is put right without a steward", () => {
  const mend = (source: Extraction, reread: Parameters<typeof putRight>[2]) =>
    putRight([source], CONTEXT, reread);
  const valueIn = (source: Extraction | undefined, id: string) =>
    source?.observations.find((o) => o.observation_id === id)?.obs_value;

  test("is our misreading, where all edits and the crop agree; it is said", async () => {
    const { extractions, anomalies } = await mend(placed(method(misread, "ocr")), page(margins));
    expect(valueIn(extractions[0], "r0c0")).toBe("112");
    expect(anomalies[0]).toMatchObject({ severity: "info", origin: "extraction" });
    expect(anomalies[0]?.message.en).toContain("put right without a steward");
    expect(await check({ extractions, ...CONTEXT })).toEqual([]);
  });

  test("is never what the publisher printed", async () => {
    const scanned = placed(method(misread, "ocr"));
    const { extractions, anomalies } = await mend(scanned, page(scanned));
    expect([extractions, anomalies]).toEqual([[scanned], []]);
  });

  test("is never a value of the file's own characters", async () => {
    const written = placed(method(misread, "text"));
    const { extractions, anomalies } = await mend(written, page(margins));
    expect([extractions, anomalies]).toEqual([[written], []]);
  });

  test("is seen twice: what a wider picture does not show as well stays as it was read", async () => {
    const scanned = placed(method(misread, "ocr"));
    const once = page(placed(method(margins, "ocr")));
    const [height] = scanned.observations.map((o) => o.source_box.bottom - o.source_box.top);
    const narrow = async (d: string, p: number, box: { x0: number; top: number; bottom: number }) =>
      box.bottom - box.top > (height ?? 0) ? "118" : once(d, p, box);
    const { extractions, anomalies } = await putRight([scanned], CONTEXT, narrow);
    expect([extractions, anomalies]).toEqual([[scanned], []]);
  });

  test("is nothing that stays uncertain", async () => {
    const { anomalies } = await mend(method(lone, "ocr"), always("112"));
    expect(anomalies).toEqual([]);
  });
});
