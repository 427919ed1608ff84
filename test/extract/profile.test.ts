import { describe, expect, test } from "vitest";
import { read, said, table } from "./reading.js";

const sayings = (rules: string, ...blocks: Parameters<typeof read>[1][]): string[] =>
  read(rules, ...blocks).observations.map(said);

const PUBLIC = { section: ["Le public"], stubColumns: 1 };

describe("a profile", () => {
  const RULE = "tables: [{id: p, where: {section: public}, cells: first_contacts, rows: profile}]";

  test("takes each label for a code of its own dimension", () => {
    const profile = table(
      [
        ["", "Nombre", "%"],
        ["Femmes", "40", "49 %"],
        ["16 - 17 ans", "12", "15 %"],
        ["Dont aucun diplôme", "9", "11 %"],
        ["Inconnu", "3", "4 %"],
      ],
      PUBLIC,
    );
    expect(sayings(RULE, profile)).toEqual([
      "first_contacts:COUNT sex=F ML-demo 2023 = 40",
      "first_contacts:SHARE sex=F ML-demo 2023 = 49",
      "first_contacts:COUNT age=Y16T17 ML-demo 2023 = 12",
      "first_contacts:SHARE age=Y16T17 ML-demo 2023 = 15",
      "first_contacts:COUNT education=NONE ML-demo 2023 = 9",
      "first_contacts:SHARE education=NONE ML-demo 2023 = 11",
    ]);
  });

  test("may stand on both sides", () => {
    const crossed = table(
      [
        ["", "Femmes", "Hommes", "Total"],
        ["16 - 17 ans", "4", "5", "9"],
      ],
      { ...PUBLIC, totalColumns: [3] },
    );
    const both =
      "tables: [{id: p, where: {section: public}, cells: first_contacts, rows: profile, columns: profile}]";
    expect(sayings(both, crossed)).toEqual([
      "first_contacts:COUNT sex=F age=Y16T17 ML-demo 2023 = 4",
      "first_contacts:COUNT sex=M age=Y16T17 ML-demo 2023 = 5",
      "first_contacts:COUNT age=Y16T17 ML-demo 2023 = 9",
    ]);
  });

  test("leaves the table to the next rule where it knows no label", () => {
    const rules = `tables:
  - {id: p, where: {section: le public}, cells: first_contacts, rows: profile}
  - {id: q, where: {section: public}, rows: {montant: aid_amount}}
`;
    const money = table(
      [
        ["", "2023"],
        ["Montant", "12 €"],
        ["Total", "12 €"],
      ],
      { ...PUBLIC, totalRows: [2] },
    );
    expect(sayings(rules, money)[0]).toBe("aid_amount:AMOUNT ML-demo 2023 = 12");
  });

  test("takes nothing that the indicator is not cut by", () => {
    const contacts = "tables: [{id: p, where: {section: public}, cells: contacts, rows: profile}]";
    const profile = table(
      [
        ["", "Nombre"],
        ["Femmes", "40"],
      ],
      PUBLIC,
    );
    expect(sayings(contacts, profile)).toEqual([]);
  });
});

describe("lines that no axis explains", () => {
  const RULE =
    "tables: [{id: p, where: {section: public}, rows: {'= jeunes reçus': received, accueils: first_contacts}}]";

  test("say how they count, of which year, or how much it changed", () => {
    const years = table(
      [
        ["", "2022", "2023", "Évolution"],
        ["Jeunes reçus", "10", "12", "+20 %"],
      ],
      PUBLIC,
    );
    expect(sayings(RULE, years)).toEqual([
      "received:COUNT ML-demo 2022 = 10",
      "received:COUNT ML-demo 2023 = 12",
      "received:CHANGE ML-demo 2023 = 20",
    ]);
  });

  test("“dont” is a part of what the line before says", () => {
    const parts = table(
      [
        ["", "2023"],
        ["Premiers accueils", "10"],
        ["dont femmes", "6"],
        ["dont Quartier Politique de la Ville", "2"],
      ],
      PUBLIC,
    );
    expect(sayings(RULE, parts)).toEqual([
      "first_contacts:COUNT ML-demo 2023 = 10",
      "first_contacts:COUNT sex=F ML-demo 2023 = 6",
      "first_contacts:COUNT residence=QPV ML-demo 2023 = 2",
    ]);
  });

  test("an entry with = is the whole label", () => {
    const labels = table(
      [
        ["", "2023"],
        ["Nombre de jeunes reçus en 2023 (tous âges)", "10"],
        ["Jeunes reçus à la permanence", "6"],
      ],
      PUBLIC,
    );
    expect(sayings(RULE, labels)).toEqual(["received:COUNT ML-demo 2023 = 10"]);
  });
});

test("a rule's confidence bounds that of its observations", () => {
  const rule = "statements: [{id: s, confidence: 0.4, match: ['{first_contacts} jeunes']}]";
  const shy = read(rule, table([["12 jeunes"]], { stubColumns: 0 }));
  expect(shy.observations[0]?.confidence).toBe(0.4);
});

test("<< takes over the entries of another map", () => {
  const rules = `tables:
  - {id: a, where: {section: jamais}, rows: &base {reçus: received, accueils: first_contacts}}
  - id: b
    where: {section: public}
    rows:
      <<: *base
      reçus: contacts
`;
  const grid = table(
    [
      ["", "2023"],
      ["Reçus", "10"],
      ["Accueils", "6"],
    ],
    PUBLIC,
  );
  expect(sayings(rules, grid)).toEqual([
    "contacts:COUNT ML-demo 2023 = 10",
    "first_contacts:COUNT ML-demo 2023 = 6",
  ]);
});
