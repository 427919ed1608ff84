import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { withPdf } from "../fixtures/reading.js";
import { scanPdf, write } from "../fixtures/scan.js";

const { readLine } = vi.hoisted(() => ({ readLine: vi.fn() }));
vi.mock("../../src/read/ocr/engine.js", () => ({
  ENGINE: "none",
  readLine,
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

const scan = (text: string): Promise<Uint8Array> =>
  scanPdf((context) => {
    context.fillStyle = "#000000";
    write(context, text, 40, 100);
  });

beforeEach(() => {
  readLine.mockReset();
});

test("an engine that fails leaves a page with a fault, and the document goes on", async () => {
  readLine.mockRejectedValue(new Error("reading a line took more than 30 s"));
  const page = await withPdf(await scan("679 jeunes"), (pdf) => pdf.page(1));
  expect(page.words).toEqual([]);
  expect(page.fault?.en).toBe(
    "The page has no text and could not be recognised (reading a line took more than 30 s).",
  );
});

test("a page that takes longer than its limit is given up, and says so", async () => {
  readLine.mockImplementation(
    (_, { limit }: { limit: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        const ended = (): void => reject(new Error("recognition was ended"));
        if (limit.aborted) ended();
        else limit.addEventListener("abort", ended);
      }),
  );
  const page = await withPdf(await scan("679 jeunes"), (pdf) => pdf.page(1), {
    limits: { recognising: 0.5 },
  });
  expect(page.words).toEqual([]);
  expect(page.fault?.en).toBe("The page has no text and could not be recognised (it took more than 0.5 s).");
});

test("a page seen before is not recognised again, whatever file it comes in", async () => {
  const word = { text: "679", confidence: 0.95, x0: 0, x1: 60, symbols: [] };
  const symbols = [..."679"].map((text, i) => ({ text, confidence: 0.95, x0: 20 * i + 12, x1: 20 * i + 28 }));
  readLine.mockResolvedValue([{ ...word, symbols }]);
  const bytes = await scan("679");
  const first = await withPdf(bytes, (pdf) => pdf.page(1));
  expect(readLine).toHaveBeenCalled();
  readLine.mockClear();
  const copy = Buffer.concat([bytes, Buffer.from("\n% another file of the same scan\n")]);
  const second = await withPdf(copy, (pdf) => pdf.page(1));
  expect(readLine).not.toHaveBeenCalled();
  expect(second).toEqual(first);
});
