import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/index.js";
import type { Anomaly, Observation } from "../../src/model/index.js";
import { CONTEXT, extraction, observation, type Said } from "./sample.js";

/** Lines one below the other, under one heading. */
const lines = (...said: Said[]): Anomaly[] =>
  checkDocument(
    extraction({
      observations: said.map(
        (one, i): Observation => ({
          ...observation({ indicator: "contacts", context: one.id, ...one }),
          source_box: { x0: 0, top: i, x1: 1, bottom: i + 1 },
        }),
      ),
    }),
    CONTEXT,
  );

const total = (context: string): Said => ({ id: "T", value: "39", context });
const part = (id: string, value: string): Said => ({ id, value, cuts: { topic: id } });

describe("a count that ends in a colon", () => {
  test("is made by the lines below it", () => {
    const found = lines(total("39 workshops:"), part("a", "10"), part("b", "17"), part("c", "52"));
    expect(found.map((a) => [a.check, a.severity])).toEqual([["total", "warning"]]);
    expect(found[0]?.proposals.map((p) => `${p.observation}=${p.value}`)).toContain("c=12");
  });

  test("is not where it names some of them only, or does not lead to them", () => {
    expect(lines(total("39 workshops, dont :"), part("a", "10"), part("b", "19"))).toEqual([]);
    expect(lines(total("39 workshops"), part("a", "10"), part("b", "19"))).toEqual([]);
  });

  test("is not where a line counts the same by something else", () => {
    const other: Said = { id: "x", value: "5", cuts: { channel: "SMS" } };
    expect(lines(total("39 workshops:"), part("a", "10"), part("b", "19"), other)).toEqual([]);
  });
});

describe("one quantity told twice under one heading", () => {
  const row = { table: "Table", row: "Total", column: "Nb" };

  test("by a sentence and by the table below it is one quantity", () => {
    const found = lines({ id: "s", value: "187" }, { id: "t", value: "183", ...row });
    expect(found.map((a) => [a.check, a.severity])).toEqual([["restated", "warning"]]);
  });

  test("by two lines of one list is two things that one rule fails to tell apart", () => {
    expect(lines({ id: "s", value: "187" }, { id: "t", value: "183" })).toEqual([]);
  });
});
