import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Page, Word } from "../../src/model/index.js";
import { ownRecognition } from "../fixtures/ocr.js";
import { withPdf } from "../fixtures/reading.js";
import { outlinedPdf, scanPdf, table, write } from "../fixtures/scan.js";

const ROWS = [
  ["Commune", "Jeunes", "Part"],
  ["Lompret", "1 022", "7,5 %"],
  ["Verlinghem", "/", "-0,5 %"],
  ["Lambersart", "679", "100 %"],
  ["Total", "1 701", "12 %"],
];

const SLOW = 60_000;
const own = ownRecognition();

/** The words of a row of print, from left to right, without spaces: those whose middle is at about this height, points. */
function rowAt(page: Page, y: number): string {
  const inRow = ({ box }: Word): boolean => Math.abs((box.top + box.bottom) / 2 - y) < 6;
  const row = page.words.filter(inRow).sort((p, q) => p.box.x0 - q.box.x0);
  return row.map(({ text }) => text).join("");
}

const printed = (row: readonly string[]): string => row.join("").replaceAll(" ", "");

describe("a scanned page", () => {
  let page: Page;

  beforeAll(async () => {
    const bytes = await scanPdf(
      (context) => {
        context.fillStyle = "#000000";
        write(context, "Les nouveaux accueils", 40, 60, 18, true);
        table(context, 40, 90, [120, 100, 100], ROWS);
        context.fillStyle = "#c55a11";
        write(context, "En 2023, 679 jeunes ont été reçus.", 40, 220);
        context.fillStyle = "#000000";
        context.beginPath();
        context.arc(44, 246.5, 1.8, 0, 2 * Math.PI);
        context.fill();
        write(context, "49 % ont un niveau inférieur au BAC", 56, 250);
      },
      { skew: 0.7, grey: false },
    );
    page = await withPdf(bytes, (pdf) => pdf.page(1));
  }, SLOW);

  test("says that it was recognised", () => {
    expect(page.method).toBe("ocr");
    expect(page.fault).toBeUndefined();
    expect(new Set(page.words.map(({ method }) => method))).toEqual(new Set(["ocr"]));
    expect(page.words.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
  });

  test("is turned level", () => {
    expect(page.skew).toBeCloseTo(0.7, 1);
  });

  test("gives every cell of its table: white on dark, spaces, commas, signs, the stroke for none", () => {
    expect(ROWS.map((_, r) => rowAt(page, 90 + 18 * r + 9))).toEqual(ROWS.map(printed));
  });

  test("gives its ruling lines as edges, and the header band as a fill", () => {
    const long = page.edges.filter(({ box }) => box.x1 - box.x0 > 300 || box.bottom - box.top > 60);
    const at = (orientation: "h" | "v"): number[] =>
      long
        .filter((edge) => edge.orientation === orientation)
        .map(({ box }) => Math.round(orientation === "h" ? box.top : box.x0))
        .sort((p, q) => p - q);
    const near = (found: number[], expected: number[]): void => {
      expect(found).toHaveLength(expected.length);
      for (const [i, v] of expected.entries()) expect(Math.abs((found[i] ?? 0) - v)).toBeLessThanOrEqual(1.5);
    };
    // The lines along the dark band may be known by its sides alone.
    near(
      at("h").filter((y) => y > 110),
      [126, 144, 162, 180],
    );
    near(at("v"), [40, 160, 260, 360]);
    const band = page.fills.find(({ box }) => box.x1 - box.x0 > 300);
    near([band?.box.top ?? 0, band?.box.bottom ?? 0], [90, 108]);
  });

  test("tells sizes, weight and colour", () => {
    const word = (text: string): Word | undefined => page.words.find((each) => each.text === text);
    const [title, body] = [word("nouveaux"), word("jeunes")];
    expect((title?.size ?? 0) / (body?.size ?? 1)).toBeGreaterThan(1.5);
    expect(Math.abs((body?.size ?? 0) - 10)).toBeLessThan(1.5);
    expect([title?.bold, body?.bold]).toEqual([true, false]);
    const [red, , blue] = (body?.colour ?? "").match(/[\da-f]{2}/g)?.map((v) => Number.parseInt(v, 16)) ?? [];
    expect((red ?? 0) - (blue ?? 0)).toBeGreaterThan(80);
    const sizes = page.words
      .filter(({ text }) => /^[A-Z][a-z]+$/.test(text) && text !== "Les")
      .map(({ size }) => size);
    expect(new Set(sizes.slice(1)).size).toBe(1);
  });

  test("knows the bullet before an item by its shape", () => {
    expect(rowAt(page, 247)).toBe("•49%ontunniveauinférieurauBAC");
  });

  test("is kept by what it shows: the same picture is not recognised twice", async () => {
    const kept = await readdir(join(own.cache, "ocr"));
    expect(kept).toHaveLength(1);
  });
});

test("a scan at 150 dots an inch on grey paper", { timeout: SLOW }, async () => {
  const bytes = await scanPdf(
    (context) => {
      context.fillStyle = "#000000";
      table(context, 40, 60, [120, 100, 100], ROWS);
    },
    { dpi: 150, skew: -1.2, paper: 205, noise: 9 },
  );
  const page = await withPdf(bytes, (pdf) => pdf.page(1));
  expect(ROWS.map((_, r) => rowAt(page, 60 + 18 * r + 9))).toEqual(ROWS.map(printed));
});

describe("letters drawn as shapes", () => {
  const draw = (context: Parameters<typeof write>[0]): void => {
    context.fillStyle = "#000000";
    write(context, "42 318 contacts dont 16 709 entretiens", 40, 100);
    write(context, "En 2023, 3 087 jeunes ont été en contact.", 40, 130);
  };

  test("are read", { timeout: SLOW }, async () => {
    const page = await withPdf(outlinedPdf(draw), (pdf) => pdf.page(1));
    expect(page.method).toBe("ocr");
    expect(rowAt(page, 97)).toBe(printed(["42 318 contacts dont 16 709 entretiens"]));
    expect(rowAt(page, 127)).toBe(printed(["En 2023, 3 087 jeunes ont été en contact."]));
    const first = page.words.find(({ text }) => text === "42");
    expect(Math.abs((first?.box.x0 ?? 0) - 40)).toBeLessThan(2);
  });

  test("stay unread where recognition is off", async () => {
    const page = await withPdf(outlinedPdf(draw), (pdf) => pdf.page(1), { ocr: false });
    expect(page).toMatchObject({ words: [], method: "text" });
  });
});
