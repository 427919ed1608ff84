import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
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

test("a page that stands in two files which are read at once is recognised once", async () => {
  const bytes = await scan("815 jeunes");
  readLine.mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return [read("815")];
  });
  const alone = await withPdf(bytes, (pdf) => pdf.page(1));
  const lines = readLine.mock.calls.length;
  readLine.mockClear();
  await rm(cache, { recursive: true });
  const copy = Buffer.concat([bytes, Buffer.from("\n% another file of the same scan\n")]);
  const [one, two] = await Promise.all([bytes, copy].map((file) => withPdf(file, (pdf) => pdf.page(1))));
  expect([one, two]).toEqual([alone, alone]);
  expect(readLine).toHaveBeenCalledTimes(lines);
});

test("what a process that died was about to recognise is recognised by the next", async () => {
  readLine.mockResolvedValue([read("358")]);
  const bytes = await scan("358");
  const first = await withPdf(bytes, (pdf) => pdf.page(1));
  const entries = (await readdir(cache, { recursive: true })).filter((name) => name.endsWith(".json"));
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  for (const name of entries) {
    await rm(join(cache, name));
    const claim = join(cache, `${name}.00000000-0000-0000-0000-000000000000`);
    await writeFile(claim, JSON.stringify([hostname(), dead]));
  }
  expect(await withPdf(bytes, (pdf) => pdf.page(1))).toEqual(first);
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
