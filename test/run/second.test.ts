import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openPdf } from "../../src/read/index.js";
import { secondReading } from "../../src/run/second.js";
import { extraction } from "../check/sample.js";

const REPORT = "corpus/mno/mno-2023/report.pdf";
const folder = mkdtempSync(join(tmpdir(), "recoupe-second-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first number of some digits on the page, and the report as an extraction that says where it is. */
async function found() {
  const pdf = await openPdf(REPORT, { ocr: false });
  const page = await pdf.page(3);
  await pdf.close();
  const word = page.words.find((w) => /^\d{3}$/.test(w.text));
  if (!word) throw new Error("no number on the page");
  const document = {
    document_id: "mno",
    file: REPORT,
    sha256: pdf.source.sha256,
    publisher: "mno",
    period: "2023",
  };
  return { word, source: extraction({ observations: [], document }) };
}

test("what stands in a box is read again, by either way", async () => {
  const { word, source } = await found();
  const { reread, close } = secondReading([source.document]);
  expect(await reread("mno", 3, word.box, "text")).toBe(word.text);
  expect(await reread("mno", 3, word.box, "ocr")).toContain(word.text);
  await close();
});

test("a second run finds it in the cache, though the file is gone", async () => {
  const { word, source } = await found();
  const first = secondReading([source.document], folder);
  await first.reread("mno", 3, word.box, "text");
  await first.close();
  const gone = { ...source, document: { ...source.document, file: "gone.pdf" } };
  expect(await secondReading([gone.document], folder).reread("mno", 3, word.box, "text")).toBe(word.text);
});

test("a file that is gone, or another one by now, gives nothing", async () => {
  const { word, source } = await found();
  const gone = { ...source, document: { ...source.document, file: "gone.pdf" } };
  const other = { ...source, document: { ...source.document, sha256: "0".repeat(64) } };
  expect(await secondReading([gone.document]).reread("mno", 3, word.box, "text")).toBeUndefined();
  expect(await secondReading([other.document]).reread("mno", 3, word.box, "text")).toBeUndefined();
  expect(await secondReading([source.document]).reread("nobody", 3, word.box, "text")).toBeUndefined();
});
