import { describe, expect, test } from "vitest";
import { compileRulebook, identify } from "../../src/extract/index.js";
import { furniture, heading, paragraph, VOCABULARY } from "./reading.js";

const book = (publisher: string, identity: string): ReturnType<typeof compileRulebook> =>
  compileRulebook(
    `publisher: ${publisher}\nname: ${publisher}\narea: ML-${publisher}\nidentify: ${identity}\nperiod: {any: ["rapport d'activité {year}"]}\n`,
    `${publisher}.yaml`,
    VOCABULARY,
  );
const BOOKS = [
  book("north", "{any: [ML Nord], none: [programmation du PLIE]}"),
  book("alps", "{any: [ALPES, ML Nord]}"),
];
const SOURCE = { file: "report.pdf", title: "", author: "" };

const known = (...texts: string[]): [string | undefined, string] => {
  const { rulebook, period } = identify(
    texts.map((text) => paragraph(text)),
    SOURCE,
    BOOKS,
  );
  return [rulebook?.publisher, period];
};

describe("whose report it is", () => {
  test("the rulebook whose words stand in it, and the year its pattern binds", () => {
    expect(known("ML Nord", "Rapport d'activité 2023", "en 2024 et en 2024")).toEqual(["north", "2023"]);
  });

  test("not one whose excluding words stand in it", () => {
    expect(known("ML Nord", "la programmation du PLIE")).toEqual(["alps", ""]);
  });

  test("of several the one named most often", () => {
    expect(known("ML Nord", "ALPES", "ALPES")[0]).toBe("alps");
  });

  test("nobody's, with the year named most often", () => {
    expect(known("Un rapport", "en 2021, puis en 2022 et à nouveau en 2022")).toEqual([undefined, "2022"]);
  });

  test("a year that any report's phrases name counts unless another is named far more often", () => {
    const common = compileRulebook(
      'publisher: common\nname: common\narea: FR\nidentify: {any: [rien]}\nperiod: {any: ["année {year}"]}\n',
      "_common.yaml",
      VOCABULARY,
    );
    const year = (...texts: string[]): string =>
      identify(
        texts.map((text) => paragraph(text)),
        SOURCE,
        BOOKS,
        common,
      ).period;
    const preface = "ML Nord, ces premiers mois de l'année 2024";
    expect(year(preface, ...Array<string>(3).fill("en 2023"))).toBe("2024");
    expect(year(preface, ...Array<string>(6).fill("en 2023"))).toBe("2023");
  });

  test("titles, file names, headings and running heads count", () => {
    const none = (blocks: Parameters<typeof identify>[0], source = SOURCE): string | undefined =>
      identify(blocks, source, BOOKS).rulebook?.publisher;
    expect(none([], { ...SOURCE, title: "ALPES 2023" })).toBe("alps");
    expect(none([], { ...SOURCE, file: "/a/alpes-2023.pdf" })).toBe("alps");
    expect(none([heading("ALPES")])).toBe("alps");
    expect(none([furniture("ALPES")])).toBe("alps");
  });
});
