import { describe, expect, test } from "vitest";
import { extract } from "../../src/extract/index.js";
import { DIMENSIONS, type Observation } from "../../src/model/index.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { gazetteerFor, loadSchemas } from "../../src/run/rulebooks.js";
import { table } from "../extract/reading.js";

/** Tables as Missions locales print them, none of them of a publisher with a rulebook. */
const { catalogue, codeLists, common } = loadSchemas(SCHEMAS_FOLDER);
if (common === undefined) throw new Error("there are no shared rules");
const gazetteer = gazetteerFor(undefined);

function observed(
  section: string[],
  rows: string[][],
  more: Parameters<typeof table>[1] = {},
): Observation[] {
  const document = {
    document_id: "unknown-2023-00000000",
    file: "unseen.pdf",
    sha256: "0".repeat(64),
    publisher: "unknown",
    period: "2023",
  };
  const blocks = [table(rows, { stubColumns: 1, ...more, section })];
  return extract({ document, blocks, rulebooks: [common!], catalogue, codeLists, gazetteer }).observations;
}

const said = (o: Observation): string =>
  [
    `${o.indicator}:${o.measure}`,
    ...DIMENSIONS.filter((d) => o[d] !== "_T" && o[d] !== "_Z").map((d) => `${d}=${o[d]}`),
    ...(o.ref_area === "unknown" ? [] : [o.ref_area]),
    ...(o.time_period === "2023" ? [] : [o.time_period]),
    `= ${o.obs_value}`,
  ].join(" ");

describe("without a rulebook", () => {
  test("communes are found in the whole country, their columns by their own words", () => {
    const found = observed(
      ["Le public accueilli", "Répartition par commune"],
      [
        ["Communes", "1er accueil 2023", "Jeunes accompagnés 2023", "dont QPV"],
        ["Ambérieu-en-Bugey", "120", "340", "45"],
        ["Bourg-en-Bresse", "420", "1 340", "245"],
        ["Oyonnax", "220", "540", "45"],
        ["Nantua", "20", "40", "5"],
        ["Total", "780", "2 260", "340"],
      ],
      { totalRows: [5] },
    );
    expect(found.map(said)).toEqual(
      expect.arrayContaining([
        "first_contacts:COUNT COM-01004 = 120",
        "youth_accompanied:COUNT COM-01053 = 1340",
        "youth_accompanied:COUNT residence=QPV COM-01283 = 45",
        "first_contacts:COUNT = 780",
      ]),
    );
    expect(found).toHaveLength(15);
  });

  test("the heading says whose profile it is", () => {
    const rows = [
      ["Niveau", "Nombre", "%"],
      ["Sans diplôme", "50", "20 %"],
      ["Niveau 4 (Bac)", "70", "30 %"],
    ];
    const profileOf = (...section: string[]): string | undefined => observed(section, rows).map(said)[0];
    expect(profileOf("Le premier accueil", "Niveau de formation")).toBe(
      "first_contacts:COUNT education=NONE = 50",
    );
    expect(profileOf("Les jeunes accompagnés")).toBe("youth_accompanied:COUNT education=NONE = 50");
    expect(profileOf("Les immersions en entreprise")).toBe("youth_in_immersion:COUNT education=NONE = 50");
    expect(profileOf("Le parrainage")).toBe("scheme_entries:COUNT education=NONE scheme=PARRAINAGE = 50");
    expect(profileOf("La cantine")).toBeUndefined();
  });

  test("years and changes are read from the header", () => {
    const found = observed(
      ["Chiffres clés"],
      [
        ["Indicateurs", "2022", "2023", "Évolution"],
        ["Jeunes accompagnés", "2 200", "2 340", "+6 %"],
        ["dont femmes", "1 000", "1 100", "+10 %"],
        ["Entrées en CEJ", "300", "310", "+3 %"],
        ["Jeunes accompagnés par la psychologue", "30", "31", "+3 %"],
      ],
    );
    expect(found.map(said)).toEqual([
      "youth_accompanied:COUNT 2022 = 2200",
      "youth_accompanied:COUNT = 2340",
      "youth_accompanied:CHANGE = 6",
      "youth_accompanied:COUNT sex=F 2022 = 1000",
      "youth_accompanied:COUNT sex=F = 1100",
      "youth_accompanied:CHANGE sex=F = 10",
      "scheme_entries:COUNT scheme=CEJ 2022 = 300",
      "scheme_entries:COUNT scheme=CEJ = 310",
      "scheme_entries:CHANGE scheme=CEJ = 3",
    ]);
  });

  test("contracts, schemes, aid and funders are known by their names", () => {
    const contracts = observed(
      ["Le contrat d'engagement jeune", "Résultats"],
      [
        ["Type de contrat", "2023"],
        ["CDI", "12"],
        ["CDD de plus de 6 mois", "9"],
        ["Apprentissage", "8"],
      ],
    );
    expect(contracts.map(said)).toEqual([
      "contracts:COUNT scheme=CEJ contract=CDI = 12",
      "contracts:COUNT scheme=CEJ contract=CDD_GE6 = 9",
      "contracts:COUNT scheme=CEJ contract=APPRENTICESHIP = 8",
    ]);
    const aid = observed(
      ["Le FAJ"],
      [
        ["Commune", "Nombre de demandes", "Bénéficiaires", "Montant accordé"],
        ["Oyonnax", "50", "40", "5 000 €"],
      ],
    );
    expect(aid.map(said)).toEqual([
      "aid_files:COUNT aid=FAJ COM-01283 = 50",
      "aid_beneficiaries:COUNT aid=FAJ COM-01283 = 40",
      "aid_amount:AMOUNT aid=FAJ COM-01283 = 5000",
    ]);
    const budget = observed(
      ["Le budget"],
      [
        ["Financeurs", "Montant 2023"],
        ["État", "900 000 €"],
        ["Conseil régional", "500 000 €"],
      ],
    );
    expect(budget.map(said)).toEqual([
      "subsidies:AMOUNT funder=STATE = 900000",
      "subsidies:AMOUNT funder=REGION = 500000",
    ]);
  });

  test("nothing is sure, and less so under a heading that speaks of something else", () => {
    const rows = [
      ["", "Nombre"],
      ["CDI", "12"],
      ["CDD", "20"],
    ];
    const sureness = (heading: string): number => observed([heading], rows)[0]?.confidence ?? 0;
    expect(sureness("Les contrats signés")).toBeLessThan(0.8);
    expect(sureness("Les matinales de l'emploi")).toBeLessThan(sureness("Les contrats signés"));
  });
});
