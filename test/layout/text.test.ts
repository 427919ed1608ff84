import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinLines, textOf } from "../../src/layout/text.js";
import type { Word } from "../../src/model/index.js";
import { write } from "./ink.js";

describe("the text of a set of words", () => {
  test("lines run from top to bottom, words from left to right, whatever their order in the file", () => {
    const words = [...write("nouvelles inscriptions", { x: 0, y: 0 }), ...write("en 2023", { x: 0, y: 14 })];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
        expect(textOf(shuffled).text).toBe("nouvelles inscriptions en 2023");
      }),
    );
  });

  test("a number set larger than its sentence stays in it", () => {
    const words = [
      ...write("859", { x: 0, y: -8, size: 20 }),
      ...write("jeunes ont bénéficié de", { x: 45, y: 0, size: 10 }),
      ...write("1 915", { x: 175, y: -8, size: 20 }),
      ...write("situations", { x: 240, y: 0, size: 10 }),
    ];
    expect(textOf(words).text).toBe("859 jeunes ont bénéficié de 1 915 situations");
  });

  test("type that spans two lines at its right comes before both", () => {
    const words = [
      ...write("48", { x: 0, y: 0, size: 26 }),
      ...write("jeunes en", { x: 60, y: 0, size: 11 }),
      ...write("contrat", { x: 60, y: 14, size: 11 }),
    ];
    expect(textOf(words).text).toBe("48 jeunes en contrat");
  });

  test.each([
    ["les sala-", "riés", "les salariés"],
    ["un rendez-", "vous", "un rendez-vous"],
    ["les accompagné-", "e-s", "les accompagné-e-s"],
    ["Tourcoing-", "Nord", "Tourcoing-Nord"],
    ["les 16-", "25 ans", "les 16-25 ans"],
    ["de 16 -", "moins", "de 16 - moins"],
    ["l'ac\u00AD", "cueil", "l'accueil"],
  ])("%j then %j on the next line read %j", (first, second, expected) => {
    const text = textOf([...write(first, { x: 0, y: 0 }), ...write(second, { x: 0, y: 14 })]);
    expect(text.text).toBe(expected);
  });

  test("a hyphen that is another than those inside its word is the line end's", () => {
    const [first] = write("Marcq-en-Bar-", { x: 0, y: 0 });
    const next = write("œul", { x: 0, y: 14 });
    const joined = (printed: string) => textOf([{ ...first, printed } as Word, ...next]).text;
    expect(joined("Marcq-en-Bar\u2010")).toBe("Marcq-en-Barœul");
    expect(joined("Marcq-en-Bar-")).toBe("Marcq-en-Bar-œul");
    const [half] = write("janvie\u00AD", { x: 0, y: 0 });
    expect(textOf([{ ...half, printed: "janvie" } as Word, ...write("r", { x: 0, y: 14 })]).text).toBe(
      "janvier",
    );
  });

  test("a drop capital opens its word", () => {
    const first = [...write("D", { x: 0, y: 2, size: 30 }), ...write("epuis l'automne", { x: 17, y: 2 })];
    const text = joinLines([first, write("la plateforme aide", { x: 17, y: 16 })]);
    expect(text.text).toBe("Depuis l'automne la plateforme aide");
  });

  test("each word's span cuts that word out of the text", () => {
    const text = textOf([...write("des sala-", { x: 0, y: 0 }), ...write("riés en CDI", { x: 0, y: 14 })]);
    expect(text.spans.map(([a, b]) => text.text.slice(a, b))).toEqual(["des", "sala", "riés", "en", "CDI"]);
  });
});
