import { describe, expect, test } from "vitest";
import { check } from "../../src/check/index.js";
import type { Anomaly, Extraction } from "../../src/model/index.js";
import { CONTEXT, edit, extraction, gridExtraction, misprinted, observation, type Said } from "./sample.js";

const run = (source: Extraction): Promise<Anomaly[]> => check({ extractions: [source], ...CONTEXT });

/** The likeliest value among what is proposed for a cell, and why. */
async function proposed(source: Extraction, id: string) {
  const found = await run(source);
  const [best] = found
    .flatMap((a) => a.proposals)
    .filter((p) => p.observation === id)
    .toSorted((a, b) => b.probability - a.probability);
  return best;
}

/** One column in a table with both margins, so that one cell alone can be wrong. */
const TABLE = gridExtraction({
  values: [
    ["1842", "655"],
    ["1377", "655"],
    ["2090", "418"],
    ["963", "274"],
  ],
  rowTotals: true,
  columnTotals: true,
});

describe("a value in a row and a column total is proposed with the slip that explains it:", () => {
  test.each([
    ["a digit changed", "1842", "1892", "digit", /un chiffre changé/, /one digit changed/],
    ["a digit inserted", "1842", "18742", "added", /un chiffre de trop/, /a digit too many/],
    ["a digit dropped", "1842", "182", "dropped", /un chiffre oublié/, /a digit left out/],
    ["a digit doubled", "1842", "18842", "doubled", /un chiffre tapé deux fois/, /a digit typed twice/],
    ["neighbours swapped", "1842", "1482", "transposed", /deux chiffres voisins/, /two neighbouring digits/],
    ["the sign", "1842", "-1842", "sign", /un signe inversé/, /an inverted sign/],
    ["the unit", "1842", "184200", "scale", /des zéros de trop ou oubliés/, /zeros too many or left out/],
    ["a footnote mark glued to it", "1842", "18423", "footnote", /appel de note/, /mark of a footnote/],
  ])("%s", async (_, value, printed, kind, fr, en) => {
    const best = await proposed(misprinted(TABLE, "r0c0", printed), "r0c0");
    expect(best).toMatchObject({ value, kind });
    expect(best?.reason.fr).toMatch(fr);
    expect(best?.reason.en).toMatch(en);
    expect(best?.probability).toBeGreaterThan(0.9);
  });

  test("the value of the row above", async () => {
    const best = await proposed(misprinted(TABLE, "r1c0", "1842"), "r1c0");
    expect(best).toMatchObject({ value: "1377", kind: "copied" });
    expect(best?.reason.fr).toContain("la valeur d'une autre ligne recopiée");
  });

  test("the values of two cells exchanged", async () => {
    const best = await proposed(misprinted(misprinted(TABLE, "r1c0", "2090"), "r2c0", "1377"), "r1c0");
    expect(best).toMatchObject({ value: "1377", kind: "swapped" });
  });

  test("a decimal comma lost", async () => {
    const amounts = (first: string): Extraction => {
      const parts = [first, "78.4", "11.3"].map((value, i) =>
        observation({
          id: `p${i}`,
          value,
          measure: "AVERAGE",
          unit: "FTE",
          decimals: value.includes(".") ? 1 : 0,
        }),
      );
      const total = observation({ id: "T", value: "142.2", measure: "AVERAGE", unit: "FTE" });
      return extraction({
        observations: [...parts, total].map((o) => ({ ...o, indicator: o.observation_id })),
        edits: [edit("total", [["total", "T"], ...parts.map((p) => ["part", p.observation_id] as const)])],
      });
    };
    expect(await run(amounts("52.5"))).toEqual([]);
    const best = await proposed(amounts("525"), "p0");
    expect(best).toMatchObject({ value: "52.5", kind: "comma" });
    expect(best?.reason.en).toContain("a decimal comma lost");
  });

  test("a digit that character recognition takes for another, where the value was recognised", async () => {
    const recognised = {
      ...TABLE,
      observations: TABLE.observations.map((o) => ({ ...o, method: "ocr" as const, confidence: 0.9 })),
    };
    const best = await proposed(misprinted(recognised, "r0c0", "1342"), "r0c0");
    expect(best).toMatchObject({ value: "1842", kind: "lookalike" });
  });
});

describe("a percentage is proposed with what was worked out instead:", () => {
  const percent = (value: string, more: Said[] = []): Extraction =>
    extraction({
      observations: [
        observation({ id: "N", value: "752", context: "s" }),
        observation({ id: "a", value: "334", context: "s", cuts: { age: "Y_LT18" } }),
        observation({ id: "s", value, measure: "SHARE", context: "s", cuts: { age: "Y_LT18" } }),
        ...more.map((said) => observation({ context: "s", ...said })),
      ],
    });

  test.each([
    ["the inverse ratio", "225.1", /rapport est inversé/, /ratio is inverted/],
    ["the share of the rest", "55.6", /ce qui manque à 100/, /missing to 100%/],
    ["the part over the rest", "79.9", /rapporte la partie au reste/, /over the rest/],
  ])("%s", async (_, printed, fr, en) => {
    expect(await run(percent("44.4"))).toEqual([]);
    const best = await proposed(percent(printed), "s");
    expect(best).toMatchObject({ value: "44.4", kind: "wrong_base" });
    expect(best?.reason.fr).toMatch(fr);
    expect(best?.reason.en).toMatch(en);
  });

  test("a share of another count printed beside it, where the report itself says of which it is", async () => {
    const other: Said = { id: "o", value: "1120", indicator: "contacts" };
    const source = percent("29.8", [other]);
    // Nothing says of which count it is: of the other one it is right.
    expect(await run(source)).toEqual([]);
    const declared = edit("share", [
      ["share", "s"],
      ["numerator", "a"],
      ["denominator", "N"],
    ]);
    const best = await proposed({ ...source, edits: [declared] }, "s");
    expect(best).toMatchObject({ value: "44.4", kind: "wrong_base" });
    expect(best?.reason.fr).toContain("sur un autre effectif");
  });

  test("one of several parts alone", async () => {
    const source = extraction({
      observations: [
        observation({ id: "N", value: "752", section: "q" }),
        observation({ id: "a", value: "334", section: "q", cuts: { education: "NONE" } }),
        observation({ id: "b", value: "81", section: "q", cuts: { education: "CAP" } }),
        observation({ id: "s", value: "44", measure: "SHARE", section: "q", cuts: { education: "LOW" } }),
      ],
      edits: [
        edit("share", [
          ["share", "s"],
          ["numerator", "a"],
          ["numerator", "b"],
          ["denominator", "N"],
        ]),
      ],
    });
    const best = await proposed(source, "s");
    expect(best).toMatchObject({ value: "55", kind: "wrong_base" });
    expect(best?.reason.fr).toContain("celui d'une seule des parties");
  });

  const change = (rate: string): Extraction =>
    extraction({
      observations: [
        observation({ id: "now", value: "7919", period: "2024", context: "s" }),
        observation({ id: "then", value: "6921", period: "2023", context: "s" }),
        observation({ id: "g", value: rate, measure: "CHANGE", period: "2024", context: "s" }),
      ],
    });

  test.each([
    [
      "a growth over the new value",
      "12.6",
      /valeur d'arrivée au lieu de celle de départ/,
      /divided by the later value/,
    ],
    [
      "the ratio of the old value to the new",
      "87.4",
      /rapport de la valeur de départ à celle d'arrivée/,
      /earlier value over the later/,
    ],
    ["the ratio of the two", "114.4", /rapport des deux valeurs/, /ratio of the two values/],
    ["the inverse growth", "-12.6", /évolution inverse/, /inverse change/],
    ["the sign", "-14.4", /signe/, /sign/],
  ])("%s", async (_, printed, fr, en) => {
    const found = await run(change(printed));
    expect(found[0]?.proposals[0]).toMatchObject({ observation: "g", value: "14.4" });
    expect(found[0]?.message.fr).toMatch(fr);
    expect(found[0]?.message.en).toMatch(en);
  });
});

describe("an average", () => {
  const average = (value: string): Extraction =>
    extraction({
      observations: [
        observation({ id: "n", value: "1022", context: "s" }),
        observation({ id: "c", value: "27130", indicator: "contacts", context: "s" }),
        observation({
          id: "a",
          value,
          indicator: "contacts_per_young",
          measure: "AVERAGE",
          unit: "NUMBER",
          context: "s",
        }),
      ],
    });

  test("is what its terms make, rounded as it is printed", async () => {
    expect(await run(average("27"))).toEqual([]);
    expect(await run(average("26.5"))).toEqual([]);
  });

  test("is proposed as they make it where a digit was swapped", async () => {
    const found = await run(average("72"));
    expect(found).toMatchObject([{ check: "ratio", severity: "error" }]);
    const [best] = found[0]?.proposals ?? [];
    expect(best).toMatchObject({ observation: "a", value: "27", kind: "transposed" });
  });
});
