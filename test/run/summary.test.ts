import { expect, test } from "vitest";
import type { DocumentLine } from "../../src/model/index.js";
import { summaryLines } from "../../src/run/summary.js";

const read: DocumentLine = {
  document_id: "a",
  file: "a.pdf",
  sha256: "",
  publisher: "mno",
  period: "2031",
  pages: 3000,
  pages_text: 2999,
  pages_ocr: 1,
  figures: 3,
  figures_mapped: 1,
  figures_ignored: 2,
  figures_unmapped: 0,
  observations: 1,
  anomalies_error: 1,
  anomalies_warning: 0,
  anomalies_info: 0,
  coverage_tables: null,
  coverage_text: null,
  status: "done",
  error: "",
  error_fr: "",
};
const failed: DocumentLine = {
  ...read,
  status: "failed",
  pages: 0,
  pages_ocr: 0,
  figures: 0,
  observations: 0,
};

const told = (documents: DocumentLine[], language: "fr" | "en"): string[] =>
  summaryLines({ out: "output", documents, faults: [], remarks: [], seconds: 1 }, language);

test("a run ends on what was read, in the numbers and plurals of the language", () => {
  expect(told([read, failed], "en").slice(0, 3)).toEqual([
    "2 documents (1 failed), 3,000 pages (1 recognised by OCR)",
    "3 figures found: 2 mapped, 4 ignored for a stated reason, 0 unmapped",
    "1 observation",
  ]);
  expect(told([read], "fr").slice(0, 3)).toEqual([
    "1 document, 3\u202f000 pages (1 reconnue par OCR)",
    "3 chiffres trouvés : 1 rattaché, 2 écartés avec motif, 0 non rattaché",
    "1 observation",
  ]);
});

test("it sends to what does not hold, or, where nothing was read, to the reasons", () => {
  expect(told([read], "en").at(-1)).toContain("output/anomalies.csv");
  expect(told([failed], "en").at(-1)).toContain("output/documents.csv");
  expect(told([failed], "fr").at(-1)).toContain("output/documents.csv");
});
