import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Anomaly, Extraction } from "../../src/model/index.js";
import type { Comparison } from "../../tools/unseen/compare.js";
import { CORPUS, cases, compareAnomalies, compareObservations, NONE, rowsOf } from "./golden.js";
import { anomaliesOf, extractionOf, read, unseenOf } from "./pipeline.js";

const CASES = cases();
const extractions = new Map<string, Extraction>();
const unseen = new Map<string, Comparison>();
let anomalies: Anomaly[] = [];

beforeAll(async () => {
  const reports = await Promise.all(CASES.map(({ report }) => read(report)));
  for (const [i, { name }] of CASES.entries()) {
    extractions.set(name, extractionOf(reports[i]!));
    unseen.set(name, unseenOf(reports[i]!));
  }
  anomalies = await anomaliesOf([...extractions.values()]);
});

const extractionNamed = (name: string): Extraction => extractions.get(name)!;
const within = (name: string): Anomaly[] => {
  const { document_id } = extractionNamed(name).document;
  return anomalies.filter(({ documents }) => documents.length === 1 && documents[0] === document_id);
};

describe.each(CASES)("$name", ({ name, observations, anomalies: expected }) => {
  test("is known by its words", () => {
    const { publisher, period } = extractionNamed(name).document;
    expect(`${publisher}-${period}`).toBe(basename(name));
  });

  test("every statistic printed is an observation, once, and nothing else is", () => {
    expect(compareObservations(observations, extractionNamed(name).observations)).toEqual(NONE);
  });

  test("without its rulebook, most cells of its tables are mapped right, and no mistake is sure of itself", () => {
    const { tables, surest } = unseen.get(name)!;
    expect(tables.right).toBeGreaterThanOrEqual(0.6 * tables.values);
    expect(surest).toBeLessThan(0.8);
  });

  test("what is wrong in it is told, and nothing else is", () => {
    expect(compareAnomalies(expected, within(name))).toEqual(NONE);
  });
});

test("what two reports tell differently is told", () => {
  const file = join(CORPUS, "anomalies.expected.csv");
  expect(existsSync(file)).toBe(true);
  const crossing = anomalies.filter(({ documents }) => documents.length > 1);
  expect(compareAnomalies(rowsOf(file), crossing)).toEqual(NONE);
});
