import { expect, test } from "vitest";

test("loading pdf.js leaves the engine's own functions in place: its fallbacks are several times slower", async () => {
  const before = [Array.prototype.push, JSON.parse, JSON.stringify];
  const { loadDocument } = await import("../../src/read/pdfjs.js");
  const { pdfOf } = await import("../fixtures/pdf.js");
  const document = await loadDocument(pdfOf({ pages: [{ content: "" }] }));
  await document.loadingTask.destroy();
  expect([Array.prototype.push, JSON.parse, JSON.stringify]).toEqual(before);
});

test("operators that are handed over without copying are those that pdf.js sends", async () => {
  const { loadDocument, settings } = await import("../../src/read/pdfjs.js");
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const { pdfOf } = await import("../fixtures/pdf.js");
  const line = "BT /F1 9 Tf 1 0 0 1 40 700 Tm (Actifs 1 027) Tj ET 40 690 200 0.5 re f ";
  const bytes = pdfOf({ pages: [{ content: line.repeat(600) }] });
  const documents = [await loadDocument(bytes.slice()), await getDocument(settings(bytes.slice())).promise];
  const operators: string[] = [];
  for (const document of documents) {
    const list = await (await document.getPage(1)).getOperatorList();
    // They come in stretches of a thousand.
    expect(list.fnArray.length).toBeGreaterThan(3000);
    // Each document has its own number in the names of fonts.
    operators.push(JSON.stringify(list).replace(/g_d\d+_/g, ""));
    await document.loadingTask.destroy();
  }
  expect(operators[0] === operators[1]).toBe(true);
});
