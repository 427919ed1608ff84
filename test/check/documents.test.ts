import { describe, expect, test } from "vitest";
import { check } from "../../src/check/index.js";
import type { Extraction } from "../../src/model/index.js";
import { CONTEXT, extraction, observation, type Said } from "./sample.js";

const document = (id: string, publisher: string, said: Said[]): Extraction =>
  extraction({
    document: { document_id: id, file: `${id}.pdf`, sha256: "", publisher, period: "2023" },
    observations: said.map((s) => ({
      ...observation({ ...s, document: id }),
      observation_id: `${id}/${s.id}`,
    })),
  });

const run = (extractions: Extraction[]) => check({ extractions, ...CONTEXT });

describe("one quantity told by two documents", () => {
  const share = (value: string): Said[] => [{ id: "s", value, measure: "SHARE", cuts: { age: "Y18T21" } }];

  test("is told alike", async () => {
    expect(await run([document("a-2023", "a", share("51")), document("b-2023", "b", share("51"))])).toEqual(
      [],
    );
  });

  test("or is told as a contradiction, with both documents", async () => {
    const found = await run([document("a-2023", "a", share("51")), document("b-2023", "b", share("57"))]);
    expect(found).toMatchObject([{ check: "crossed", severity: "warning", documents: ["a-2023", "b-2023"] }]);
  });
});

describe("a change whose base is in last year's report", () => {
  const reports = (rate: string): Extraction[] => [
    document("a-2022", "a", [{ id: "n", value: "629", period: "2022" }]),
    document("a-2023", "a", [
      { id: "n", value: "679", period: "2023" },
      { id: "g", value: rate, measure: "CHANGE", period: "2023" },
    ]),
  ];

  test("agrees with it", async () => {
    expect(await run(reports("8"))).toEqual([]);
    expect(await run(reports("18"))).toMatchObject([
      { check: "growth", severity: "warning", documents: ["a-2022", "a-2023"] },
    ]);
  });
});

test("the same input gives the same anomalies, whatever the order of the documents", async () => {
  const one = document("a-2023", "a", [{ id: "s", value: "120" }]);
  const two = document("b-2023", "b", [{ id: "s", value: "210" }]);
  expect(await run([one, two])).toEqual(await run([two, one]));
});
