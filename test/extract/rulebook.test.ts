import { describe, expect, test } from "vitest";
import { compileRulebook } from "../../src/extract/index.js";
import { Fault } from "../../src/model/index.js";
import { VOCABULARY } from "./reading.js";

const HEAD = `publisher: demo
name: Demo
area: ML-demo
identify: {any: [demo]}
period: {any: ["{year}"]}
`;

/** The fault that a rulebook raises, as `file:line:column: message`. Line 6 is the first after the head. */
function fault(rules: string, head = HEAD): string {
  try {
    compileRulebook(`${head}${rules}`, "demo.yaml", VOCABULARY);
  } catch (error) {
    if (error instanceof Fault) return `${error.file}: ${error.message}`;
    throw error;
  }
  return "no fault";
}

const table = (more: string): string => `tables:
  - id: t
    where: {headers: commune}
    ${more}
`;
const statement = (match: string): string => `statements:
  - id: s
    match:
      - "${match}"
`;

describe("a mistake in a rulebook is told with its place", () => {
  test.each([
    ["YAML", "tables: [", "demo.yaml:6:10: is not valid YAML"],
    ["a repeated key", "tables: []\ntables: []", "demo.yaml:7:1: is not valid YAML: Map keys must be unique"],
    ["a tag", "tables: !!js/function 1", "demo.yaml:6:9: is not valid YAML: Unresolved tag"],
    [
      "an unknown key",
      "colums: []",
      'demo.yaml:1:1: the file is not as expected: Unrecognized key: "colums"',
    ],
    [
      "an unknown key of a rule",
      table("colums: {}"),
      'demo.yaml:7:5: "tables.0" is not as expected: Unrecognized key: "colums"',
    ],
    [
      "an unknown indicator",
      table("cells: first_contact"),
      'unknown indicator "first_contact"; did you mean "first_contacts"?',
    ],
    ["an unknown code", table("cells: received sex=W"), 'unknown sex code "W"'],
    [
      "an unknown dimension",
      table("cells: received sexe=F"),
      'demo.yaml:9:12: unknown dimension "sexe"; did you mean "sex"?',
    ],
    [
      "a dimension the indicator does not have",
      table("cells: received residence=QPV"),
      "indicator received is not cut by residence",
    ],
    [
      "an axis that adds such a dimension",
      table("{cells: staff, rows: dimension sex}").replace(
        /\{cells.*\}/,
        "cells: staff\n    rows: dimension sex",
      ),
      "indicator staff is not cut by sex",
    ],
    ["an unknown axis", table("rows: communes"), 'demo.yaml:9:11: "communes" is no axis; known are commune'],
    ["a measure", table("cells: received:SHAR"), 'unknown measure "SHAR"; did you mean "SHARE"?'],
    ["a period", table("cells: received @last"), '"@last" is no period'],
    [
      "a table rule without `where`",
      "tables: [{id: t, cells: received}]",
      'demo.yaml:6:10: table rule "t" has no "where"',
    ],
    ["a mapping without indicator", table("columns: {montant: sex=F}"), "no indicator is given"],
    ["a pattern not closed", statement("{received jeunes"), 'demo.yaml:9:9: "{" is not closed by "}"'],
    [
      "a pattern of nothing",
      statement("[jeunes]"),
      "a pattern needs a word or a figure that is not optional",
    ],
    ["an empty slot without `of`", statement("{} jeunes"), "demo.yaml:9:9: no indicator is given"],
    [
      "@year without {year}",
      statement("{received @year} jeunes"),
      '"@year" needs a "{year}" in the same pattern',
    ],
    [
      "an area that does not exist",
      table("cells: first_contacts area=COM-59999"),
      'area "COM-59999" is not in the official geographical code',
    ],
    [
      "a rule id given twice",
      `${statement("{received}")}  - id: s\n    match: ["{contacts}"]\n`,
      'demo.yaml:10:9: rule id "s" stands twice',
    ],
    [
      "two table rules that claim one cell",
      "tables:\n  - {id: a, where: {headers: montant}, rows: commune, cells: received}\n  - {id: b, where: {headers: Montants}, rows: commune, cells: contacts}\n",
      'demo.yaml:8:20: table rules "a" and "b" claim the same cells',
    ],
    [
      "two statement rules that claim one figure",
      'statements:\n  - {id: a, match: ["{received} jeunes"]}\n  - {id: b, match: ["{contacts}  Jeunes"]}\n',
      'demo.yaml:8:21: statement rules "a" and "b" claim the same figures',
    ],
    ["an ignore rule that says nothing", "ignore: [{id: i, reason: none}]", 'ignore rule "i" names no kind'],
    [
      "an ignore pattern without slot",
      "ignore: [{id: i, reason: none, match: [jeunes]}]",
      'a pattern of an ignore rule needs a "{_}"',
    ],
    [
      "an unknown ignore kind",
      "ignore: [{id: i, reason: none, kind: phone}]",
      '"ignore.0.kind" is not as expected',
    ],
    [
      "an asserted indicator that does not exist",
      "assert: {indicators: [first]}",
      'unknown indicator "first"',
    ],
  ])("%s", (_, rules, message) => {
    expect(fault(rules)).toContain(message);
  });

  test("a territory with a commune that does not exist", () => {
    const head = `${HEAD}territory: {level: COM, members: ["59328", "59999"]}\n`;
    expect(fault("", head)).toBe(
      'demo.yaml:6:44: area "COM-59999" is not in the official geographical code.',
    );
  });

  test("aliases that multiply are refused", () => {
    const lines = ["x: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"];
    for (const [one, two] of ["ab", "bc", "cd", "de"].map((pair) => [...pair]))
      lines.push(`x${two}: &${two} [${Array(10).fill(`*${one}`).join(", ")}]`);
    expect(fault(lines.join("\n"), "")).toContain("uses aliases in a way that is refused");
  });
});

describe("a sound rulebook", () => {
  test("keeps the zeros of codes and reads the one number it has", () => {
    const book = compileRulebook(
      `${HEAD}territory: {level: DEP, members: ["59"]}\nassert: {tables: 20}\n`,
      "schemas/publishers/demo.yaml",
      VOCABULARY,
    );
    expect(book).toMatchObject({ file: "demo.yaml", common: false, territory: { members: ["59"] } });
    expect(book.assert.tables).toBe(20);
  });

  test("names its rules after its file", () => {
    const book = compileRulebook(`${HEAD}${statement("{received}")}`, "a/_common.yaml", VOCABULARY);
    expect(book.statements[0]?.name).toBe("_common.yaml#s");
    expect(book.common).toBe(true);
  });
});
