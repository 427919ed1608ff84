import { describe, expect, test } from "vitest";
import type { Extraction } from "../../src/model/index.js";
import { list, paragraph, read, table } from "./reading.js";

/** Each edit as `check: role value, role value …`, with what it says besides. */
function told({ edits, observations }: Extraction): string[] {
  const values = new Map(observations.map((o) => [o.observation_id, o.obs_value ?? "none"]));
  return edits.map(({ check, terms, partial, adjustments }) => {
    const parts = terms.map(({ observation, role }) => `${role} ${values.get(observation)}`).join(", ");
    const more = [partial ? "partial" : "", ...adjustments.map((amount) => `plus ${amount}`)].filter(Boolean);
    return [`${check}: ${parts}`, ...more].join("; ");
  });
}

const BY_COMMUNE = `
tables:
  - id: t
    where: {headers: commune}
    rows: commune
    columns:
      "accueil": first_contacts
      "quartier": first_contacts residence=QPV
      "montant": aid_amount
      "part": first_contacts:SHARE
`;

describe("constraints seen in a table", () => {
  test("total row, and a column that begins with “dont”", () => {
    const grid = table(
      [
        ["Commune", "Accueil", "Dont quartier"],
        ["Lambersart", "10", "3"],
        ["La Madeleine", "20", "4"],
        ["Total", "30", "7"],
      ],
      { totalRows: [3] },
    );
    expect(told(read(BY_COMMUNE, grid))).toEqual([
      "total: total 30, part 10, part 20",
      "total: total 7, part 3, part 4",
      "part: whole 10, subset 3",
      "part: whole 20, subset 4",
      "part: whole 30, subset 7",
    ]);
  });

  test("rows and columns of a crossed table, its total row first", () => {
    const RULES = `
tables:
  - {id: t, where: {headers: femmes}, cells: first_contacts, rows: dimension age, columns: dimension sex}
`;
    const grid = table(
      [
        ["", "Femmes", "Hommes", "Ensemble"],
        ["Total", "12", "13", "25"],
        ["16-17 ans", "5", "6", "11"],
        ["18-21 ans", "7", "7", "14"],
      ],
      { totalRows: [1], totalColumns: [3] },
    );
    expect(told(read(RULES, grid)).sort()).toEqual([
      "total: total 11, part 5, part 6",
      "total: total 12, part 5, part 7",
      "total: total 13, part 6, part 7",
      "total: total 14, part 7, part 7",
      "total: total 25, part 11, part 14",
      "total: total 25, part 12, part 13",
    ]);
  });

  test("subtotals of groups, then their sum", () => {
    const RULES =
      "tables: [{id: t, where: {headers: nombre}, rows: {jeunes: contacts, contrats: contacts}, columns: {nombre: contacts}}]";
    const grid = table(
      [
        ["", "Nombre"],
        ["jeunes", "1"],
        ["contrats", "2"],
        ["Sous-total", "3"],
        ["jeunes", "4"],
        ["contrats", "5"],
        ["Sous-total", "9"],
        ["Total", "12"],
      ],
      { totalRows: [3, 6, 7] },
    );
    expect(told(read(RULES, grid))).toEqual([
      "total: total 3, part 1, part 2",
      "total: total 9, part 4, part 5",
      "total: total 12, part 3, part 9",
    ]);
  });

  test("a remark in the total's cell adds to the parts", () => {
    const grid = table(
      [
        ["Commune", "Montant"],
        ["Lambersart", "4 000 €"],
        ["La Madeleine", "6 000 €"],
        ["Total", "10 029 € (dont 29 € de frais de gestion)"],
      ],
      { totalRows: [3] },
    );
    const extraction = read(BY_COMMUNE, grid);
    expect(told(extraction)).toEqual(["total: total 10029, part 4000, part 6000; plus 29"]);
    expect(extraction.edits[0]?.notes).toEqual(["10 029 € (dont 29 € de frais de gestion)"]);
  });

  test("a row that no rule explains leaves the sum open", () => {
    const grid = table(
      [
        ["Commune", "Accueil"],
        ["Lambersart", "10"],
        ["La Madeleine", "20"],
        ["Hors territoire", "5"],
        ["Total", "35"],
      ],
      { totalRows: [4] },
    );
    expect(told(read(BY_COMMUNE, grid))).toEqual(["total: total 35, part 10, part 20; partial"]);
  });

  test("shares with and without a stated hundred", () => {
    const grid = table(
      [
        ["Commune", "Part"],
        ["Lambersart", "40 %"],
        ["La Madeleine", "60 %"],
        ["Total", "100 %"],
      ],
      { totalRows: [3] },
    );
    expect(told(read(BY_COMMUNE, grid))).toEqual(["shares: total 100, part 40, part 60"]);
    const RULES = "tables: [{id: t, where: {rows: femmes}, cells: contracts:SHARE, rows: dimension sex}]";
    expect(told(read(RULES, list(["Femmes : 43 %", "Hommes : 57 %"])))).toEqual(["shares: part 43, part 57"]);
  });

  test("the share of women in each of several areas is no part of a hundred", () => {
    const RULES =
      "tables: [{id: t, where: {headers: femmes}, cells: 'first_contacts:SHARE sex=F', rows: commune}]";
    const grid = table(
      [
        ["Commune", "Part des femmes"],
        ["Lambersart", "47,1 %"],
        ["La Madeleine", "48,9 %"],
        ["Total", "47,6 %"],
      ],
      { totalRows: [3] },
    );
    expect(told(read(RULES, grid))).toEqual([]);
  });

  test("a selection of shares need not make a hundred", () => {
    const RULES =
      "tables: [{id: t, where: {caption: secteurs}, cells: contracts:SHARE, rows: dimension sector}]";
    const lead = paragraph("Principaux secteurs :");
    expect(told(read(RULES, lead, list(["Commerce : 39 %", "Services à la personne : 16 %"])))).toEqual([
      "shares: part 39, part 16; partial",
    ]);
  });

  test("persons may stand in several schemes: each is no more than the total", () => {
    const RULES = "tables: [{id: t, where: {headers: nombre}, cells: in_schemes, rows: dimension scheme}]";
    const grid = table(
      [
        ["", "Nombre"],
        ["CEJ", "30"],
        ["PACEA", "20"],
        ["Total", "40"],
      ],
      { totalRows: [3] },
    );
    expect(told(read(RULES, grid))).toEqual(["part: whole 40, subset 30", "part: whole 40, subset 20"]);
  });
});

describe("constraints seen in sentences and lists", () => {
  test("“dont”", () => {
    const RULES =
      "statements: [{id: s, match: ['{contacts} contacts dont {contacts channel=INTERVIEW} entretiens']}]";
    expect(told(read(RULES, paragraph("42 318 contacts dont 16 709 entretiens")))).toEqual([
      "part: whole 42318, subset 16709",
    ]);
  });

  test("brackets that break a figure down", () => {
    const RULES = `
statements:
  - id: s
    of: contracts
    match: ['{} contrats signés', "{contract=APPRENTICE} contrats d'apprentissage", '{contract=CDI} CDI']
`;
    const text = paragraph("130 contrats signés (116 contrats d'apprentissage et 14 CDI).");
    expect(told(read(RULES, text))).toEqual(["total: total 130, part 116, part 14"]);
  });

  test("figures before a bracket are no breakdown", () => {
    const RULES = `
statements:
  - {id: s, of: contracts, match: ['{} contrats', '{contract=CDI} en CDI', '{contract=CDD} en CDD']}
`;
    expect(told(read(RULES, paragraph("Sur 130 contrats, 34 en CDI et 55 en CDD (hors intérim).")))).toEqual(
      [],
    );
  });

  test("a list with an item that nobody explains leaves the sum open", () => {
    const RULES = `
statements:
  - {id: s, of: contracts, match: ['{} contrats signés', '{contract=CDI} CDI', '{contract=CDD} CDD']}
`;
    const blocks = [paragraph("130 contrats signés :"), list(["90 CDI", "30 CDD", "10 autres"])];
    expect(told(read(RULES, ...blocks))).toEqual(["total: total 130, part 90, part 30; partial"]);
  });

  test("a list under the figure it breaks down", () => {
    const RULES = `
statements:
  - {id: s, of: contracts, match: ['{} contrats signés', '{contract=CDI} CDI', '{contract=CDD} CDD']}
`;
    const blocks = [paragraph("130 contrats signés :"), list(["100 CDI", "30 CDD"])];
    expect(told(read(RULES, ...blocks))).toEqual(["total: total 130, part 100, part 30"]);
  });
});
