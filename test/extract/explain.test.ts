import { describe, expect, test } from "vitest";
import { checkRules, explain } from "../../src/extract/index.js";
import { inputOf, list, paragraph, rulebook, table } from "./reading.js";

const BOOK = rulebook(`
tables:
  - {id: places, where: {headers: commune}, rows: commune, columns: {nombre: first_contacts}}
  - {id: never, where: {headers: jamais}, cells: received}
statements:
  - {id: vague, match: ['{first_contacts} jeunes']}
  - {id: precise, match: ['{received} jeunes reçus']}
`);
const INPUT = inputOf(
  [
    table(
      [
        ["Commune", "Nombre"],
        ["Lambersart", "4"],
        ["Atlantide", "5"],
      ],
      { caption: "Accueil" },
    ),
    paragraph("Au total 12 jeunes reçus.", { section: ["Bilan"] }),
    table([["Inconnu"], ["77"]], { stubColumns: 0 }),
    list(["8 forums"]),
  ],
  BOOK,
);

describe("explaining a figure", () => {
  test("tells the rule that holds it, its words and its rivals", () => {
    const [explanation] = explain(INPUT, ({ raw }) => raw === "12");
    expect(explanation).toMatchObject({
      section: "Bilan",
      statements: ["Au total 12 jeunes reçus."],
      table: null,
      claims: [
        { rule: "demo.yaml#precise", found: "12 jeunes reçus", meaning: "received:COUNT @2023", reason: "" },
        { rule: "demo.yaml#vague", found: "12 jeunes", meaning: "first_contacts:COUNT @2023", reason: "" },
      ],
    });
  });

  test("tells the table it stands in, and what rules that answers to", () => {
    const [explanation] = explain(INPUT, ({ raw }) => raw === "5");
    expect(explanation?.claims).toEqual([]);
    expect(explanation?.table).toEqual({
      caption: "Accueil",
      row: "Atlantide",
      column: "Nombre",
      rules: ["demo.yaml#places"],
    });
  });
});

describe("checking rules", () => {
  const report = checkRules([INPUT]);

  test("tells what each rule holds and what holds nothing", () => {
    expect(report.documents[0]?.rules).toEqual([
      { rule: "demo.yaml#places", figures: 1, pages: [1] },
      { rule: "demo.yaml#precise", figures: 1, pages: [1] },
    ]);
    expect(report.silent).toEqual(["demo.yaml#never"]);
  });

  test("tells where rules of one rulebook disagree", () => {
    expect(
      report.documents[0]?.overlaps.map(({ raw, claims }) => [raw, claims.map(({ rule }) => rule)]),
    ).toEqual([["12", ["demo.yaml#precise", "demo.yaml#vague"]]]);
  });

  test("tells what is left", () => {
    expect(report.documents[0]?.unmapped.map(({ raw }) => raw)).toEqual(["5", "77", "8"]);
    expect(report.documents[0]?.unclaimedTables.map(({ headers }) => headers)).toEqual([["Inconnu"]]);
  });
});
