import { expect, test } from "vitest";

test("loading pdf.js leaves the engine's own functions in place: its fallbacks are several times slower", async () => {
  const before = [Array.prototype.push, JSON.parse, JSON.stringify];
  const { loadDocument } = await import("../../src/read/pdfjs.js");
  const { pdfOf } = await import("../fixtures/pdf.js");
  const document = await loadDocument(pdfOf({ pages: [{ content: "" }] }));
  await document.loadingTask.destroy();
  expect([Array.prototype.push, JSON.parse, JSON.stringify]).toEqual(before);
});
