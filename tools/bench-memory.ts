/**
 * Memory while the pages of a long file are read one after the other: a corpus report's pages repeated.
 * `npm run bench:memory [-- FILE [PAGES]]` (default: the longest facsimile, 1,000 pages).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openPdf } from "../src/read/index.js";
import { withPagesRepeated } from "./page-variants.js";

const [report = "corpus/mno/mno-2023/report.pdf", pages = "1000"] = process.argv.slice(2);
setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

const folder = mkdtempSync(join(tmpdir(), "recoupe-memory-"));
try {
  const file = join(folder, "report.pdf");
  writeFileSync(file, withPagesRepeated(readFileSync(report), Number(pages)));
  const pdf = await openPdf(file);
  let words = 0;
  for await (const page of pdf.pages()) {
    words += page.words.length;
    if (page.number % 100 !== 0 && page.number !== pdf.pageCount) continue;
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    console.log(
      `${String(page.number).padStart(5)} pages, ${words} words: ${megabytes(heapUsed)} of heap in use, ${megabytes(rss)} resident`,
    );
  }
  await pdf.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
