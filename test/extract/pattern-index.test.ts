import fc from "fast-check";
import { expect, test } from "vitest";
import { compilePattern, findLabel, indexTexts, preparedText } from "../../src/extract/pattern.js";

const WORDS = [
  "inscriptions",
  "inscrits",
  "nouvelles",
  "jeunes",
  "demi-journées",
  "contrats",
  "de",
  "12",
  "45 %",
];

/** A word as printed: sometimes with a letter wrong, dropped, doubled or swapped, or in the feminine. */
const printed = fc
  .tuple(fc.constantFrom(...WORDS), fc.constantFrom("", "x", "-", "+", "~", "e"), fc.nat(12))
  .map(([word, change, seed]) => {
    const at = seed % word.length;
    if (change === "x") return `${word.slice(0, at)}x${word.slice(at + 1)}`;
    if (change === "-") return word.slice(0, at) + word.slice(at + 1);
    if (change === "+") return word.slice(0, at) + word.charAt(at) + word.slice(at);
    if (change === "~")
      return `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`;
    return word + change;
  });

const PATTERNS = [
  "{} nouvelles inscriptions",
  "(inscriptions|contrats|jeunes inscrits)",
  "demi-journées [de (contrats|jeunes)]",
  "[nouvelles] (inscrits|{} … contrats)",
  "jeunes … inscriptions",
].map(compilePattern);

test("the index leaves out no statement that a pattern is found in, however it is misprinted", () => {
  const text = fc.array(printed, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const statements = texts.map((one) => preparedText(one));
      const index = indexTexts(statements);
      for (const pattern of PATTERNS) {
        const found = [...statements.keys()].filter((i) => {
          const statement = statements[i];
          return statement !== undefined && findLabel(pattern, statement) !== null;
        });
        expect(index(pattern)).toEqual(expect.arrayContaining(found));
        expect([...index(pattern)]).toEqual([...new Set(index(pattern))].sort((a, b) => a - b));
      }
    }),
    { numRuns: 200 },
  );
});

test("statements without a word that a pattern cannot do without are left out", () => {
  const index = indexTexts(
    ["nouvelles inscriptions", "contrats signés", "jeunes"].map((t) => preparedText(t)),
  );
  expect(index(compilePattern("(inscriptions|contrats) [jeunes]"))).toEqual([0, 1]);
  expect(index(compilePattern("{} [jeunes]"))).toEqual([0, 1, 2]);
});
