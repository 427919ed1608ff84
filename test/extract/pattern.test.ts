import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RuleSyntaxError } from "../../src/extract/mapping.js";
import {
  type Accepts,
  agrees,
  compilePattern,
  type Expectation,
  findLabel,
  findStatement,
  preparedText,
} from "../../src/extract/pattern.js";
import { numeralsIn } from "../../src/normalise/index.js";

/** Each match as the figures it took. */
const taken = (pattern: string, text: string, accepts?: Accepts): string[][] => {
  const statement = preparedText(text);
  return findStatement(compilePattern(pattern), statement, accepts).map(({ slots }) =>
    slots.map(({ numeral }) => statement.numerals[numeral]?.raw ?? "?"),
  );
};
const stands = (pattern: string, label: string): boolean =>
  findLabel(compilePattern(pattern), label) !== null;

describe("words match however they are printed", () => {
  test.each([
    ["nouveaux accueils", "I. Les NOUVEAUX ACCUEILS"],
    ["nouveaux accueils", "Un nouvel et nouveau\u00a0accueil"],
    ["aucun diplôme", "Aucun diplome"],
    ["Marcq-en-Barœul", "MARCQ EN BAROEUL"],
    ["accès à l'emploi", "Accès à l’emploi"],
    ["qualifiante ou pré-qualifiante", "qualifiante ou préqualifiante"],
    ["qualifiante ou préqualifiante", "qualifiante ou pré-qualifiante"],
    ["auto-entrepreneur", "Auto entrepreneur – Créateur"],
    ["1er accueil", "Nombre de jeunes en 1er accueil"],
    ["1er accueil", "Nombre de jeunes en 1 er accueil"],
    ["16 17 ans", "16 - 17 ans"],
    ["16 17 ans", "16/17 ans"],
    ["PSC1", "formation PSC 1"],
    ["jeunes reçus", "jeune reçue"],
  ])("%s in “%s”", (pattern, label) => {
    const same = pattern !== "jeunes reçus";
    expect(stands(pattern, label)).toBe(same);
  });

  test("whole words only", () => {
    expect(stands("total", "Totalité")).toBe(false);
    expect(stands("1 accueil", "1er accueil")).toBe(false);
    expect(stands("26 ateliers", "126 ateliers")).toBe(false);
    expect(stands("26 ateliers", "à 26 ateliers")).toBe(true);
  });

  test("a long word may be misprinted by one letter, and the match says so", () => {
    const match = findLabel(compilePattern("quartier politique"), "Quartier Politque de la Ville");
    expect(match?.misprints).toEqual([{ printed: "Politque", meant: "politique", start: 9, end: 17 }]);
    expect(stands("femmes", "fommes")).toBe(false);
    expect(stands("politique", "polique")).toBe(false);
    expect(findLabel(compilePattern("inscrits"), "inscrites")?.misprints).toEqual([]);
  });
});

describe("optional words, choices, gaps", () => {
  test.each([
    ["[jeunes] femmes", "femmes", true],
    ["a (augmenté|progressé|baissé) de", "a progressé de", true],
    ["a (augmenté|progressé|baissé) de", "a stagné de", false],
    ["[a|b] total", "b total", true],
    ["jeunes … parrainage", "jeunes du territoire ont intégré le programme de parrainage", true],
    ["jeunes … parrainage", "jeunes un deux trois quatre cinq six sept huit parrainage", true],
    ["jeunes … parrainage", "jeunes un deux trois quatre cinq six sept huit neuf parrainage", false],
    ["jeunes … parrainage", "jeunes parrainage", true],
  ])("%s in “%s”: %s", (pattern, text, expected) => {
    expect(stands(pattern, text)).toBe(expected);
  });

  test("as much as possible of the pattern is found, then as little as possible passed over", () => {
    const match = findLabel(compilePattern("total [général]"), "total, dont total général");
    expect([match?.words, match?.start]).toEqual([2, 12]);
    expect(taken("{} jeunes … {} ateliers", "3 jeunes dans 4 ateliers et 5 jeunes dans 6 ateliers")).toEqual([
      ["3", "4"],
      ["5", "6"],
    ]);
  });

  test("labels are ranked by words found, then by how much of the label they are", () => {
    const score = (pattern: string, label: string): number =>
      findLabel(compilePattern(pattern), label)?.score ?? 0;
    expect(score("jeunes reçus", "Nombre de jeunes reçus")).toBeGreaterThan(score("jeunes", "Jeunes"));
    expect(score("montant", "Montant")).toBeGreaterThan(score("montant", "Montant moyen par jeune"));
  });
});

describe("figures", () => {
  test("a slot takes the numeral in its place", () => {
    expect(
      taken("{} nouvelles inscriptions [en {year}]", "La ML a réalisé 679 nouvelles inscriptions en 2023."),
    ).toEqual([["679", "2023"]]);
  });

  test("the same pattern twice gives both", () => {
    const pattern = "{} jeunes {_} ans";
    expect(taken(pattern, "12 jeunes de 16-17 ans")).toEqual([]);
    expect(taken("{} jeunes de {_} ans", "12 jeunes de 16-17 ans et 34 jeunes de 18-21 ans")).toEqual([
      ["12", "16-17"],
      ["34", "18-21"],
    ]);
  });

  test("{year} takes a year, or a date that tells one, and binds the figure before it", () => {
    const statement = preparedText("49 % des inscrits sont des femmes (48 % en 2022, 47 % en 2021)");
    const pattern =
      "{:SHARE sex=F} des inscrits sont des femmes {:SHARE sex=F @year} en {year} {:SHARE sex=F @year} en {year}";
    const [match] = findStatement(compilePattern(pattern), statement);
    expect(match?.slots.map(({ year }) => year)).toEqual([2022, 2022, 2022, 2021, 2021]);
    expect(findLabel(compilePattern("rapport d'activité {year}"), "RAPPORT D’ACTIVITÉ 2023")?.year).toBe(
      2023,
    );
    expect(findLabel(compilePattern("âge au {year}"), "Âge au 31/12/2023")?.year).toBe(2023);
    expect(stands("âge au {year}", "Âge au 21/11")).toBe(false);
  });

  test("hedges and units' words may be passed over, or spelt", () => {
    expect(taken("soit {} jeunes", "soit environ 3 000 jeunes")).toEqual([["3 000"]]);
    expect(taken("soit environ {} jeunes", "soit environ 3 000 jeunes")).toEqual([["3 000"]]);
    expect(taken("{} réalisées", "41 556 h réalisées")).toEqual([["41 556 h"]]);
    expect(taken("{} h réalisées", "41 556 h réalisées")).toEqual([["41 556 h"]]);
    expect(taken("{} d'accompagnement", "352 heures d'accompagnement")).toEqual([["352"]]);
    expect(taken("{} heures d'accompagnement", "352 heures d'accompagnement")).toEqual([["352"]]);
  });

  test("a share does not take a bare number, nor an amount a share", () => {
    expect(taken("{:SHARE} sont des femmes", "53 sont des femmes")).toEqual([]);
    expect(taken("{:SHARE} sont des femmes", "53 % sont des femmes")).toEqual([["53 %"]]);
    expect(taken("{_} sont des femmes", "53 sont des femmes")).toEqual([["53"]]);
    expect(taken("{} en {year}", "2022 en 2023")).toEqual([]);
  });

  test("the caller may ask for more", () => {
    expect(taken("{} jeunes", "3 jeunes et 40 jeunes", (_, { value }) => Number(value) > 10)).toEqual([
      ["40"],
    ]);
  });
});

describe("a figure's unit agrees with what is expected", () => {
  const wants = (
    measure: Expectation["measure"],
    unit: Expectation["unit"],
    unitIsGiven = false,
  ): Expectation => ({
    measure,
    unit,
    unitIsGiven,
  });
  test.each([
    ["679", wants("COUNT", "PS"), true],
    ["8 %", wants("COUNT", "PS"), false],
    ["45 ans", wants("COUNT", "PS"), false],
    ["49 692 h", wants("COUNT", "HOURS"), true],
    ["49 692", wants("COUNT", "HOURS"), true],
    ["8 %", wants("SHARE", "PS"), true],
    ["8", wants("SHARE", "PS"), false],
    ["8 %", wants("CHANGE", "PS"), true],
    ["2 points de pourcentage", wants("CHANGE", "PS"), true],
    ["114 049 €", wants("AMOUNT", "EUR"), true],
    ["5 560K€", wants("AMOUNT", "EUR"), true],
    ["114 049", wants("AMOUNT", "EUR"), false],
    ["114 049", wants("AMOUNT", "EUR", true), true],
    ["114 049 h", wants("AMOUNT", "EUR", true), false],
    ["27", wants("AVERAGE", "NUMBER"), true],
    ["45 ans", wants("AVERAGE", "NUMBER"), true],
    ["3 journées", wants("COUNT", "NUMBER"), false],
    ["3 journées", wants("COUNT", "NUMBER", true), true],
    ["321 jours", wants("COUNT", "DAYS"), true],
    ["34 mois", wants("AVERAGE", "MONTHS"), true],
    ["16-17 ans", wants("AVERAGE", "NUMBER"), false],
    ["en 2023", wants("COUNT", "PS"), false],
  ])("%s, wanted %o: %s", (text, expected, agreed) => {
    const [numeral] = numeralsIn(text);
    expect(numeral !== undefined && agrees(expected, numeral)).toBe(agreed);
  });
});

describe("a pattern that cannot be read says why, and where", () => {
  test.each([
    ["jeunes [en contact", '"[" is not closed by "]"', 7],
    ["(un|deux", '"(" is not closed by ")"', 0],
    ["[un)", '"[" is not closed by "]"', 0],
    ["un) deux", '")" closes nothing', 2],
    ["un } deux", '"}" closes nothing', 3],
    ["un | deux", '"|" stands outside of brackets', 3],
    ["un {deux", '"{" is not closed by "}"', 3],
    ["un {:SHAR}", 'unknown measure "SHAR"; did you mean "SHARE"?', 4],
    ["[un] [deux]", "a pattern needs a word or a figure that is not optional", 0],
    ["…", "a pattern needs a word or a figure that is not optional", 0],
    ["%", "a pattern needs a word or a figure that is not optional", 0],
    ["mot … ".repeat(40), "a pattern has at most 256 words (… counts 8)", 0],
    ["x".repeat(1001), "a pattern has at most 1000 characters", 0],
    ["[".repeat(20), "brackets are nested more than 12 deep", 12],
  ])("%s", (source, reason, offset) => {
    let thrown: unknown;
    try {
      compilePattern(source);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RuleSyntaxError);
    expect(thrown).toMatchObject({ reason: { en: reason }, offset });
  });
});

describe("whatever the pattern and the text", () => {
  const word = fc.constantFrom("un", "deux", "jeunes", "inscription", "12", "2023");
  const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      word,
      fc.constantFrom("{}", "{_}", "{year}", "…"),
      tie("pattern").map((inner) => `[${inner}]`),
      fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => `(${a}|${b})`),
    ),
    pattern: fc.array(tie("part"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" ")),
  }));
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));

  test("matches quote the text, in order, without overlap, each slot a numeral inside its match", () => {
    fc.assert(
      fc.property(pattern, text, (source, sample) => {
        const compiled = compilePattern(`jeunes ${source}`);
        const statement = preparedText(sample);
        let last = 0;
        for (const { start, end, slots, words } of findStatement(compiled, statement)) {
          expect(start >= last && end > start && end <= sample.length).toBe(true);
          expect(words).toBeGreaterThan(0);
          for (const { numeral } of slots) {
            const figure = statement.numerals[numeral];
            expect(figure !== undefined && start <= figure.start && figure.end <= end).toBe(true);
          }
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a text made of the pattern's own words matches", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), text, text, (words, before, after) => {
        const source = words.join(" ");
        expect(stands(source, `${before} ${source} ${after}`)).toBe(true);
        expect(stands(words.map((one) => `[zzz] (${one}|zzz)`).join(" "), source)).toBe(true);
      }),
    );
  });

  test.each([
    ["nested options", `${"[a ".repeat(12)}b${"]".repeat(12)} c`, "a "],
    ["many options", `${"[a] ".repeat(100)}b`, "a "],
    ["many gaps", `a ${"… a ".repeat(20)}b`, "a "],
    ["equal choices", `${"(a|a|[a]) ".repeat(40)}b`, "a "],
    ["figures", `${"[{_}] ".repeat(60)}fin`, "12 jours "],
    ["near misses", "inscription inscription … inscription total", "inscriptoin "],
  ])("%s take steps linear in the text", (_, source, piece) => {
    const compiled = compilePattern(source);
    const steps = (length: number): number => {
      let taken = 0;
      const positions = new Proxy(compiled.positions, {
        get(target, key, receiver) {
          taken += 1;
          return Reflect.get(target, key, receiver);
        },
      });
      findStatement({ ...compiled, positions }, preparedText(piece.repeat(length)));
      return taken;
    };
    const [some, twice] = [steps(100), steps(200)];
    expect(twice).toBeLessThanOrEqual(2.1 * some + 100);
  });

  test.each([
    ["characters", "a ".repeat(501), "at most 1000 characters"],
    ["words", "a ".repeat(257), "at most 256 words"],
    ["brackets in brackets", `${"[a ".repeat(13)}${"]".repeat(13)}`, "nested more than 12 deep"],
  ])("too many %s are refused", (_, source, message) => {
    expect(() => compilePattern(source)).toThrow(message);
  });
});
