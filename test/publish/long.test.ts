import { expect, test } from "vitest";
import type { LongDataset, Many } from "../../src/model/index.js";
import { csv } from "../../src/publish/csv.js";
import { pageLinks } from "../../src/publish/links.js";
import { reportHtml } from "../../src/publish/report/index.js";
import { anomaliesJson, correctionsTable, tablesOf } from "../../src/publish/tables/index.js";
import { sheetsOf } from "../../src/publish/workbook/sheets.js";
import { sample } from "./sample.js";

/** A list that is nowhere: each item is made when it is asked for. */
const repeated = <T>(length: number, item: (i: number) => T): Many<T> => ({
  length,
  *[Symbol.iterator]() {
    for (let i = 0; i < length; i++) yield item(i);
  },
});

const [observation] = sample().observations;
const [anomaly] = sample().anomalies;
const [line] = sample().documents;
if (!observation || !anomaly || !line) throw new Error("the sample is empty");

/** More of everything than a page or a workbook shows; the one error comes last. */
const long: LongDataset = {
  ...sample(),
  observations: repeated(100_010, (i) => ({ ...observation, observation_id: `o${i}` })),
  anomalies: repeated(6007, (i) => ({
    ...anomaly,
    anomaly_id: `a${i}`,
    severity: i === 6006 ? "error" : "info",
    observations: [],
  })),
  documents: Array.from({ length: 3004 }, (_, i) => ({ ...line, document_id: `d${i}`, file: `d${i}.pdf` })),
};

test("the report says what it leaves out, section by section, and leaves out the least grave", () => {
  const html = reportHtml(long, pageLinks(long.documents));
  expect(html).toContain("4 de plus dans documents.csv");
  expect(html).toContain("4 more in documents.csv");
  expect(html).toContain("7 de plus dans anomalies.csv");
  expect(html).toContain("10 de plus dans observations.csv");
  expect(html).toContain('id="a-a6006"');
  expect(reportHtml(sample(), pageLinks(sample().documents))).not.toContain("de plus dans");
});

test("the workbook says before all else what it leaves out", () => {
  const [first, second] = sheetsOf(long, [], pageLinks(long.documents));
  expect(first?.name).toBe("À savoir");
  expect(first?.data[1]?.slice(0, 3)).toMatchObject([
    { value: "Observations" },
    { value: 50_000 },
    { value: 100_010 },
  ]);
  expect(second?.name).toBe("Observations");
  expect(second?.data).toHaveLength(50_001);
  const communes = tablesOf(sample(), correctionsTable(sample())).filter(({ name }) => name === "communes");
  const [row] = [...(communes[0]?.rows ?? [])];
  if (row === undefined) throw new Error("the sample has no commune");
  const many = communes.map((table) => ({ ...table, rows: Array.from({ length: 50_001 }, () => row) }));
  const [told] = sheetsOf(sample(), many, pageLinks(long.documents));
  expect(told?.data[1]?.slice(0, 3)).toMatchObject([
    { value: "Communes" },
    { value: 50_000 },
    { value: 50_001 },
  ]);
  expect(sheetsOf(sample(), [], pageLinks(sample().documents))[0]?.name).toBe("Observations");
});

test("tables are written in parts, whose sum is what one piece would be", () => {
  const parts = [
    ...csv(
      ["a", "b"],
      repeated(1200, (i) => [i, `x${i}`]),
    ),
  ];
  expect(parts.length).toBeGreaterThan(2);
  const lines = parts.join("").split("\r\n");
  expect(lines).toHaveLength(1202);
  expect([lines[0], lines[1], lines[1200]]).toEqual(["a,b", "0,x0", "1199,x1199"]);
  const { anomalies } = sample();
  expect([...anomaliesJson(anomalies)].join("")).toBe(`${JSON.stringify(anomalies, null, 1)}\n`);
  expect([...anomaliesJson([])].join("")).toBe("[]\n");
});

test("a year's own report goes before later ones that tell of the year again", () => {
  const [own, later] = [2023, 2025].map((period) => ({
    ...line,
    document_id: `d${period}`,
    period: `${period}`,
  }));
  const told = (document: typeof own, obs_value: string, ref_area_label: string): typeof observation => ({
    ...observation,
    ...{ document_id: document?.document_id ?? "", ref_area: "COM-59328", ref_area_label },
    ...{ time_period: "2023", obs_value },
  });
  const observations = [
    told(later, "1", "LAMBERSART"),
    told(own, "2", "Lambersart"),
    told(own, "3", "Lambersart"),
  ];
  const documents = [own, later].filter((d) => d !== undefined);
  const dataset = { ...sample(), observations, documents };
  const table = tablesOf(dataset, correctionsTable(dataset)).find(({ name }) => name === "communes");
  expect([...(table?.rows ?? [])]).toEqual([
    ["COM-59328", "Lambersart", observation.publisher, 2023, expect.stringMatching(/^2/)],
  ]);
});
