import { describe, expect, test } from "vitest";
import { matchPlace } from "../../src/normalise/index.js";
import { loadGazetteer } from "../../src/run/gazetteer.js";

describe("the official geographic code", () => {
  test("holds the communes of the departments asked for, and every department and region", () => {
    const { places, byArea } = loadGazetteer(["59"]);
    const communes = places.filter(({ level }) => level === "COM");
    expect(communes.length).toBeGreaterThan(600);
    expect(communes.every(({ parent }) => parent === "59")).toBe(true);
    expect(byArea.get("COM-59328")?.name).toBe("Lambersart");
    expect(byArea.get("DEP-59")?.parent).toBe("32");
    expect(places.filter(({ level }) => level === "DEP").length).toBeGreaterThan(95);
  });

  test("knows a merged commune as part of the one it is now in", () => {
    const lille = matchPlace("Lomme", { level: "COM", members: ["59350"] }, loadGazetteer(["59"]));
    expect(lille).toMatchObject({ match: "variant", code: "COM-59350" });
  });

  test("names one commune by one code, whatever shares its code", () => {
    const { places } = loadGazetteer(["01", "59"]);
    const codes = places.map(({ level, code }) => `${level}-${code}`);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("is read once", () => {
    expect(loadGazetteer(["59", "62"])).toBe(loadGazetteer(["62", "59", "62"]));
  });
});
