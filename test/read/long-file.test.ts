import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, expect, test } from "vitest";
import { openPdf } from "../../src/read/index.js";
import { withPagesRepeated } from "../../tools/page-variants.js";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const folder = mkdtempSync(join(tmpdir(), "recoupe-long-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bytes of heap that so many further pages may add once they are read: far less than their words take. */
const GROWTH = 6e6;

test("pages are released: 150 further pages add nothing to the memory in use", async () => {
  const report = resolve(import.meta.dirname, "../../corpus/mno/mno-2023/report.pdf");
  const file = join(folder, "report.pdf");
  writeFileSync(file, withPagesRepeated(readFileSync(report), 200));
  const pdf = await openPdf(file);
  expect(pdf.pageCount).toBe(200);
  const inUse = new Map<number, number>();
  let words = 0;
  for await (const page of pdf.pages()) {
    words += page.words.length;
    if (page.number !== 50 && page.number !== 200) continue;
    collect();
    inUse.set(page.number, process.memoryUsage().heapUsed);
  }
  await pdf.close();
  expect(words).toBeGreaterThan(8_000);
  expect((inUse.get(200) ?? Infinity) - (inUse.get(50) ?? 0)).toBeLessThan(GROWTH);
});
