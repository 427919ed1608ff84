import { describe, expect, test } from "vitest";
import { displayedBox } from "../../src/run/displayed.js";
import { readOne } from "../fixtures/reading.js";

/** "Bonjour 123" and a line below it, written along a direction given as the text matrix. */
const written = (matrix: string, second: string): string =>
  `BT /F1 12 Tf ${matrix} Tm (Bonjour 123) Tj ET BT /F1 12 Tf ${second} Tm (Total 45 jeunes) Tj ET`;

const SIDEWAYS = {
  upright: { content: written("1 0 0 1 50 200", "1 0 0 1 50 180"), turned: undefined },
  "running up": { content: written("0 1 -1 0 200 50", "0 1 -1 0 220 50"), turned: 90 },
  "running down": { content: written("0 -1 1 0 200 250", "0 -1 1 0 180 250"), turned: 270 },
  "upside down": { content: written("-1 0 0 -1 300 100", "-1 0 0 -1 300 120"), turned: 180 },
} as const;

describe("a page whose text runs sideways", () => {
  for (const [name, { content, turned }] of Object.entries(SIDEWAYS))
    test(`${name}: is turned so that it reads from left to right`, async () => {
      const page = await readOne({ content });
      expect(page.turned).toBe(turned);
      expect(page.words.map((w) => w.text)).toEqual(["Bonjour", "123", "Total", "45", "jeunes"]);
      const [first, , below] = page.words;
      expect(below?.box.top).toBeGreaterThan(first?.box.bottom ?? Number.POSITIVE_INFINITY);
      expect(Math.abs((below?.box.x0 ?? 0) - (first?.box.x0 ?? 99))).toBeLessThan(1);
    });

  test("leads back to where the figure is on the page as displayed", async () => {
    const page = await readOne({ content: SIDEWAYS["running up"].content });
    const word = page.words[1];
    if (word === undefined) throw new Error("no word");
    const box = displayedBox(word.box, page);
    // Written upwards from (200, 50) on a page 400 by 300: a tall box left of x = 200.
    expect(box.bottom - box.top).toBeGreaterThan(box.x1 - box.x0);
    expect(box.x1).toBeGreaterThan(190);
    expect(box.x0).toBeLessThan(201);
    expect(box.bottom).toBeLessThan(250);
  });

  test("a page with a label or two set sideways is left as it is", async () => {
    const lines = Array.from(
      { length: 8 },
      (_, i) => `BT /F1 12 Tf 1 0 0 1 50 ${250 - 20 * i} Tm (Une ligne de texte) Tj ET`,
    );
    const page = await readOne({
      content: `${lines.join("\n")} BT /F1 12 Tf 0 1 -1 0 380 50 Tm (Effectifs) Tj ET`,
    });
    expect(page.turned).toBeUndefined();
  });
});
