import { describe, expect, test } from "vitest";
import { compileRulebook, extract } from "../../src/extract/index.js";
import { inputOf, read, table, VOCABULARY } from "./reading.js";

const RULES =
  "tables: [{id: t, where: {headers: commune}, rows: commune, columns: {nombre: first_contacts}}]";
const mentions = (...rows: string[][]): ReturnType<typeof read>["places"] =>
  read(RULES, table([["Commune", "Nombre"], ...rows])).places;

describe("labels that should name a place", () => {
  test("are told with what they were taken for, and the observations they name", () => {
    const places = mentions(
      ["Lambersart", "1"],
      ["Perenchies", "2"],
      ["Lamadelaine", "3"],
      ["Villeneuve d'Ascq", "4"],
      ["Atlantide", "5"],
    );
    expect(
      places.map(({ label, match, area, observations }) => [label, match, area, observations.length]),
    ).toEqual([
      ["Lambersart", "exact", "COM-59328", 1],
      ["Perenchies", "variant", "COM-59457", 1],
      ["Lamadelaine", "typo", "COM-59368", 1],
      ["Villeneuve d'Ascq", "outside", "COM-59009", 1],
      ["Atlantide", "unknown", "", 0],
    ]);
  });

  test("stand in one enumeration, which means the whole territory where it has a total or most members", () => {
    const whole = mentions(["Lambersart", "1"], ["La Madeleine", "2"]);
    expect(new Set(whole.map(({ enumeration }) => enumeration)).size).toBe(1);
    expect(whole.every(({ exhaustive }) => exhaustive)).toBe(true);
    expect(mentions(["Lambersart", "1"]).map(({ exhaustive }) => exhaustive)).toEqual([false]);
    expect(mentions(["Lambersart", "1"], ["Total", "1"]).map(({ exhaustive }) => exhaustive)).toEqual([true]);
  });
});

describe("a publisher whose territory no rulebook tells", () => {
  const SHARED = compileRulebook(
    `publisher: common
name: Missions locales
area: unknown
identify: {any: [mission locale]}
period: {any: ["{year}"]}
${RULES}`,
    "_common.yaml",
    VOCABULARY,
  );
  const matches = (...names: string[]): string[] => {
    const grid = table([["Commune", "Nombre"], ...names.map((name) => [name, "1"])]);
    return extract(inputOf([grid], SHARED)).places.map(({ match }) => match);
  };

  test("is at home where most communes of its tables lie, so that misprints are told there", () => {
    const names = ["Lambersart", "La Madeleine", "Pérenchies", "Villeneuve-d'Ascq"];
    expect(matches(...names, "Lammersart").at(-1)).toBe("typo");
    expect(matches("Lambersart", "La Madeleine", "Lammersart").at(-1)).toBe("unknown");
  });
});
