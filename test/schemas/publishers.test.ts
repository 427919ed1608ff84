import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { extract, identify } from "../../src/extract/index.js";
import type { Block, Observation } from "../../src/model/index.js";
import { gazetteerFor, loadSchemas } from "../../src/run/rulebooks.js";
import { heading, keyFigure, list, paragraph, table } from "../extract/reading.js";

const schemas = loadSchemas(resolve(import.meta.dirname, "../../schemas"));
const SOURCE = { file: "report.pdf", title: "", author: "" };

const bookOf = (publisher: string) => schemas.rulebooks.find((book) => book.publisher === publisher);

/** Observations of a report of `publisher`, or of nobody known, on `period`. */
function observed(publisher: string, period: string, blocks: Block[]): Observation[] {
  const book = bookOf(publisher);
  const { observations } = extract({
    document: { document_id: "x", file: "x.pdf", sha256: "0".repeat(64), publisher, period },
    blocks,
    rulebooks: [book, schemas.common].filter((one) => one !== undefined),
    catalogue: schemas.catalogue,
    codeLists: schemas.codeLists,
    gazetteer: gazetteerFor(book),
  });
  return observations;
}

const DIMENSIONS = ["sex", "age", "education", "residence", "scheme", "contract", "channel", "aid"] as const;

const said = (o: Observation): string =>
  [
    `${o.obs_value} ${o.indicator}:${o.measure}`,
    ...DIMENSIONS.filter((d) => !o[d].startsWith("_")).map((d) => `${d}=${o[d]}`),
    o.ref_area,
    o.time_period,
  ].join(" ");

describe("whose report it is", () => {
  const both = paragraph("La Mission Locale Métropole Nord-Ouest est portée par l'association ALPES.");

  test("the Mission locale's own, where ALPES is only named", () => {
    const { rulebook, period } = identify(
      [both, heading("Rapport d'activité 2024")],
      SOURCE,
      schemas.rulebooks,
    );
    expect(rulebook?.publisher).toBe("mno");
    expect(period).toBe("2024");
  });

  test("that of ALPES, where its PLIE has a chapter", () => {
    const blocks = [both, heading("La programmation du PLIE"), heading("Rapport d'activité 2024")];
    expect(identify(blocks, SOURCE, schemas.rulebooks).rulebook?.publisher).toBe("alpes");
  });

  test("nobody's, where another Mission locale is named", () => {
    const blocks = [paragraph("La Mission Locale du Val d'Exemple présente son bilan 2022.")];
    const { rulebook, period } = identify(blocks, SOURCE, schemas.rulebooks, schemas.common);
    expect(rulebook).toBeUndefined();
    expect(period).toBe("2022");
  });
});

describe("Mission Locale Métropole Nord-Ouest", () => {
  const trainingByCommune = (year: string): Block[] => [
    table([
      ["Commune", `Nombre d'entrées en formation en ${year}`],
      ["Lambersart", "12"],
      ["Lompret", "/"],
    ]),
  ];

  test("counts persons or courses under one header, by year, and does not guess in others", () => {
    const counted = (year: string): string[] =>
      observed("mno", year, trainingByCommune(year)).map((o) => o.indicator);
    expect(new Set(counted("2023"))).toEqual(new Set(["training_entrants"]));
    expect(new Set(counted("2025"))).toEqual(new Set(["training_actions"]));
    expect(new Set(counted("2024"))).toEqual(new Set(["training_entries"]));
  });

  test('means none by "/", told apart from a printed 0', () => {
    const none = observed("mno", "2024", trainingByCommune("2024")).find((o) => o.ref_area === "COM-59356");
    expect(none).toMatchObject({ obs_value: "0", obs_value_printed: null, obs_status: "N" });
  });

  test("compares with the year in brackets", () => {
    const section = ["1) Le Public", "I. Les nouveaux accueils"];
    const blocks = [list(["51 % ont un niveau inférieur au BAC (49 % en 2023)."], { section })];
    expect(observed("mno", "2024", blocks).map(said)).toEqual([
      "51 first_contacts:SHARE education=LT_BAC ML-mno 2024",
      "49 first_contacts:SHARE education=LT_BAC ML-mno 2023",
    ]);
  });

  test("says of whom a share is by the section it stands in", () => {
    const item = list(["51 % ont un niveau inférieur au BAC"], {
      section: ["I. Le Contrat d'Engagement Jeune"],
    });
    expect(observed("mno", "2024", [item]).map(said)).toEqual([
      "51 scheme_entries:SHARE education=LT_BAC scheme=CEJ ML-mno 2024",
    ]);
  });
});

describe("ALPES", () => {
  test("tells the Mission locale's figures as the Mission locale does", () => {
    const sentence = "12 jeunes accompagnés ont bénéficié de 34 mesures professionnelles";
    const [mno, alpes] = ["mno", "alpes"].map((publisher) =>
      observed(publisher, "2023", [paragraph(sentence)]).map(said),
    );
    expect(alpes).toHaveLength(2);
    expect(alpes).toEqual(mno);
  });
});

describe("a report without a rulebook of its own", () => {
  test("yields what the network's shared words say, with less confidence", () => {
    const blocks = [
      keyFigure("412", "jeunes en premier accueil"),
      paragraph("37 entrées en CEJ et 58 entrées en PACEA."),
      keyFigure("64", "CDI", { section: ["L'emploi"] }),
    ];
    const observations = observed("unknown", "2022", blocks);
    expect(observations.map(said)).toEqual([
      "412 first_contacts:COUNT unknown 2022",
      "37 scheme_entries:COUNT scheme=CEJ unknown 2022",
      "58 scheme_entries:COUNT scheme=PACEA unknown 2022",
      "64 contracts:COUNT contract=CDI unknown 2022",
    ]);
    for (const { confidence } of observations) expect(confidence).toBeLessThanOrEqual(0.8);
  });

  test("finds the communes of its tables in the whole country, but for names that several bear", () => {
    const blocks = [
      table([
        ["Commune", "Nombre de jeunes en 1er accueil"],
        ["Wambrechies", "12"],
        ["Saint-Denis", "34"],
      ]),
    ];
    expect(observed("unknown", "2022", blocks).map(said)).toEqual(["12 first_contacts:COUNT COM-59636 2022"]);
  });

  test("files contracts under the scheme whose section they stand in", () => {
    const blocks = [keyFigure("64", "CDI", { section: ["Le PACEA", "Les résultats"] })];
    expect(observed("unknown", "2022", blocks).map(said)).toEqual([
      "64 contracts:COUNT scheme=PACEA contract=CDI unknown 2022",
    ]);
  });

  test("has no figure taken for a result that only sets an age or a target", () => {
    const blocks = [
      paragraph("Le parcours s'adresse aux jeunes de 16 à 25 ans pour une durée maximale de 24 mois."),
      list(["5 000 contrats de travail signés"], { section: ["Nos objectifs"] }),
    ];
    expect(observed("unknown", "2022", blocks)).toEqual([]);
  });
});
