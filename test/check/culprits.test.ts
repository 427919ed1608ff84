import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/index.js";
import type { Anomaly } from "../../src/model/index.js";
import { CONTEXT, edit, extraction, observation } from "./sample.js";

const sum = (total: string, ...parts: string[]) =>
  edit("total", [["total", total], ...parts.map((part) => ["part", part] as const)]);

/** Sums that share values, each value by itself on the page. */
function sums(values: Record<string, string>, ...totals: ReturnType<typeof sum>[]): Anomaly[] {
  const observations = Object.entries(values).map(([id, value]) =>
    observation({ id, value, indicator: `i_${id}`, context: id }),
  );
  return checkDocument(extraction({ observations, edits: totals }), CONTEXT);
}

const about = (found: readonly Anomaly[], total: string): Anomaly | undefined =>
  found.find((a) => a.observations.some((t) => t.observation === total && t.role === "total"));

/** `a` should be 512 and `x` 64: `a` stands in three sums, one of which `x` spoils as well. */
const TWO_FAULTS = {
  ...{ a: "912", b: "208", c: "131", t: "851" },
  ...{ f: "77", u: "589" },
  ...{ x: "69", y: "23", v: "599" },
  ...{ z: "40", w: "104" },
};

describe("a value that two sums agree about", () => {
  const found = sums(
    TWO_FAULTS,
    sum("t", "a", "b", "c"),
    sum("u", "a", "f"),
    sum("v", "a", "x", "y"),
    sum("w", "x", "z"),
  );

  test("is to blame, whatever else is wrong in a third", () => {
    for (const total of ["t", "u"]) {
      const anomaly = about(found, total);
      expect(anomaly?.suspects[0]).toMatchObject({ observation: "a" });
      expect(anomaly?.suspects[0]?.probability).toBeGreaterThan(0.9);
      expect(anomaly?.proposals[0]).toMatchObject({ observation: "a", value: "512" });
    }
  });

  test("is taken for put right where the other fault is sought", () => {
    for (const total of ["v", "w"])
      expect(about(found, total)?.proposals[0]).toMatchObject({ observation: "x", value: "64" });
  });

  test("gives the sums it explains one group, and the others another", () => {
    const group = (total: string) => about(found, total)?.group;
    expect(group("t")).toBe(group("u"));
    expect(group("v")).toBe(group("w"));
    expect(group("t")).not.toBe(group("v"));
  });
});

test("two sums that ask for different values of one do not agree about it", () => {
  const found = sums(
    { a: "500", b: "208", t: "720", c: "70", u: "690" },
    sum("t", "a", "b"),
    sum("u", "a", "c"),
  );
  const told = ["t", "u"].map((total) => about(found, total));
  expect(told.map((a) => a?.severity)).toEqual(["error", "error"]);
  expect(told.every((a) => (a?.suspects[0]?.probability ?? 0) < 0.9)).toBe(true);
});

test("a value only one thing can be wrong with leaves its other terms open to doubt", () => {
  const counts = { a: "91", b: "246", c: "86", d: "334", t: "752" };
  const observations = [
    ...Object.entries(counts).map(([id, value]) =>
      observation({ id, value, indicator: `i_${id}`, context: id }),
    ),
    observation({ id: "s", value: "44", measure: "SHARE", indicator: "i_s", context: "s" }),
  ];
  const share = edit("share", [
    ["share", "s"],
    ["numerator", "c"],
    ["numerator", "d"],
    ["denominator", "t"],
  ]);
  const found = checkDocument(
    extraction({ observations, edits: [sum("t", "a", "b", "c", "d"), share] }),
    CONTEXT,
  );
  expect(found.find((a) => a.check === "share")?.suspects.map((s) => s.observation)).toEqual(["s"]);
  expect(about(found, "t")?.suspects.map((s) => s.observation)).toContain("c");
});
