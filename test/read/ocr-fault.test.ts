import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Recognised } from "../../src/read/ocr/engine.js";
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

/** What the engine gives. */
function read(text: string): Recognised {
  const symbols = [...text].map((one, i) => ({
    text: one,
    confidence: 0.95,
    x0: 20 * i + 12,
    x1: 20 * i + 28,
  }));
  return { text, confidence: 0.95, x0: 0, x1: 20 * text.length, symbols };
}

/** Keeps the processor at work, and lets others have their turn now and then. */
async function atWork(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const end = performance.now() + 20;
    while (performance.now() < end);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

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
  readLine.mockImplementation((_, { limit }: { limit: AbortSignal }) =>
    atWork(() => limit.aborted).then(() => {
      throw new Error("recognition was ended");
    }),
  );
  const page = await withPdf(await scan("679 jeunes"), (pdf) => pdf.page(1), {
    limits: { recognising: 0.5 },
  });
  expect(page.words).toEqual([]);
  expect(page.fault?.en).toBe(
    "The page has no text and could not be recognised (it took more than 0.5 s, limit “recognising”).",
  );
});

test("a page seen before is not recognised again, whatever file it comes in", async () => {
  readLine.mockResolvedValue([read("679")]);
  const bytes = await scan("679");
  const first = await withPdf(bytes, (pdf) => pdf.page(1));
  expect(readLine).toHaveBeenCalled();
  readLine.mockClear();
  const copy = Buffer.concat([bytes, Buffer.from("\n% another file of the same scan\n")]);
  const second = await withPdf(copy, (pdf) => pdf.page(1));
  expect(readLine).not.toHaveBeenCalled();
  expect(second).toEqual(first);
});
