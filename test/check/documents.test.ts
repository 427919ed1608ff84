import { describe, expect, test } from "vitest";
import { check, checkerOf, type Shelf } from "../../src/check/index.js";
import type { Extraction, Observation } from "../../src/model/index.js";
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

describe("a shelf that holds no objects", () => {
  /** Text and numbers only, as a disk has them; notes which documents are taken again. */
  function shelfOfText(): Shelf & { taken: number[] } {
    const [documents, drawers, taken]: [string[], Map<string, number[]>, number[]] = [[], new Map(), []];
    return {
      taken,
      put: (observations) => void documents.push(JSON.stringify(observations)),
      take: (document) => {
        taken.push(document);
        return JSON.parse(documents[document] ?? "[]") as Observation[];
      },
      append: (drawer, numbers) =>
        void drawers.set(drawer, [...(drawers.get(drawer) ?? []), ...numbers.values()]),
      open: (drawer) => Float64Array.from(drawers.get(drawer) ?? []),
    };
  }

  const report = (n: number, said: Said[]): Extraction => document(`p-${2000 + n}`, "p", said);
  const year = (n: number): string => String(2000 + n);
  /** Each tells its year and the year before; the fifth tells one of them otherwise. */
  const reports = Array.from({ length: 12 }, (_, n) =>
    report(n, [
      { id: "now", value: String(4200 + 37 * n), period: year(n) },
      { id: "then", value: String(n === 5 ? 4438 : 4200 + 37 * (n - 1)), period: year(n - 1) },
    ]),
  );

  test("gives what one in memory gives, and only documents that disagree are taken again", () => {
    const shelf = shelfOfText();
    const across = (on?: Shelf) => {
      const checker = checkerOf(CONTEXT, on);
      for (const extraction of reports) checker.note(extraction);
      return checker.across();
    };
    const found = across(shelf);
    expect(found).toEqual(across());
    expect(found).toMatchObject([{ check: "crossed", documents: ["p-2004", "p-2005"] }]);
    expect(shelf.taken.toSorted((a, b) => a - b)).toEqual([4, 5]);
  });
});
