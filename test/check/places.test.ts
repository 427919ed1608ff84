import { describe, expect, test } from "vitest";
import { type CheckContext, checkDocument } from "../../src/check/index.js";
import type { PlaceMention } from "../../src/model/index.js";
import { CONTEXT, extraction, mention } from "./sample.js";

const context: CheckContext = {
  ...CONTEXT,
  territories: { demo: { area: "ML-demo", level: "COM", members: ["59328", "59368", "59527"] } },
};
const check = (places: PlaceMention[]) => checkDocument(extraction({ observations: [], places }), context);

const MADELEINE = mention("La Madeleine", { area: "COM-59368" });
const ANDRE = mention("Saint-André-lez-Lille", { area: "COM-59527" });
const LAMBERSART = mention("Lambersart", { area: "COM-59328" });
const LAMMERSART = mention("Lammersart", { area: "COM-59328", name: "Lambersart", match: "typo" });

describe("names of communes", () => {
  test("that are all known and all there say nothing", () => {
    expect(check([MADELEINE, ANDRE, LAMBERSART])).toEqual([]);
  });

  test("misprinted are put right with the member that is missing", () => {
    const found = check([MADELEINE, ANDRE, LAMMERSART]);
    expect(found).toMatchObject([
      { check: "commune", severity: "error", stated: "Lammersart", expected: "Lambersart" },
    ]);
    expect(found[0]?.proposals[0]).toMatchObject({ value: "Lambersart", kind: "spelling" });
  });

  test("misprinted alike in two tables are one cause", () => {
    const found = check([MADELEINE, ANDRE, LAMMERSART, { ...LAMMERSART, enumeration: "table 2", page: 3 }]);
    expect(found.filter((a) => a.check === "commune")).toHaveLength(2);
    expect(new Set(found.filter((a) => a.check === "commune").map((a) => a.group)).size).toBe(1);
  });

  test("in another spelling are no error, and told once", () => {
    const variant = mention("Saint-André-Lez-Lille", {
      area: "COM-59527",
      name: ANDRE.name,
      match: "variant",
    });
    const found = check([
      MADELEINE,
      variant,
      LAMBERSART,
      { ...variant, enumeration: "list", exhaustive: false },
    ]);
    expect(found).toMatchObject([{ check: "commune", severity: "info" }]);
    expect(found[0]?.message.fr).toContain("ce n'est pas une erreur");
  });
});

describe("a list of the territory", () => {
  test("names every member", () => {
    expect(check([MADELEINE, ANDRE])).toMatchObject([
      { check: "territory", severity: "warning", expected: "COM-59328" },
    ]);
  });

  test("names each member once", () => {
    expect(check([MADELEINE, ANDRE, LAMBERSART, LAMBERSART])).toMatchObject([
      { check: "territory", expected: "Lambersart" },
    ]);
  });

  test("that is a selection may leave some out", () => {
    expect(check([MADELEINE, ANDRE].map((m) => ({ ...m, exhaustive: false })))).toEqual([]);
  });
});
