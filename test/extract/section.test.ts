import { describe, expect, test } from "vitest";
import { paragraph, read, said } from "./reading.js";

const RULES = `
statements:
  - {id: everywhere, match: ["{contacts} contrats signés"]}
  - {id: chapter, section: le CEJ, match: ["{in_schemes scheme=CEJ} contrats signés"]}
  - {id: part, section: le PACEA, match: ["{in_schemes scheme=PACEA} contrats signés"]}
`;

const saidUnder = (...section: string[]): string[] =>
  read(RULES, paragraph("12 contrats signés", { section })).observations.map(said);

describe("of rules that match the same words, the one for the nearest heading says what is meant", () => {
  test.each([
    [["Bilan"], "contacts:COUNT ML-demo 2023 = 12"],
    [["Le CEJ"], "in_schemes:COUNT scheme=CEJ ML-demo 2023 = 12"],
    [["Le CEJ", "Chiffres clés"], "in_schemes:COUNT scheme=CEJ ML-demo 2023 = 12"],
    [["Le CEJ", "Le PACEA", "Chiffres clés"], "in_schemes:COUNT scheme=PACEA ML-demo 2023 = 12"],
    [["Le PACEA", "Le CEJ", "Chiffres clés"], "in_schemes:COUNT scheme=CEJ ML-demo 2023 = 12"],
  ])("%j", (section, expected) => {
    expect(saidUnder(...section)).toEqual([expected]);
  });

  test("more words of the pattern count for more than a nearer heading", () => {
    const rules = `
statements:
  - {id: long, section: le CEJ, match: ["{in_schemes scheme=CEJ} contrats signés à ce jour"]}
  - {id: near, section: le PACEA, match: ["{in_schemes scheme=PACEA} contrats signés"]}
`;
    const text = paragraph("12 contrats signés à ce jour", { section: ["Le CEJ", "Le PACEA"] });
    expect(read(rules, text).observations.map(said)).toEqual([
      "in_schemes:COUNT scheme=CEJ ML-demo 2023 = 12",
    ]);
  });
});
