import { describe, expect, test } from "vitest";
import { Fault } from "../../src/model/index.js";
import { DRAWN, type Inspection, inspect } from "../../src/run/inspect.js";
import { pdfOf } from "../fixtures/pdf.js";
import { at, withFile } from "../fixtures/reading.js";

const cells = (y: number, ...texts: string[]): string =>
  texts.map((text, i) => at(54 + 100 * i, y + 6, text)).join("") +
  texts.map((_, i) => `${50 + 100 * i} ${y} 100 20 re S `).join("");

const table =
  cells(200, "Commune", "Jeunes") +
  cells(180, "La Madeleine", "34") +
  cells(160, "Verlinghem", "24") +
  cells(140, "Total", "58");
const report = pdfOf({ pages: [{ content: at(50, 250, "Les jeunes en contact") }, { content: table }] });

async function inspected(bytes: Uint8Array, options: Parameters<typeof inspect>[1]): Promise<Inspection[]> {
  return withFile("report.pdf", bytes, async (path) => {
    const seen: Inspection[] = [];
    for await (const page of inspect(path, options)) seen.push(page);
    return seen;
  });
}

describe("inspecting a file", () => {
  test("lists what was seen on each page", async () => {
    const pages = await inspected(report, {});
    expect(pages.map(({ page }) => page.number)).toEqual([1, 2]);
    expect(pages[0]?.listing).toMatch(/^page 1 of 2, 400 × 300 pt, text: 4 words, 0 edges/);
    expect(pages[0]?.listing).toContain("Les jeunes en contact");
    expect(pages[1]?.listing).toMatch(/table 4 × 2, ruled \[\d+ \d+ \d+ \d+\]/);
    expect(pages[1]?.listing).toContain("h Commune | Jeunes");
    expect(pages[1]?.listing).toContain("· Verlinghem | 24");
    expect(pages[1]?.listing).toContain("t Total | 58");
    expect(pages[1]?.picture).toBeUndefined();
  });

  test("lists it in French where asked to", async () => {
    const [, page] = await inspected(report, { language: "fr" });
    expect(page?.listing).toMatch(
      /^page 2 sur 2, 400 × 300 pt, texte: \d+ mots, \d+ traits, 0 aplats, 0 images/,
    );
    expect(page?.listing).toMatch(/tableau 4 × 2, tracé \[/);
  });

  test.each(DRAWN)("draws %s over the picture of a page", async (draw) => {
    const [plain] = await inspected(pdfOf({ pages: [{ content: "" }] }), { draw });
    const [drawn] = await inspected(pdfOf({ pages: [{ content: table }] }), { draw });
    const picture = Buffer.from(drawn?.picture ?? []);
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([800, 600]);
    expect(picture.equals(Buffer.from(plain?.picture ?? []))).toBe(false);
  });

  test("each thing drawn gives another picture", async () => {
    const pictures = await Promise.all(
      DRAWN.map(async (draw) =>
        Buffer.from((await inspected(report, { page: 2, draw }))[0]?.picture ?? []).toString("base64"),
      ),
    );
    expect(new Set(pictures).size).toBe(DRAWN.length);
  });

  test("shows one page where one is asked for, and says so where there is none", async () => {
    expect((await inspected(report, { page: 2 })).map(({ page }) => page.number)).toEqual([2]);
    await expect(inspected(report, { page: 3 })).rejects.toThrow(Fault);
  });
});
