import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { withPdf } from "../fixtures/reading.js";
import { scanPdf, write } from "../fixtures/scan.js";

vi.mock("../../src/read/ocr/engine.js", () => ({
  ENGINE: "none",
  readLine: () => Promise.reject(new Error("reading a line took more than 30 s")),
  closeOcr: () => Promise.resolve(),
}));

let cache = "";
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), "recoupe-ocr-"));
  process.env.RECOUPE_CACHE = cache;
});
afterAll(async () => {
  delete process.env.RECOUPE_CACHE;
  await rm(cache, { recursive: true });
});

test("an engine that fails leaves a page with a fault, and the document goes on", async () => {
  const bytes = await scanPdf((context) => {
    context.fillStyle = "#000000";
    write(context, "679 jeunes", 40, 100);
  });
  const page = await withPdf(bytes, (pdf) => pdf.page(1));
  expect(page.words).toEqual([]);
  expect(page.fault).toBe(
    "The page has no text and could not be recognised (reading a line took more than 30 s).",
  );
});
