import { describe, expect, test } from "vitest";
import { Fault, type Word } from "../../src/model/index.js";
import { openPdf } from "../../src/read/index.js";
import { READ_LIMITS, readLimits } from "../../src/read/limits.js";
import { cut } from "../../src/read/page.js";
import { limitsOf } from "../../src/run/limits.js";
import { pdfOf } from "../fixtures/pdf.js";
import { at, withFile, withPdf } from "../fixtures/reading.js";
import { form, onePage, page } from "./cases/case.js";

/** Thirty forms, each of which calls the next one twice: a thousand million operators. */
const avalanche = Array.from({ length: 30 }, (_, i) =>
  i === 29 ? form("0 0 9 9 re f") : form("/X Do /X Do", 11 + i),
);

test("forms that call each other without end cost one page; the others are read", async () => {
  const calling = { ...page("/X Do"), resources: "/XObject << /X 10 0 R >>" };
  const bytes = pdfOf({ pages: [page(""), calling, page("")], objects: avalanche });
  const pages = await withPdf(
    bytes,
    async (pdf) => [await pdf.page(1), await pdf.page(2), await pdf.page(3)],
    { limits: { operators: 5_000 } },
  );
  expect(pages.map(({ words }) => words.length > 0)).toEqual([true, false, true]);
  expect(pages[1]?.fault?.en).toMatch(/more than 5,000 drawing operators on the page/);
});

test("a page that takes too long costs that page", async () => {
  const fault = await withPdf(onePage("q ".repeat(20_000)), async (pdf) => (await pdf.page(1)).fault, {
    limits: { seconds: 0.1 },
  });
  expect(fault?.en).toMatch(/more than 0.1 seconds/);
});

test.each([
  ["bytes", { bytes: 100 }, /more than 100 bytes in the file/],
  ["pages", { pages: 1 }, /more than 1 pages/],
  ["unpacked", { unpacked: 20 }, /more than 20 bytes/],
] as const)("a file beyond the limit of its %s is refused with a remedy", async (_, limits, message) => {
  const bytes = pdfOf({ pages: [page(""), page("")] });
  const fault: unknown = await withFile("grand.pdf", bytes, (path) =>
    openPdf(path, { limits }).catch((error: unknown) => error),
  );
  expect(fault).toBeInstanceOf(Fault);
  expect((fault as Fault).line.en).toMatch(message);
  expect((fault as Fault).line.en).toMatch(/grand\.pdf/);
  expect((fault as Fault).remedy.en).toContain(`--limits ${_}=NUMBER`);
  expect((fault as Fault).message).toContain(`limit “${_}”`);
});

test("a page beyond the limit of its glyphs is left out, and says so", async () => {
  const fault = await withPdf(onePage(""), async (pdf) => (await pdf.page(1)).fault, {
    limits: { glyphs: 10 },
  });
  expect(fault?.en).toMatch(/more than 10 characters on the page/);
});

test("a word of more characters than may be is cut, between characters", async () => {
  const long = `${"a".repeat(19)}\ud83d\ude00${"b".repeat(50)}`;
  expect(cut({ text: long } as Word, 20).text).toBe("a".repeat(19));
  const words = await withPdf(
    onePage(at(40, 200, "accompagnement")),
    async (pdf) => (await pdf.page(1)).words,
    { limits: { characters: 12 } },
  );
  expect(words.map(({ text }) => text)).toContain("accompagneme");
});

describe("limits that the environment sets", () => {
  test("hold for every file, and the others stay as they are", () => {
    const limits = readLimits({ RECOUPE_LIMITS: "pages=7, operators=9" });
    expect(limits).toEqual({ ...READ_LIMITS, pages: 7, operators: 9 });
    expect(readLimits({})).toEqual(READ_LIMITS);
  });

  test.each(["pages", "pages=", "pages=-1", "pages=many", "constructor=1", "__proto__=1", "pages=1e999"])(
    "%s is refused before any report is opened, with the names there are",
    (text) => {
      expect(() => limitsOf({ RECOUPE_LIMITS: text })).toThrow(/is no limit/);
    },
  );

  test("are taken by a file that is opened", async () => {
    process.env.RECOUPE_LIMITS = "pages=1";
    try {
      const bytes = pdfOf({ pages: [page(""), page("")] });
      await expect(withFile("grand.pdf", bytes, (path) => openPdf(path))).rejects.toThrow(
        /more than 1 pages/,
      );
    } finally {
      delete process.env.RECOUPE_LIMITS;
    }
  });
});
