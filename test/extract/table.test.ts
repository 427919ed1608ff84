import { describe, expect, test } from "vitest";
import type { Observation } from "../../src/model/index.js";
import { list, paragraph, read, said, table } from "./reading.js";

const BY_COMMUNE = `
tables:
  - id: by-commune
    where: {headers: [commune, 1er accueil]}
    rows: commune
    columns:
      "1er accueil": first_contacts
      "quartier": first_contacts residence=QPV
    none: zero
`;

const communes = table(
  [
    ["Commune", "Nombre de jeunes en 1er accueil", "Dont jeunes d'un Quartier"],
    ["La Madeleine", "112", "/"],
    ["Lammersart", "132", "15"],
    ["Total général :", "244", "15"],
  ],
  { totalRows: [3], section: ["1) Le public", "I. Les nouveaux accueils"] },
);

describe("a table by commune", () => {
  const { observations, figures } = read(BY_COMMUNE, communes);

  test("gives each cell the indicator of its column and the area of its row", () => {
    expect(observations.map(said)).toEqual([
      "first_contacts:COUNT COM-59368 2023 = 112",
      "first_contacts:COUNT residence=QPV COM-59368 2023 = 0",
      "first_contacts:COUNT COM-59328 2023 = 132",
      "first_contacts:COUNT residence=QPV COM-59328 2023 = 15",
      "first_contacts:COUNT ML-demo 2023 = 244",
      "first_contacts:COUNT residence=QPV ML-demo 2023 = 15",
    ]);
  });

  test("keeps a sign for none apart from a printed zero", () => {
    const none = observations[1];
    expect(none).toMatchObject({
      obs_value: "0",
      obs_value_printed: null,
      obs_status: "N",
      source_text: "/",
    });
    expect(observations[0]?.obs_status).toBe("V");
  });

  test("keeps the labels as printed, misprints included, and trusts a misprinted one less", () => {
    const lambersart = observations[2];
    expect(lambersart).toMatchObject({
      source_row: "Lammersart",
      source_column: "Nombre de jeunes en 1er accueil",
      source_section: "1) Le public > I. Les nouveaux accueils",
      ref_area_label: "Lambersart",
      rule: "demo.yaml#by-commune",
    });
    expect(lambersart?.confidence).toBeLessThan(observations[0]?.confidence ?? 0);
  });

  test("says of each cell the page that it stands on", () => {
    const cells = communes.cells.map((cell) =>
      cell.row === 2 ? { ...cell, page: communes.page + 1 } : cell,
    );
    const over = read(BY_COMMUNE, { ...communes, cells, continuedOn: [communes.page + 1] });
    const pageOf = ({ source_row, source_page }: Observation) => `${source_row} ${source_page}`;
    expect([...new Set(over.observations.map(pageOf))]).toEqual([
      `La Madeleine ${communes.page}`,
      `Lammersart ${communes.page + 1}`,
      `Total général : ${communes.page}`,
    ]);
    expect(over.figures.find(({ raw }) => raw === "132")?.page).toBe(communes.page + 1);
  });

  test("points from each figure of the ledger to its observation", () => {
    const mapped = figures.filter(({ state }) => state === "mapped").map(({ by }) => by);
    const printed = observations.filter((o: Observation) => o.obs_value_printed !== null);
    expect(mapped).toEqual(printed.map((o) => o.observation_id));
  });
});

describe("which way a table lies", () => {
  const CROSSED = `
tables:
  - id: crossed
    where: {headers: aucun diplôme, rows: 16 17 ans}
    cells: first_contacts
    rows: dimension age
    columns: dimension education
`;
  const upright = table(
    [
      ["", "BAC", "Aucun diplôme", "Total"],
      ["16 - 17 ans", "4", "146", "150"],
      ["18 - 21 ans", "165", "140", "305"],
    ],
    { totalColumns: [3] },
  );
  const turned = table(
    [
      ["", "16 - 17 ans", "18 - 21 ans"],
      ["BAC", "4", "165"],
      ["Aucun diplôme", "146", "140"],
      ["Total", "150", "305"],
    ],
    { totalRows: [3] },
  );

  test("does not matter to a rule", () => {
    const sorted = (t: typeof turned): string[] => read(CROSSED, t).observations.map(said).sort();
    expect(sorted(turned)).toEqual(sorted(upright));
    expect(sorted(upright)).toContain("first_contacts:COUNT age=Y16T17 education=NONE ML-demo 2023 = 146");
    expect(sorted(upright)).toContain("first_contacts:COUNT age=Y18T21 ML-demo 2023 = 305");
  });

  test("does matter to what is said of the source", () => {
    const [first] = read(CROSSED, turned).observations;
    expect(first).toMatchObject({ source_row: "BAC", source_column: "16 - 17 ans" });
  });
});

describe("a table of one row", () => {
  const RULES = `
tables:
  - id: received
    where: {headers: [aucun diplôme, BEP/CAP]}
    cells: received
    columns: dimension education
`;

  test("takes its total from a cell over the whole width", () => {
    const { observations, edits } = read(
      RULES,
      table(
        [
          ["BAC", "BEP/CAP", "Aucun diplôme"],
          ["515", "157", "816"],
          [{ text: "Total : 1 488 jeunes reçus", across: 3 }],
        ],
        { stubColumns: 0 },
      ),
    );
    expect(said(observations[3] as Observation)).toBe("received:COUNT ML-demo 2023 = 1488");
    expect(observations[3]?.source_text).toBe("1 488");
    expect(edits.map(({ check, terms }) => [check, terms.length])).toEqual([["total", 4]]);
  });

  test("takes its total from the cell after the word", () => {
    const { observations } = read(
      RULES,
      table(
        [
          ["BAC", "BEP/CAP", "Aucun diplôme"],
          ["316", "98", "375"],
          ["", "Total :", "789"],
        ],
        { stubColumns: 0 },
      ),
    );
    expect(said(observations[3] as Observation)).toBe("received:COUNT ML-demo 2023 = 789");
    expect(observations[3]).toMatchObject({ source_row: "Total :", source_column: "" });
  });

  test("gives shares where per cents are printed and no measure is said", () => {
    const { observations } = read(
      RULES,
      table(
        [
          ["BEP/CAP", "Aucun diplôme"],
          ["9 %", "49,5 %"],
        ],
        { stubColumns: 0 },
      ),
    );
    expect(observations.map(said)).toEqual([
      "received:SHARE education=CAP ML-demo 2023 = 9",
      "received:SHARE education=NONE ML-demo 2023 = 49.5",
    ]);
    expect(observations[0]).toMatchObject({ unit_measure: "PT", value_lo: "8.5", value_hi: "9.5" });
  });
});

describe("a list of labels and values", () => {
  const RULES = `
tables:
  - id: sectors
    where: {caption: secteurs d'activité}
    cells: contracts:SHARE
    rows: dimension sector
  - id: by-sex
    where: {rows: [femmes, hommes]}
    cells: contracts:SHARE
    rows: dimension sex
`;

  test("is a table for each item it stands under", () => {
    const { observations } = read(
      RULES,
      list([
        "Répartition par sexe :",
        "  Femmes : 43 %",
        "  Hommes : 57 %",
        "Principaux secteurs d'activité :",
        "  Commerce : 39 % (contre 38 % en 2022)",
        "  Services à la personne : 16 %",
      ]),
    );
    expect(observations.map(said)).toEqual([
      "contracts:SHARE sex=F ML-demo 2023 = 43",
      "contracts:SHARE sex=M ML-demo 2023 = 57",
      "contracts:SHARE sector=TRADE ML-demo 2023 = 39",
      "contracts:SHARE sector=TRADE ML-demo 2022 = 38",
      "contracts:SHARE sector=CARE ML-demo 2023 = 16",
    ]);
  });

  test("may have its values first", () => {
    const { observations } = read(RULES, list(["43 % Femmes", "57 % Hommes"]));
    expect(observations.map(said)).toEqual([
      "contracts:SHARE sex=F ML-demo 2023 = 43",
      "contracts:SHARE sex=M ML-demo 2023 = 57",
    ]);
  });
});

describe("where several rules would do", () => {
  const grid = table([
    ["Nature", "Nombre de contacts"],
    ["Entretien", "10"],
    ["SMS", "20"],
  ]);

  test("the one that names more words has the table", () => {
    const { observations } = read(
      `
tables:
  - {id: vague, where: {headers: nombre de contacts}, cells: received}
  - {id: precise, where: {headers: [nature, nombre de contacts]}, cells: contacts, rows: dimension channel}
`,
      grid,
    );
    expect(new Set(observations.map(({ rule }) => rule))).toEqual(new Set(["demo.yaml#precise"]));
  });

  test("of equals the first in the file has it", () => {
    const { observations } = read(
      `
tables:
  - {id: first, where: {headers: nature}, cells: contacts, rows: dimension channel}
  - {id: second, where: {headers: nombre}, cells: received}
`,
      grid,
    );
    expect(observations.map(({ rule }) => rule)).toEqual(["demo.yaml#first", "demo.yaml#first"]);
  });
});

describe("labels of a table", () => {
  test("a header over several columns and a group over several rows belong to each", () => {
    const RULES = `
tables:
  - id: t
    where: {headers: femmes}
    columns: {"2022 … femmes": received sex=F @2022, "2023 … femmes": received sex=F, hommes: null}
    rows: {"mineurs > reçus": age=Y16T17, reçus: age=Y18T21}
`;
    const grid = table(
      [
        ["", { text: "2022", across: 2 }, { text: "2023", across: 2 }],
        ["", "Femmes", "Hommes", "Femmes", "Hommes"],
        [{ text: "Mineurs", across: 5 }],
        ["Reçus", "1", "2", "3", "4"],
        [{ text: "Majeurs", across: 5 }],
        ["Reçus", "5", "6", "7", "8"],
      ],
      { headerRows: 2, groupRows: [2, 4] },
    );
    const { observations } = read(RULES, grid);
    expect(observations.map(said)).toEqual([
      "received:COUNT sex=F age=Y16T17 ML-demo 2022 = 1",
      "received:COUNT sex=F age=Y16T17 ML-demo 2023 = 3",
      "received:COUNT sex=F age=Y18T21 ML-demo 2022 = 5",
      "received:COUNT sex=F age=Y18T21 ML-demo 2023 = 7",
    ]);
    expect(observations[0]).toMatchObject({ source_row: "Mineurs > Reçus", source_column: "2022 > Femmes" });
  });

  test("years, and departments with the region they make", () => {
    const RULES = `
tables:
  - {id: years, where: {headers: nature}, cells: contacts, rows: dimension channel, columns: period}
  - {id: departments, where: {headers: nord}, columns: department, rows: {accueil: first_contacts}}
`;
    const years = table([
      ["Nature", "2022", "2023"],
      ["SMS", "10", "20"],
    ]);
    const departments = table([
      ["", "Région", "Nord"],
      ["Premier accueil", "30", "20"],
    ]);
    expect(read(RULES, years, departments).observations.map(said)).toEqual([
      "contacts:COUNT channel=SMS ML-demo 2022 = 10",
      "contacts:COUNT channel=SMS ML-demo 2023 = 20",
      "first_contacts:COUNT REG-32 2023 = 30",
      "first_contacts:COUNT DEP-59 2023 = 20",
    ]);
  });

  test("a heading above titles a table that has no caption of its own", () => {
    const { observations } = read(BY_COMMUNE, paragraph("Les accueils par commune"), communes);
    expect(observations[0]?.source_table).toBe("Les accueils par commune");
  });
});

describe("signs that stand in place of a number", () => {
  test.each([
    ["/", "O"],
    ["–", "O"],
    ["nd", "L"],
    ["ns", "N"],
    ["s", "Q"],
  ])("“%s” is no zero where no rule says so: status %s", (sign, status) => {
    const RULES = "tables: [{id: t, where: {headers: nombre}, cells: received, rows: dimension sex}]";
    const { observations, figures } = read(
      RULES,
      table(
        [
          ["", "Nombre"],
          ["Femmes", "1"],
          ["Hommes", sign],
        ],
        {},
      ),
    );
    const found = observations.find((o) => o.sex === "M");
    expect(found).toMatchObject({
      obs_value: null,
      obs_value_printed: null,
      obs_status: status,
      source_text: sign,
    });
    expect(figures).toHaveLength(1);
  });
});

describe("units of a table", () => {
  test("a header gives bare numbers their scale", () => {
    const { observations } = read(
      "tables: [{id: money, where: {headers: montant}, rows: commune, columns: {montant: aid_amount}}]",
      table([
        ["Commune", "Montant en k€"],
        ["Lambersart", "62"],
      ]),
    );
    expect(observations[0]).toMatchObject({ unit_measure: "EUR", unit_mult: 3, obs_value: "62" });
  });

  test("a printed unit that contradicts the rule leaves the figure unmapped", () => {
    const { observations, figures } = read(
      "tables: [{id: count, where: {headers: montant}, rows: commune, columns: {montant: first_contacts}}]",
      table([
        ["Commune", "Montant"],
        ["Lambersart", "62 €"],
      ]),
    );
    expect(observations).toEqual([]);
    expect(figures.map(({ raw, state }) => [raw, state])).toEqual([["62 €", "unmapped"]]);
  });
});

describe("lines that a rule names without a meaning", () => {
  test("are known and ignored", () => {
    const { figures } = read(
      `
tables:
  - {id: t, where: {headers: montant}, rows: commune, columns: {montant: aid_amount, ratio: null}}
`,
      table([
        ["Commune", "Montant", "Ratio"],
        ["Lambersart", "62 €", "7"],
      ]),
      paragraph("Fin."),
    );
    expect(figures.map(({ raw, state, by }) => [raw, state, by.replace(/^[0-9a-f]{16}$/, "id")])).toEqual([
      ["62 €", "mapped", "id"],
      ["7", "ignored", "demo.yaml#t: the rule names its line without a meaning"],
    ]);
  });
});
