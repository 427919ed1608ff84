import { describe, expect, test } from "vitest";
import { type CheckContext, checkDocument } from "../../src/check/index.js";
import { CONTEXT, edit, extraction, observation, type Said } from "./sample.js";

const NORTH: CheckContext = {
  ...CONTEXT,
  territories: { demo: { area: "REG-1", level: "DEP", members: ["1", "2", "3"] } },
};

const check = (said: readonly Said[], context = CONTEXT) =>
  checkDocument(extraction({ observations: said.map(observation) }), context);

describe("one quantity told twice in a document", () => {
  const count = (id: string, value: string, context: string): Said => ({
    id,
    value,
    context,
    page: Number(id),
  });

  test("may be told twice alike", () => {
    expect(check([count("1", "21656", "a"), count("2", "21656", "b")])).toEqual([]);
  });

  test("is an error where a slip of the hand lies between", () => {
    const found = check([count("1", "61656", "a"), count("2", "21656", "b"), count("3", "21656", "c")]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      check: "restated",
      severity: "error",
      stated: "61656",
      expected: "21656",
    });
    expect(found[0]?.proposals[0]).toMatchObject({ observation: "1", value: "21656", kind: "digit" });
  });

  test("agrees where the printed precisions meet", () => {
    const share = (id: string, value: string): Said => ({
      ...count(id, value, id),
      measure: "SHARE",
      cuts: { sex: "F" },
    });
    expect(check([share("1", "57"), share("2", "57.3")])).toEqual([]);
    expect(check([share("1", "57"), share("2", "57.8")])).toHaveLength(1);
  });

  test("is not paired where one table or one rule uses the same words for several things", () => {
    const row = (id: string, value: string): Said => ({ id, value, table: "t", row: id, column: "n" });
    expect(check([row("a", "12"), row("b", "31")])).toEqual([]);
    const sentence = (id: string, value: string): Said => ({ ...count(id, value, id), rule: "workshops" });
    expect(check([sentence("1", "12"), sentence("2", "31"), sentence("3", "7")])).toEqual([]);
  });

  test("takes the side that a percentage takes", () => {
    const found = check([
      { id: "all", value: "115109", page: 1, context: "s" },
      { id: "tile", value: "29813", cuts: { scheme: "CEJ" }, page: 1, context: "tile" },
      { id: "told", value: "29183", cuts: { scheme: "CEJ" }, page: 2, context: "s" },
      { id: "share", value: "25.9", measure: "SHARE", cuts: { scheme: "CEJ" }, page: 2, context: "s" },
    ]);
    expect(found.map((a) => a.check).toSorted()).toEqual(["restated", "share"]);
    for (const anomaly of found)
      expect(anomaly.proposals[0]).toMatchObject({ observation: "told", value: "29813", kind: "transposed" });
  });
});

describe("a percentage and the counts it is made of", () => {
  const women = (value: string, share: string): Said[] => [
    { id: "all", value: "679", context: "s" },
    { id: "women", value, cuts: { sex: "F" }, context: "s" },
    { id: "share", value: share, measure: "SHARE", cuts: { sex: "F" }, context: "s" },
  ];

  test("agree within the printed precision", () => {
    expect(check(women("335", "49"))).toEqual([]);
  });

  test("off by the last digit are told as rounding", () => {
    expect(check(women("335", "50"))).toMatchObject([{ check: "share", severity: "info" }]);
  });

  test("off by more are an error", () => {
    const [found] = check(women("335", "94"));
    expect(found).toMatchObject({ check: "share", severity: "error", stated: "94" });
    expect(found?.arithmetic).toBe("335 ÷ 679 × 100 = 49 % ≠ 94");
  });

  test("of a whole area follow from those of its members", () => {
    const share = (area: string, value: string): Said => ({
      id: `s${area}`,
      value,
      area,
      measure: "SHARE",
      cuts: { residence: "QPV" },
      table: "t",
      row: "dont QPV",
      column: area,
    });
    const count = (area: string, value: string): Said => ({
      id: `n${area}`,
      value,
      area,
      table: "t",
      row: "jeunes",
      column: area,
    });
    const [found] = check(
      [
        ...["60000", "25000", "15000"].map((v, i) => count(`DEP-${i + 1}`, v)),
        count("REG-1", "100000"),
        ...["25.4", "22.5", "14.2"].map((v, i) => share(`DEP-${i + 1}`, v)),
        share("REG-1", "2.3"),
      ],
      NORTH,
    );
    expect(found).toMatchObject({ check: "share", severity: "error" });
    expect(found?.proposals[0]).toMatchObject({ observation: "sREG-1", value: "23", kind: "dropped" });
  });
});

describe("a stated change", () => {
  const change = (value: string): Said[] => [
    { id: "now", value: "7919", period: "2024", context: "s" },
    { id: "then", value: "6921", period: "2023", context: "s" },
    { id: "rate", value, measure: "CHANGE", period: "2024", context: "s" },
  ];

  test("agrees with the values of both years", () => {
    expect(check(change("14.4"))).toEqual([]);
  });

  test("over the wrong base is named so", () => {
    const [found] = check(change("12.6"));
    expect(found).toMatchObject({ check: "growth", severity: "error", stated: "12.6" });
    expect(found?.arithmetic).toBe("(7\u202f919 − 6\u202f921) ÷ 6\u202f921 × 100 = 14,4 ≠ 12,6");
    expect(found?.message.fr).toContain("divisant l'écart par la valeur d'arrivée");
    expect(found?.proposals[0]).toMatchObject({ observation: "rate", value: "14.4", kind: "wrong_base" });
  });

  test("printed without a sign as a decrease is checked as what it fell by", () => {
    const fall = (value: string): Said[] => [
      { id: "now", value: "93823", period: "2024", context: "s" },
      { id: "then", value: "100000", period: "2023", context: "s" },
      { id: "rate", value, measure: "DECREASE", unit: "PT", period: "2024", context: "s" },
    ];
    expect(check(fall("6"))).toEqual([]);
    const [found] = check(fall("9"));
    expect(found).toMatchObject({ check: "growth", stated: "9" });
    expect(found?.arithmetic).toBe("(100\u202f000 − 93\u202f823) ÷ 100\u202f000 × 100 = 6 ≠ 9");
  });

  test("with its difference and its result alone is checked too", () => {
    const money = (rate: string): Said[] => [
      { id: "now", value: "1167", measure: "AMOUNT", unit: "EUR", mult: 3, context: "s" },
      { id: "more", value: "472", measure: "CHANGE", unit: "EUR", mult: 3, context: "s" },
      { id: "rate", value: rate, measure: "CHANGE", context: "s", decimals: 2 },
    ];
    expect(check(money("67.91"))).toEqual([]);
    const [found] = check(money("59.55"));
    expect(found?.check).toBe("growth");
    expect(found?.message.en).toContain("earlier value over the later one");
  });
});

describe("an average", () => {
  test("agrees with its terms", () => {
    const told = (average: string): Said[] => [
      { id: "n", value: "27130", indicator: "contacts", context: "s" },
      { id: "d", value: "1022", context: "s" },
      {
        id: "a",
        value: average,
        indicator: "contacts_per_young",
        measure: "AVERAGE",
        unit: "NUMBER",
        context: "s",
      },
    ];
    expect(check(told("27"))).toEqual([]);
    expect(check(told("72"))).toMatchObject([
      { check: "ratio", severity: "error", proposals: [{ value: "27" }] },
    ]);
  });
});

describe("parts and their whole", () => {
  test("women and men make all, wherever they are told", () => {
    const told = (men: string): Said[] => [
      { id: "all", value: "679", page: 1, context: "a" },
      { id: "F", value: "335", cuts: { sex: "F" }, table: "t", row: "Femmes", column: "n", page: 2 },
      { id: "M", value: men, cuts: { sex: "M" }, table: "t", row: "Hommes", column: "n", page: 2 },
    ];
    expect(check(told("344"))).toEqual([]);
    expect(check(told("334"))).toMatchObject([{ check: "total", arithmetic: "335 + 334 = 669 ≠ 679" }]);
  });

  test("a subset does not exceed what it is part of", () => {
    const told = (value: string): Said[] => [
      { id: "all", value: "132", context: "s" },
      { id: "qpv", value, cuts: { residence: "QPV" }, context: "s" },
    ];
    expect(check(told("15"))).toEqual([]);
    expect(check(told("151"))).toMatchObject([{ check: "part" }]);
  });

  test("a 'dont' after a part does not make the parts a selection, one before them does", () => {
    const situations = (context: string): Said[] => [
      { id: "w", value: "614", context },
      { id: "e", value: "355", cuts: { situation: "EMPLOYMENT" }, context },
      { id: "a", value: "128", cuts: { situation: "ALTERNANCE" }, context },
      { id: "t", value: "151", cuts: { situation: "TRAINING" }, context },
    ];
    const rest = "128 en alternance et 151 en formation";
    expect(check(situations(`sur 614 jeunes, 355 en emploi dont 132 durable, ${rest}`))).toMatchObject([
      { check: "total", stated: "614", expected: "634" },
    ]);
    expect(check(situations(`614 jeunes, dont 355 en emploi, ${rest}`))).toEqual([]);
  });

  test("codes make the broader code that their list names", () => {
    const code = (name: string, parent: string) => ({
      ...{ code: name, parent, label_fr: name, label_en: name, definition: "", synonyms: [] },
    });
    const topic = [code("EXTERNAL", ""), code("HEALTH", "EXTERNAL"), code("SENIORS", "EXTERNAL")];
    const told = (whole: string): Said[] => [
      { id: "e", value: whole, cuts: { topic: "EXTERNAL" }, context: "s" },
      { id: "h", value: "560", cuts: { topic: "HEALTH" }, context: "s" },
      { id: "s", value: "24", cuts: { topic: "SENIORS" }, context: "s" },
    ];
    const context = { ...CONTEXT, codeLists: { topic } };
    expect(check(told("584"), context)).toEqual([]);
    expect(check(told("557"), context)).toMatchObject([{ check: "total", stated: "557", expected: "584" }]);
  });

  test("areas of the territory make the whole", () => {
    const told = (whole: string): Said[] => [
      { id: "w", value: whole, area: "REG-1", context: "s" },
      ...["10", "17", "19"].map((value, i) => ({ id: `d${i}`, value, area: `DEP-${i + 1}`, context: "s" })),
    ];
    expect(check(told("46"), NORTH)).toEqual([]);
    expect(check(told("44"), NORTH)).toMatchObject([{ check: "total", difference: "-2" }]);
  });
});

describe("shares of one whole", () => {
  const shares = (values: string[], note = "") =>
    checkDocument(
      extraction({
        observations: values.map((value, i) =>
          observation({
            id: `${i}`,
            value,
            measure: "SHARE",
            cuts: { education: `E${i}` },
            row: `Niveau ${i}`,
            column: "Part",
          }),
        ),
        edits: [
          edit(
            "shares",
            values.map((_, i) => ["part", `${i}`] as const),
            { notes: note ? [note] : [] },
          ),
        ],
      }),
      CONTEXT,
    );

  test("need not add to 100 where rounding explains it", () => {
    expect(shares(["33", "33", "33"])).toEqual([]);
    expect(shares(["16.7", "16.7", "16.7", "16.7", "16.7", "16.6"])).toEqual([]);
  });

  test("are an error beyond rounding", () => {
    expect(shares(["41.2", "28.4", "19.9", "11.5"])).toMatchObject([
      {
        check: "shares",
        severity: "error",
        stated: "101",
        expected: "100",
        difference: "1",
        tolerance: "0.2",
      },
    ]);
  });

  test("may overlap where several answers were allowed", () => {
    expect(shares(["61", "55", "40"], "Plusieurs réponses possibles")).toEqual([]);
  });

  test("that fall short may be a list cut off", () => {
    expect(shares(["20", "69", "5"])).toMatchObject([{ severity: "warning" }]);
  });
});
