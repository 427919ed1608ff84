import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  departmentsOf,
  gazetteerOf,
  matchPlace,
  type Place,
  type Territory,
} from "../../src/normalise/index.js";

const commune = (code: string, name: string, ...aliases: string[]): Place => ({
  level: "COM",
  code,
  name,
  parent: code.slice(0, 2),
  aliases,
});
const department = (code: string, name: string, parent = "32"): Place => ({
  level: "DEP",
  code,
  name,
  parent,
  aliases: [],
});
const region = (code: string, name: string): Place => ({ level: "REG", code, name, parent: "", aliases: [] });

const GAZETTEER = gazetteerOf([
  region("32", "Hauts-de-France"),
  region("84", "Auvergne-Rhône-Alpes"),
  department("02", "Aisne"),
  department("59", "Nord"),
  department("60", "Oise"),
  department("62", "Pas-de-Calais"),
  department("80", "Somme"),
  department("69", "Rhône", "84"),
  commune("59328", "Lambersart"),
  commune("59368", "La Madeleine"),
  commune("59378", "Marcq-en-Barœul"),
  commune("59386", "Marquette-lez-Lille"),
  commune("59482", "Quesnoy-sur-Deûle"),
  commune("59527", "Saint-André-lez-Lille"),
  commune("59611", "Verlinghem"),
  commune("59636", "Wambrechies"),
  commune("59350", "Lille", "Lomme"),
  commune("59599", "Tourcoing"),
]);
const TERRITORY: Territory = {
  level: "COM",
  members: ["59328", "59368", "59378", "59386", "59482", "59527", "59611", "59636"],
};
const REGION: Territory = { level: "DEP", members: ["02", "59", "60", "62", "80"] };

const told = (label: string, territory: Territory | null = TERRITORY): string => {
  const { match, code } = matchPlace(label, territory, GAZETTEER);
  return `${match} ${code}`.trim();
};

describe("a printed name of a commune", () => {
  test.each([
    ["Lambersart", "exact COM-59328"],
    ["Marcq-en-Barœul", "exact COM-59378"],
    ["Marcq\u2011en\u2011Barœul", "exact COM-59378"],
    ["Marcq-en-Baroeul", "variant COM-59378"],
    ["Saint-André-Lez-Lille", "variant COM-59527"],
    ["St André", "variant COM-59527"],
    ["MARQUETTE LEZ LILLE", "variant COM-59386"],
    ["Marquette les Lille", "variant COM-59386"],
    ["Quesnoy s/Deûle", "variant COM-59482"],
    ["Madeleine", "variant COM-59368"],
    ["Ville de Wambrechies", "variant COM-59636"],
    ["Lambersart (59)", "variant COM-59328"],
    ["Lammersart", "typo COM-59328"],
    ["Le Madeleine", "variant COM-59368"],
    ["Lq Madeleine", "typo COM-59368"],
    ["Lambertart", "typo COM-59328"],
    ["Saint-Andé-lez-Lile", "typo COM-59527"],
    ["Tourcoing", "outside COM-59599"],
    ["Lomme", "outside COM-59350"],
    ["Total général", "unknown"],
    ["Autres communes", "unknown"],
    ["", "unknown"],
  ])("%s is %s", (label, expected) => {
    expect(told(label)).toBe(expected);
  });

  test("nothing is proposed where two are equally near", () => {
    const gazetteer = gazetteerOf([commune("59001", "Bailleul"), commune("59002", "Baisleul")]);
    const match = matchPlace("Baiileul", { level: "COM", members: ["59001", "59002"] }, gazetteer);
    expect(match).toMatchObject({ match: "unknown", code: "" });
    expect(match.candidates.map(({ code }) => code)).toEqual(["COM-59001", "COM-59002"]);
  });

  test("short names must be right", () => {
    const gazetteer = gazetteerOf([commune("59299", "Hem")]);
    expect(matchPlace("Hom", { level: "COM", members: ["59299"] }, gazetteer).match).toBe("unknown");
  });

  test("without a territory only known names count", () => {
    expect(told("Lambersart", null)).toBe("exact COM-59328");
    expect(told("Lammersart", null)).toBe("unknown");
  });

  test("one wrong letter in a long name is always told as a misprint of it, or of nothing", () => {
    const members = GAZETTEER.places.filter(({ code }) => TERRITORY.members.includes(code));
    fc.assert(
      fc.property(
        fc.constantFrom(...members),
        fc.nat(),
        fc.constantFrom("q", "x", "z"),
        (place, at, letter) => {
          const where = at % place.name.length;
          const label = `${place.name.slice(0, where)}${letter}${place.name.slice(where + 1)}`;
          fc.pre(label !== place.name);
          const { match, name } = matchPlace(label, TERRITORY, GAZETTEER);
          expect(["typo", "variant", "unknown"]).toContain(match);
          expect([place.name, ""]).toContain(name);
        },
      ),
    );
  });
});

describe("departments and regions", () => {
  test.each([
    ["Nord", "exact DEP-59"],
    ["NORD (59)", "variant DEP-59"],
    ["59 - Nord", "variant DEP-59"],
    ["Département du Nord", "variant DEP-59"],
    ["62", "variant DEP-62"],
    ["Pas de Calais", "variant DEP-62"],
    ["Aine", "typo DEP-02"],
    ["Rhône", "outside DEP-69"],
    ["Hauts-de-France", "exact REG-32"],
    ["TOTAL HDF", "variant REG-32"],
    ["Région", "variant REG-32"],
    ["Total région", "variant REG-32"],
    ["France", "unknown"],
  ])("%s is %s", (label, expected) => {
    expect(told(label, REGION)).toBe(expected);
  });

  test("a territory of communes lies in departments", () => {
    expect(departmentsOf(TERRITORY)).toEqual(["59"]);
    expect(departmentsOf({ level: "COM", members: ["2A004", "97411"] })).toEqual(["2A", "974"]);
    expect(matchPlace("Nord", TERRITORY, GAZETTEER, "DEP").code).toBe("DEP-59");
  });
});
