import { describe, expect, test } from "vitest";
import { compileRulebook, draftRulebook } from "../../src/extract/index.js";
import { inputOf, paragraph, rulebook, table, VOCABULARY } from "./reading.js";

const communes = (...numbers: [string, string]): ReturnType<typeof table> =>
  table(
    [
      ["Commune", "Jeunes en premier accueil", "Dont femmes"],
      ["Lambersart", numbers[0], "4"],
      ["La Madeleine", numbers[1], "5"],
    ],
    { section: ["Premier accueil"] },
  );

const { first_contacts: contacts, ...others } = VOCABULARY.catalogue;
if (contacts === undefined) throw new Error("the vocabulary of tests has changed");
const catalogue = { ...others, first_contacts: { ...contacts, synonyms: ["premier accueil"] } };

const input = inputOf(
  [
    communes("12", "13"),
    communes("22", "23"),
    paragraph("La structure compte 40 staff et 12 contacts.", { section: ["Moyens"] }),
    paragraph("Puis 41 staff.", { section: ["Moyens"] }),
  ],
  rulebook(""),
);
const draft = draftRulebook({ ...input, catalogue }, "new");

describe("a drafted rulebook", () => {
  test("can be read as it stands", () => {
    expect(compileRulebook(draft, "new.yaml", VOCABULARY)).toMatchObject({ publisher: "new" });
  });

  test("marks what it guesses", () => {
    const guesses = draft.split("\n").filter((line) => /^ {4}(?:cells|rows|columns):? |^ {6}["-]/.test(line));
    expect(guesses.length).toBeGreaterThan(3);
    for (const line of guesses) expect(line).toMatch(/# (?:guess|unknown)$/);
  });

  test("knows places, and parts of the public", () => {
    expect(draft).toContain("    rows: commune # guess");
    expect(draft).toContain('      "Dont femmes": sex=F # guess');
    expect(draft).toContain("    cells: first_contacts # guess");
  });

  test("leaves out what would claim the cells of a rule above, and says so", () => {
    expect(draft).toContain("  #   its words are those of a rule above");
  });
});
