import { expect, test } from "vitest";
import type { Word } from "../../src/model/index.js";
import { withLigatures } from "../../src/read/ocr/abutting.js";
import { wordAt } from "../fixtures/word.js";

/** A text from `x0` to `x1` on the line at `top`, set in 12 points. */
const at = (text: string, x0: number, x1: number, top = 100): Word =>
  wordAt(text, { x0, top, x1, bottom: top + 12 }, { size: 12 });
const seen = (text: string, x0: number, x1: number, top = 99): Word => ({
  ...wordAt(text, { x0, top, x1, bottom: top + 14.6 }, { size: 14.6 }),
  method: "ocr",
  confidence: 0.9,
});

test("letters drawn as one sign join the parts of their word, and a word's end its beginning", () => {
  const words = [
    at("Mission", 10, 50),
    at("béné", 60, 84),
    at("cie", 90.5, 104),
    at("acqui", 120, 146),
    at("f", 200, 204),
  ];
  const made = withLigatures(words, [seen("fi", 84, 90), seen("tti", 146.5, 156), seen("ti", 193.5, 199.5)]);
  expect(made.map((w) => w.text)).toEqual(["Mission", "bénéficie", "acquitti", "tif"]);
  expect(made[1]).toMatchObject({
    box: { x0: 60, x1: 104, top: 100 },
    size: 12,
    method: "ocr",
    confidence: 0.9,
  });
  expect(made[0]).toBe(words[0]);
});

test("what was recognised elsewhere stays a word: on another line, apart, figures, longer words", () => {
  const words = [at("béné", 60, 84)];
  const recognised = [
    seen("fi", 84, 90, 120),
    seen("de", 87, 99),
    seen("12", 84, 90),
    seen("soleil", 84, 120),
  ];
  expect(withLigatures(words, recognised)).toEqual([...words, ...recognised]);
});
