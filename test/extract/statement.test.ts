import { describe, expect, test } from "vitest";
import { extract } from "../../src/extract/index.js";
import {
  heading,
  inputOf,
  keyFigure,
  list,
  note,
  paragraph,
  read,
  rulebook,
  said,
  table,
} from "./reading.js";

const rule = (match: string, more = ""): string => `statements: [{id: s, match: ['${match}']${more}}]`;
const sayings = (rules: string, ...blocks: Parameters<typeof read>[1][]): string[] =>
  read(rules, ...blocks).observations.map(said);

describe("where statements stand", () => {
  const RULE = rule("{first_contacts} nouvelles inscriptions");
  const SAID = ["first_contacts:COUNT ML-demo 2023 = 679"];

  test.each([
    ["a sentence", paragraph("Voici. La structure a réalisé 679 nouvelles inscriptions en 2023. Fin.")],
    ["a list item", list(["679 nouvelles inscriptions", "un forum"])],
    ["a key figure", keyFigure("679", "nouvelles inscriptions")],
    ["a heading", heading("679 nouvelles inscriptions")],
    ["a note", note("dont 679 nouvelles inscriptions")],
    ["a cell", table([["Bilan"], ["Au total 679 nouvelles inscriptions"]], { stubColumns: 0 })],
  ])("%s", (_, block) => {
    expect(sayings(RULE, block)).toEqual(SAID);
  });

  test("a cell, whose labels its figure has", () => {
    const block = table([
      ["Dispositif", "Avenir Pro"],
      ["Durée du parcours", "Un cycle de 679 nouvelles inscriptions"],
    ]);
    expect(read(RULE, block).observations[0]).toMatchObject({
      source_row: "Durée du parcours",
      source_column: "Avenir Pro",
      source_context: "Un cycle de 679 nouvelles inscriptions",
    });
  });

  test("a sentence over a broken paragraph", () => {
    const blocks = [paragraph("La structure a réalisé 679"), paragraph("nouvelles inscriptions en 2023")];
    expect(sayings(RULE, ...blocks)).toEqual(SAID);
  });

  test("a paragraph, or an item, that breaks off after a word that ends no line", () => {
    const below = paragraph("Nouvelles inscriptions en 2023");
    const RULE = rule("total de {first_contacts} nouvelles inscriptions");
    for (const above of [paragraph("un total de"), list(["un total de"])])
      expect(sayings(RULE, above, paragraph("679 nouvelles inscriptions"))).toEqual(SAID);
    expect(sayings(RULE, paragraph("un total de 679."), below)).toEqual([]);
  });

  test("what a line ending in a colon leads to", () => {
    const RULE = rule("inscriptions > {first_contacts} jeunes");
    expect(sayings(RULE, paragraph("Nouvelles inscriptions :"), paragraph("679 jeunes."))).toEqual(SAID);
  });

  test("the sign that joins a lead-in to its item says nothing of the number", () => {
    const RULE = rule("inscriptions > {first_contacts} jeunes");
    const { observations } = read(RULE, paragraph("Nouvelles inscriptions :"), list(["679 jeunes"]));
    expect(observations[0]).toMatchObject({ value_lo: "679", value_hi: "679" });
  });

  test("a large number whose scale is in its label", () => {
    const { observations } = read(rule("{aid_amount} alloués"), keyFigure("2,2", "millions d'euros alloués"));
    expect(observations[0]).toMatchObject({ obs_value: "2.2", unit_mult: 6, source_text: "2,2" });
  });

  test("a list item after what leads to it", () => {
    const RULE = rule("premier accueil > femmes {first_contacts:SHARE sex=F}");
    const lead = paragraph("Les jeunes en premier accueil :");
    expect(sayings(RULE, lead, list(["Femmes, 49 %", "un forum"]))).toEqual([
      "first_contacts:SHARE sex=F ML-demo 2023 = 49",
    ]);
  });

  test("an item with the few that stand under it, and a key figure with the few items below", () => {
    const RULE = rule("forum > {_} exposants > {first_contacts} jeunes");
    expect(sayings(RULE, list(["Le forum :", "  12 exposants", "  679 jeunes", "Le salon"]))).toEqual(SAID);
    const CARD = rule("{_} abonnés > {first_contacts} nouveaux > {_} atteints");
    expect(sayings(CARD, keyFigure("812", "abonnés"), list(["679 nouveaux", "5 atteints"]))).toEqual(SAID);
    expect(sayings(CARD, paragraph("812 abonnés"), list(["679 nouveaux", "5 atteints"]))).toEqual([]);
  });

  test("a label whose colon its own number answers leads to nothing else", () => {
    const RULE = rule("inscriptions > {first_contacts} jeunes");
    const above = keyFigure("812", "Inscriptions :");
    expect(sayings(RULE, above, list(["679 jeunes"]))).toEqual(SAID);
    const behind = { x0: 400, top: 100, x1: 440, bottom: 110 };
    const value = { ...above.value, words: above.value.words.map((word) => ({ ...word, box: behind })) };
    expect(sayings(RULE, { ...above, value }, list(["679 jeunes"]))).toEqual([]);
  });

  test("a label before its key figure", () => {
    expect(
      sayings(rule("nouvelles inscriptions {first_contacts}"), keyFigure("679", "Nouvelles inscriptions")),
    ).toEqual(SAID);
  });
});

describe("what a pattern binds", () => {
  test("the year in the same pattern, and the years around the report's", () => {
    const text = paragraph("49 % des inscrits sont des femmes (48 % en 2021), contre 47 % un an plus tôt.");
    const RULE = rule(
      "{first_contacts:SHARE sex=F} des inscrits sont des femmes [{first_contacts:SHARE sex=F @year} en {year}] [contre {first_contacts:SHARE sex=F @prev}]",
    );
    expect(sayings(RULE, text)).toEqual([
      "first_contacts:SHARE sex=F ML-demo 2023 = 49",
      "first_contacts:SHARE sex=F ML-demo 2021 = 48",
      "first_contacts:SHARE sex=F ML-demo 2022 = 47",
    ]);
    expect(read(RULE, text).observations.map(({ vintage }) => vintage)).toEqual([
      "own",
      "restated",
      "restated",
    ]);
  });

  test("only in its section", () => {
    const RULE = rule("{first_contacts} jeunes", ", section: nouveaux accueils");
    const text = (section: string): ReturnType<typeof paragraph> =>
      paragraph("12 jeunes", { section: [section] });
    expect(sayings(RULE, text("Les nouveaux accueils"), text("La santé"))).toHaveLength(1);
  });

  test("what `of` says, where the slot is empty", () => {
    const RULE = "statements: [{id: s, of: first_contacts residence=QPV, match: ['{} jeunes du quartier']}]";
    expect(sayings(RULE, paragraph("38 jeunes du quartier"))).toEqual([
      "first_contacts:COUNT residence=QPV ML-demo 2023 = 38",
    ]);
  });
});

describe("a figure is claimed once", () => {
  test("by the pattern that matched most words", () => {
    const RULES = `
statements:
  - {id: vague, match: ['{first_contacts} jeunes']}
  - {id: precise, match: ['{received} jeunes reçus en entretien']}
`;
    expect(sayings(RULES, paragraph("1 634 jeunes reçus en entretien"))).toEqual([
      "received:COUNT ML-demo 2023 = 1634",
    ]);
  });

  test("by the publisher before rules that all share, which are trusted less", () => {
    const own = rulebook("statements: [{id: own, match: ['{received} jeunes']}]");
    const shared = rulebook(
      "statements: [{id: shared, match: ['{first_contacts} jeunes reçus en entretien', '{contacts} contacts']}]",
      "_common.yaml",
    );
    const { observations } = extract(
      inputOf([paragraph("1 634 jeunes reçus en entretien, 900 contacts")], own, shared),
    );
    expect(observations.map((o) => [o.rule, o.confidence])).toEqual([
      ["demo.yaml#own", 1],
      ["_common.yaml#shared", 0.75],
    ]);
  });

  test("by a table before a sentence", () => {
    const RULES = `
tables: [{id: t, where: {headers: nombre}, cells: received, rows: dimension sex}]
statements: [{id: s, match: ['{first_contacts}']}]
`;
    const { observations } = read(
      RULES,
      table([
        ["", "Nombre"],
        ["Femmes", "12"],
      ]),
    );
    expect(observations.map(({ rule: name }) => name)).toEqual(["demo.yaml#t"]);
  });
});

describe("provenance of a statement's figure", () => {
  test("the sentence it stands in, its characters as printed, and its own box", () => {
    const text = paragraph("Puis 1 634 jeunes reçus. Fin.", { page: 7, section: ["Le public"] });
    const [, , printed] = text.text.words;
    if (printed !== undefined) printed.printed = "\u202f634";
    const { observations } = read(rule("{received} jeunes reçus"), text);
    expect(observations[0]).toMatchObject({
      source_page: 7,
      source_section: "Le public",
      source_context: "Puis 1 634 jeunes reçus.",
      source_text: "1 \u202f634",
      source_box: { x0: 50, top: 100, x1: 140, bottom: 110 },
      method: "text",
    });
  });

  test("recognised words lend it their confidence", () => {
    const text = paragraph("12 jeunes reçus");
    for (const word of text.text.words) Object.assign(word, { method: "ocr", confidence: 0.7 });
    expect(read(rule("{received} jeunes"), text).observations[0]).toMatchObject({
      method: "ocr",
      confidence: 0.7,
    });
  });

  test("recognised among words that its rule does not know, a figure is doubted", () => {
    const confidence = (said: string, rules = rule("{received} jeunes")): number | undefined => {
      const text = paragraph(said);
      for (const word of text.text.words) Object.assign(word, { method: "ocr", confidence: 0.96 });
      return read(rules, text).observations[0]?.confidence;
    };
    expect(confidence("12 jeunes reçus")).toBe(0.96);
    expect(confidence("Forum de DT) Commerce et Logistique 12 jeunes")).toBe(0.75);
    const known = rule("forum … … commerce et logistique {received} jeunes");
    expect(confidence("Forum de DT) Commerce et Logistique 12 jeunes", known)).toBe(0.96);
  });

  test("a hedged figure stands for an interval", () => {
    const [about] = read(rule("{received} jeunes"), paragraph("environ 250 jeunes")).observations;
    expect(about).toMatchObject({ obs_value: "250", value_lo: "240", value_hi: "260" });
  });
});
