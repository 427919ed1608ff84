import { describe, expect, test } from "vitest";
import { Fault } from "../../src/model/index.js";
import { openPdf } from "../../src/read/index.js";
import { pdfOf, streamOf } from "../fixtures/pdf.js";
import { at, withFile, withPdf } from "../fixtures/reading.js";

const report = { pages: [{ content: at(50, 200, "un") }, { content: at(50, 200, "deux") }] };

async function faultOf(name: string, bytes: Uint8Array, password?: string): Promise<Fault> {
  const options = password === undefined ? {} : { password };
  const error: unknown = await withFile(name, bytes, (path) =>
    openPdf(path, options).then(
      () => undefined,
      (reason: unknown) => reason,
    ),
  );
  expect(error).toBeInstanceOf(Fault);
  return error as Fault;
}

describe("an open file", () => {
  test("tells what it is", async () => {
    const info =
      "/Title (Rapport 2023) /Author (ML) /Producer (Test) /CreationDate (D:20240131120000+01'00')";
    const source = await withPdf(pdfOf({ ...report, info }), async (pdf) => pdf.source);
    expect(source).toMatchObject({
      title: "Rapport 2023",
      author: "ML",
      producer: "Test",
      pageCount: 2,
      created: "2024-01-31T11:00:00.000Z",
    });
    expect(source.sha256).toMatch(/^[\da-f]{64}$/);
    expect(source.attachments).toBeUndefined();
  });

  test("names its attachments", async () => {
    const objects = [
      "<< /Type /Filespec /F (donnees.csv) /EF << /F 11 0 R >> >>",
      streamOf("a;b", "/Type /EmbeddedFile"),
    ];
    const catalogue = "/Names << /EmbeddedFiles << /Names [(donnees.csv) 10 0 R] >> >>";
    const source = await withPdf(pdfOf({ ...report, objects, catalogue }), async (pdf) => pdf.source);
    expect(source.attachments).toEqual(["donnees.csv"]);
  });

  test("gives its pages in order, with their labels", async () => {
    const catalogue = "/PageLabels << /Nums [0 << /S /r >>] >>";
    const seen = await withPdf(pdfOf({ ...report, catalogue }), async (pdf) => {
      const pages: string[] = [];
      for await (const page of pdf.pages()) pages.push(`${page.number} ${page.label} ${page.words[0]?.text}`);
      return pages;
    });
    expect(seen).toEqual(["1 i un", "2 ii deux"]);
  });

  test("has no page outside its pages", async () => {
    await withPdf(pdfOf(report), async (pdf) => {
      await expect(pdf.page(0)).rejects.toThrow(RangeError);
      await expect(pdf.page(3)).rejects.toThrow(RangeError);
    });
  });

  test("goes on behind a damaged page", async () => {
    const objects = ["<< /Type /Pages /Count 1 /Kids [10 0 R] /Parent 2 0 R >>"];
    const text = Buffer.from(pdfOf({ ...report, objects })).toString("latin1");
    const broken = Buffer.from(text.replace("/Kids [11 0 R", "/Kids [10 0 R"), "latin1");
    const pages = await withPdf(new Uint8Array(broken), async (pdf) => [
      await pdf.page(1),
      await pdf.page(2),
    ]);
    expect(pages[0]?.fault?.en).toMatch(/damaged/);
    expect(pages[0]?.words).toEqual([]);
    expect(pages[1]?.fault).toBeUndefined();
    expect(pages[1]?.words[0]?.text).toBe("deux");
  });

  test("opens with its password", async () => {
    const bytes = pdfOf({ ...report, password: "sesame" });
    const word = await withPdf(bytes, async (pdf) => (await pdf.page(1)).words[0]?.text, {
      password: "sesame",
    });
    expect(word).toBe("un");
  });
});

describe("a file that cannot be read", () => {
  test("names itself, what is wrong and what to do", async () => {
    const fault = await faultOf("vide.pdf", new Uint8Array());
    expect(fault.file).toMatch(/vide\.pdf$/);
    expect(fault.message).toMatch(/empty/);
    expect(fault.remedy.en).not.toBe("");
  });

  test("no PDF", async () => {
    expect((await faultOf("a.pdf", Buffer.from("PK\u0003\u0004 a spreadsheet"))).message).toMatch(
      /not a PDF/,
    );
  });

  test("cut short", async () => {
    const bytes = pdfOf(report);
    const fault = await faultOf("a.pdf", bytes.subarray(0, 60));
    expect(fault.message).toMatch(/damaged or cut short/);
  });

  test("cut short where it was laid out for the web, so that its first pages would open", async () => {
    const text = Buffer.from(pdfOf(report)).toString("latin1");
    const linearized = text.replace(
      "%PDF-1.7\n",
      "%PDF-1.7\n1 0 obj\n<< /Linearized 1 /L 99999 >>\nendobj\n",
    );
    expect((await faultOf("a.pdf", Buffer.from(linearized, "latin1"))).message).toMatch(/cut short/);
  });

  test("locked", async () => {
    const bytes = pdfOf({ ...report, password: "sesame" });
    expect((await faultOf("a.pdf", bytes)).message).toMatch(/locked by a password/);
    expect((await faultOf("a.pdf", bytes, "faux")).message).toMatch(/password does not open/);
  });

  test("not there", async () => {
    await expect(openPdf("nulle/part.pdf")).rejects.toThrow(Fault);
    await expect(openPdf("nulle/part.pdf")).rejects.toThrow(/does not exist/);
  });
});
