import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/index.js";
import type { Anomaly } from "../../src/model/index.js";
import { CONTEXT, extraction, observation, type Said } from "./sample.js";

/** A region of four areas. */
const REGION = {
  ...CONTEXT,
  territories: { demo: { area: "REG-1", level: "DEP" as const, members: ["1", "2", "3", "4"] } },
};

const line = (id: string, area: string, value: string, more: Partial<Said> = {}) =>
  observation({ id, area, value, table: "Table", row: area, column: more.column ?? "Nb", ...more });

/** Young people in the region and in each of its areas, with how many per cent more than a year before. */
function counted(rate: string): Anomaly[] {
  const counts = [41463, 19797, 9542, 5099, 7025];
  const rates = [rate, "2.1", "-0.5", "2.7", "2.2"];
  const areas = ["REG-1", "DEP-1", "DEP-2", "DEP-3", "DEP-4"];
  const observations = areas.flatMap((area, i) => [
    line(`n${i}`, area, String(counts[i])),
    line(`c${i}`, area, rates[i] ?? "0", { measure: "CHANGE", decimals: 1, column: "Evo" }),
  ]);
  return checkDocument(extraction({ observations }), REGION);
}

describe("a change told of a region and of its areas", () => {
  test("is the mean of theirs", () => {
    expect(counted("1.6")).toEqual([]);
  });

  test("is doubted where it is not", () => {
    const [found] = counted("7.6");
    expect(found).toMatchObject({ check: "share", stated: "7.6" });
    expect(found?.proposals[0]).toMatchObject({ observation: "c0", value: "1.6" });
  });
});

describe("areas of which some are left out", () => {
  const listed = (...values: string[]): Anomaly[] =>
    checkDocument(
      extraction({
        observations: [
          line("T", "REG-1", "900"),
          ...values.map((value, i) => line(`p${i}`, `DEP-${i + 1}`, value)),
        ],
      }),
      REGION,
    );

  test("may make less than the whole", () => {
    expect(listed("200", "300")).toEqual([]);
  });

  test("make no more than the whole", () => {
    const [found] = listed("2000", "300");
    expect(found).toMatchObject({ check: "total", severity: "warning", stated: "900", expected: "2300" });
    expect(found?.proposals.map((p) => `${p.observation}=${p.value}`)).toContain("p0=200");
  });
});

/** Shares of several topics in a region and its areas: how they come out tells whether the weights are the right ones. */
describe("shares told of a region and of its areas", () => {
  const AREAS = ["REG-1", "DEP-1", "DEP-2", "DEP-3", "DEP-4"];
  const COUNTS = [1000, 500, 250, 150, 100];
  const told = (off: string, others: number): Anomaly[] => {
    const observations = AREAS.flatMap((area, i) => [
      line(`n${i}`, area, String(COUNTS[i]), { indicator: "contacts" }),
      ...Array.from({ length: others + 1 }, (_, topic) =>
        line(`s${topic}_${i}`, area, i === 0 && topic === 0 ? off : String(40 + topic), {
          measure: "SHARE",
          indicator: "contacts",
          cuts: { topic: `T${topic}` },
          column: `T${topic}`,
        }),
      ),
    ]);
    return checkDocument(extraction({ observations }), REGION);
  };

  test("may be off by a little, for the weights are not told", () => {
    expect(told("40.7", 2)).toEqual([]);
  });

  test("are looked at more closely where the others come out", () => {
    expect(told("40.7", 8).map((a) => [a.severity, a.stated])).toEqual([["warning", "40.7"]]);
    expect(told("40.2", 8)).toEqual([]);
  });
});

/** A quantity by structure, each part under a heading of its own. */
describe("parts that one page tells apart from each other", () => {
  const parts = (total: string, page = 1): Anomaly[] => {
    const said = { mult: 3, measure: "COUNT" as const, indicator: "contacts" };
    const observations = [
      observation({ ...said, id: "T", value: total, section: "All", context: "t" }),
      ...["302", "3252", "1167"].map((value, i) =>
        observation({
          ...said,
          ...{ id: `p${i}`, value, page, section: `S${i}`, context: `p${i}`, cuts: { structure: `S${i}` } },
        }),
      ),
    ];
    return checkDocument(extraction({ observations }), CONTEXT);
  };

  test("were meant to make the whole where they miss it by next to nothing", () => {
    expect(parts("4721")).toEqual([]);
    expect(parts("4718").map((a) => [a.check, a.severity, a.difference])).toEqual([
      ["total", "warning", "-3000"],
    ]);
  });

  test("may be some of the parts where they miss it by more, or stand on other pages", () => {
    expect(parts("4890")).toEqual([]);
    expect(parts("4718", 2)).toEqual([]);
  });
});
