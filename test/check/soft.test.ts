import { describe, expect, test } from "vitest";
import { check } from "../../src/check/index.js";
import type { Extraction } from "../../src/model/index.js";
import { CONTEXT, extraction, observation, type Said } from "./sample.js";

const run = (...extractions: Extraction[]) => check({ extractions, ...CONTEXT });
const document = (id: string, said: readonly Said[]): Extraction =>
  extraction({
    document: { document_id: id, file: `${id}.pdf`, sha256: "", publisher: "demo", period: "2023" },
    observations: said.map((s) => observation({ ...s, id: `${id}/${s.id}`, document: id })),
  });

describe("a share of few people", () => {
  const said = (share: string, whole: string) =>
    document("d", [
      { id: "N", value: whole, context: "c" },
      { id: "s", value: share, measure: "SHARE", cuts: { sex: "F" }, context: "c" },
    ]);

  test("is one that a whole number of them gives", async () => {
    expect(await run(said("64", "25"))).toEqual([]);
    expect(await run(said("65", "25"))).toMatchObject([
      { check: "share", severity: "warning", stated: "65", expected: "64" },
    ]);
  });

  test("may be any of many people", async () => {
    expect(await run(said("65", "679"))).toEqual([]);
  });
});

describe("an area that changes unlike the others", () => {
  const counts = [112, 132, 90, 148, 72, 52, 31, 62, 44, 57];
  const year = (period: string, of: (value: number, i: number) => number) =>
    document(
      period,
      counts.map((value, i) => ({
        id: `a${i}`,
        value: String(of(value, i)),
        area: `COM-${i}`,
        period,
        row: `Commune ${i}`,
        column: "Nombre",
      })),
    );
  const next = (value: number, i: number) => Math.round(value * (1.05 + 0.02 * (i % 3)));

  test("is worth a look", async () => {
    expect(
      await run(
        year("2022", (v) => v),
        year("2023", next),
      ),
    ).toEqual([]);
    const odd = await run(
      year("2022", (v) => v),
      year("2023", (v, i) => (i === 3 ? 1021 : next(v, i))),
    );
    expect(odd).toMatchObject([{ check: "scale", severity: "info", stated: "1021", expected: "148" }]);
  });
});
