import { describe, expect, test } from "vitest";
import { checkDocument } from "../../src/check/index.js";
import type { Anomaly, Edit, Observation } from "../../src/model/index.js";
import { intervalOf } from "../../src/normalise/index.js";
import { CONTEXT, edit, extraction, observation } from "./sample.js";

/** Amounts as they are read: each for half a unit of its last digit either way. */
function amount(id: string, value: string): Observation {
  const { lo, hi } = intervalOf({ value, decimals: 0, counted: false });
  const said = { id, value, measure: "AMOUNT" as const, indicator: `i_${id}`, unit: "EUR", context: id };
  return { ...observation(said), value_lo: lo, value_hi: hi };
}

const TABLES = [
  ["15728", "49269", "3904", "68901"],
  ["7867", "8012", "500", "16379"],
  ["1990", "1100", "495", "3585"],
  ["1410", "4115", "1620", "7145"],
];

/** Tables of three amounts and their total, the last of them off by so much. */
function tables(off: number, count = TABLES.length): Anomaly[] {
  const lines = [...TABLES.slice(0, count), ["358644", "447681", "9293", String(815618 + off)]];
  const observations = lines.flatMap((line, t) => line.map((value, i) => amount(`t${t}_${i}`, value)));
  const edits: Edit[] = lines.map((line, t) =>
    edit(
      "total",
      line.map((_, i) => [i === line.length - 1 ? "total" : "part", `t${t}_${i}`] as const),
    ),
  );
  return checkDocument(extraction({ observations, edits }), CONTEXT);
}

describe("amounts of money", () => {
  test("may be rounded, so that a sum a little off says nothing", () => {
    expect(tables(2, 2)).toEqual([]);
  });

  test("are exact where the sums of the document are, so that one a little off is worth a look", () => {
    const [found, ...more] = tables(2);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ check: "total", severity: "warning", difference: "2", tolerance: "0" });
  });

  test("further off than rounding explains are an error either way", () => {
    expect(tables(500, 2).map((a) => a.severity)).toEqual(["error"]);
    expect(tables(500).map((a) => a.severity)).toEqual(["error"]);
  });
});

describe("two shares side by side", () => {
  const pair = (one: string, other: string, ...more: string[]): Anomaly[] => {
    const values = [one, other, ...more];
    return checkDocument(
      extraction({
        observations: values.map((value, i) =>
          observation({ id: `s${i}`, value, measure: "SHARE", indicator: `i_${i}`, context: "permis" }),
        ),
        edits: [
          edit(
            "shares",
            values.map((_, i) => ["part", `s${i}`] as const),
          ),
        ],
      }),
      CONTEXT,
    );
  };

  test("are one and the rest, however far a misprint takes them from 100", () => {
    const [found] = pair("67", "73");
    expect(found?.severity).toBe("warning");
    expect(found?.proposals.map((p) => p.value)).toContain("27");
  });

  test("are for information where no misprint explains them, and so are longer lists", () => {
    expect(pair("88", "77").map((a) => a.severity)).toEqual(["info"]);
    expect(pair("67", "41", "32").map((a) => a.severity)).toEqual(["info"]);
  });
});
