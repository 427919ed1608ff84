import { describe, expect, test } from "vitest";
import {
  type Mapping,
  mappingProblems,
  mergeMappings,
  parseMapping,
  RuleSyntaxError,
} from "../../src/extract/mapping.js";
import type { Catalogue, CodeLists } from "../../src/model/index.js";

const CATALOGUE: Catalogue = {
  first_contacts: {
    label: { fr: "Premiers accueils", en: "First contacts" },
    definition: "Persons registered for the first time in the year.",
    theme: "public",
    unit: "PS",
    measure: "COUNT",
    population: "jeunes",
    count_basis: "ENTRY",
    dimensions: ["sex", "age"],
    additive: true,
    synonyms: [],
  },
};
const CODE_LISTS: CodeLists = {
  sex: ["_T", "F", "M"].map((code) => ({
    code,
    label_fr: code,
    label_en: code,
    definition: "",
    parent: "",
    synonyms: [],
  })),
};

describe("a mapping says what a figure is", () => {
  test.each<[string, Mapping]>([
    ["", { dimensions: {} }],
    ["first_contacts", { indicator: "first_contacts", dimensions: {} }],
    [
      "first_contacts:SHARE sex=F @prev",
      {
        indicator: "first_contacts",
        measure: "SHARE",
        dimensions: { sex: "F" },
        period: { kind: "offset", years: -1 },
      },
    ],
    [":CHANGE", { measure: "CHANGE", dimensions: {} }],
    ["sex=F  age=Y16T17", { dimensions: { sex: "F", age: "Y16T17" } }],
    ["@2022", { dimensions: {}, period: { kind: "year", year: 2022 } }],
    ["@next", { dimensions: {}, period: { kind: "offset", years: 1 } }],
    ["@year", { dimensions: {}, period: { kind: "bound" } }],
    ["@end", { dimensions: {}, period: { kind: "end" } }],
    ["@prev-12-31", { dimensions: {}, period: { kind: "offset", years: -1, day: "12-31" } }],
    ["@year-01-01", { dimensions: {}, period: { kind: "bound", day: "01-01" } }],
    [
      "area=COM-59328 unit=EUR mult=3 basis=ENTRY",
      { dimensions: {}, area: "COM-59328", unit: "EUR", mult: 3, basis: "ENTRY" },
    ],
  ])("%j", (source, mapping) => {
    expect(parseMapping(source)).toEqual(mapping);
  });

  test("what stands later completes or overrides", () => {
    const merged = mergeMappings(
      parseMapping("first_contacts sex=F @2022"),
      parseMapping("age=Y16T17"),
      parseMapping(":SHARE sex=M"),
    );
    expect(merged).toEqual(parseMapping("first_contacts:SHARE sex=M age=Y16T17 @2022"));
    expect(mergeMappings()).toEqual({ dimensions: {} });
  });

  test("merging leaves its terms as they were", () => {
    const first = parseMapping("sex=F");
    mergeMappings(first, parseMapping("sex=M"));
    expect(first).toEqual({ dimensions: { sex: "F" } });
  });
});

describe("a mapping that cannot be read says why, and where", () => {
  test.each([
    ["first_contacts:SHAR", 'unknown measure "SHAR"; did you mean "SHARE"?', 0],
    ["first_contacts sx=F", 'unknown dimension "sx"; did you mean "sex"?', 15],
    ["sex=F unit=EURO", 'unknown unit "EURO"; did you mean "EUR"?', 11],
    ["sex=", "sex has no value", 0],
    ["sex=F sex=M", "sex is said twice", 6],
    ["@year-13-01", '"@year-13-01" is no period: a year, @prev, @next, @year or @end is', 0],
    ["@last", '"@last" is no period: a year, @prev, @next, @year or @end is', 0],
    ["first_contacts others", '"others" follows another indicator or measure', 15],
    ["First", '"First" is neither an indicator nor dimension=CODE nor @period', 0],
    ["mult=2", 'mult is 0, 3, 6 or 9, not "2"', 5],
    ["basis=ENTRYS", 'unknown count basis "ENTRYS"; did you mean "ENTRY"?', 6],
  ])("%s", (source, reason, offset) => {
    let thrown: unknown;
    try {
      parseMapping(source);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RuleSyntaxError);
    expect(thrown).toMatchObject({ reason: { en: reason }, offset, source });
  });
});

describe("a mapping is checked against the catalogue and the code lists", () => {
  test.each([
    ["first_contacts sex=F", []],
    ["first_contacts sex=_T", []],
    ["sex=F", ["no indicator is given"]],
    ["first_contact", ['unknown indicator "first_contact"; did you mean "first_contacts"?']],
    ["aids", ['unknown indicator "aids"']],
    ["first_contacts sex=G", ['unknown sex code "G"; did you mean "F"?']],
    ["first_contacts topic=_T", ["indicator first_contacts is not cut by topic (only by sex, age)"]],
    ["first_contacts topic=_Z", []],
  ])("%s", (source, problems) => {
    const found = mappingProblems(parseMapping(source), CATALOGUE, CODE_LISTS);
    expect(found.map(({ en }) => en)).toEqual(problems);
  });
});
