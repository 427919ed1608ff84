import { describe, expect, test } from "vitest";
import { layout } from "../../src/layout/index.js";
import { page, write, writeLines } from "./ink.js";
import { read } from "./reading.js";

const number = (text: string, x: number, y: number) => write(text, { x, y, size: 30, bold: true });
const prose = page(
  write("Les contrats d'apprentissage et les personnes accueillies, en ensemble", { x: 50, y: 100 }),
);
const textsOn = (label: string[]): string[] =>
  read(
    layout([
      prose,
      page([...number("232", 50, 100), ...writeLines(label, { x: 110, y: 104 })], { number: 2 }),
    ]),
  ).slice(1);

describe("words that a box was too narrow for", () => {
  test.each([
    [["CONTRATS", "D'APPRENTISSA", "GE"], "CONTRATS D'APPRENTISSAGE"],
    [["personn", "es en cours"], "personnes en cours"],
  ])("are made whole where the document has them elsewhere: %j", (label, whole) => {
    expect(textsOn(label)).toEqual([`keyFigure: 232 = ${whole}`]);
  });

  test.each([
    ["they make no word of the document", ["JEUNES", "PARRAINÉS"]],
    ["both are words as often", ["en", "semble"]],
    ["something stands beside the first", ["jeunes personn", "es"]],
  ])("are two where %s", (_, label) => {
    expect(textsOn(label)).toEqual([`keyFigure: 232 = ${label.join(" ")}`]);
  });
});
