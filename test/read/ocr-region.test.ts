import { createCanvas } from "@napi-rs/canvas";
import { beforeAll, describe, expect, test } from "vitest";
import type { Page, Word } from "../../src/model/index.js";
import { ownRecognition } from "../fixtures/ocr.js";
import { FIRST_OBJECT, streamOf } from "../fixtures/pdf.js";
import { at, readOne } from "../fixtures/reading.js";
import { write } from "../fixtures/scan.js";

const SLOW = 60_000;
ownRecognition();

const textOf = (words: readonly Word[]): string =>
  words
    .toSorted((p, q) => p.box.x0 - q.box.x0)
    .map(({ text }) => text)
    .join("");
/** The words whose middle is at about this height, points from the top. */
const near = (page: Page, y: number): Word[] =>
  page.words.filter(({ box }) => Math.abs((box.top + box.bottom) / 2 - y) < 7);

/** A font that shows letters and says that their characters are private ones, as some exports do. */
function privateFont(): string[] {
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Private def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <FF> <F020> endbfrange
endcmap end end`;
  return [
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode ${FIRST_OBJECT + 1} 0 R >>`,
    streamOf(cmap),
  ];
}

describe("text whose characters are private", () => {
  let page: Page;

  beforeAll(async () => {
    const content =
      at(40, 240, "Les nouveaux accueils", "/F1 14 Tf") +
      at(40, 200, "Jeunes en contact 1 022", "/F4 12 Tf") +
      at(40, 180, "dont femmes 47,5 %", "/F4 12 Tf");
    page = await readOne({ content, fonts: `/F4 ${FIRST_OBJECT} 0 R` }, privateFont());
  }, SLOW);

  test("is recognised where it stands", () => {
    expect(page.method).toBe("mixed");
    expect(textOf(near(page, 97))).toBe("Jeunesencontact1022");
    expect(textOf(near(page, 117))).toBe("dontfemmes47,5%");
    const first = page.words.find(({ text }) => text === "Jeunes");
    expect(first).toMatchObject({ method: "ocr" });
    expect(Math.abs((first?.box.x0 ?? 0) - 40)).toBeLessThan(2);
    expect(first?.confidence).toBeLessThan(1);
  });

  test("leaves no private character, and the readable text as it is", () => {
    expect(page.words.filter(({ text }) => /\p{Co}/u.test(text))).toEqual([]);
    const title = page.words.filter(({ method }) => method === "text").map(({ text }) => text);
    expect(title).toEqual(["Les", "nouveaux", "accueils"]);
  });
});

/** A word as a picture of 60 × 20 points, as logos have them. */
function logo(): string {
  const canvas = createCanvas(240, 80);
  const context = canvas.getContext("2d");
  context.scale(4, 4);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, 60, 20);
  context.fillStyle = "#1f3a5f";
  write(context, "Nord-Ouest", 2, 14, 10);
  return Buffer.from(canvas.encodeSync("jpeg", 90)).toString("latin1");
}

test(
  "a page none of whose fonts tells its characters keeps its own lines, and its logo stays unread",
  async () => {
    const image = `/Type /XObject /Subtype /Image /Width 240 /Height 80 /ColorSpace /DeviceRGB /BitsPerComponent 8
    /Filter /DCTDecode`;
    const content =
      at(40, 200, "Lambersart 1 022", "/F4 12 Tf") +
      at(40, 180, "Lompret 47", "/F4 12 Tf") +
      "0.5 w 38 195 m 160 195 l S\nq 60 0 0 20 230 260 cm /Im Do Q\n";
    const resources = `/XObject << /Im ${FIRST_OBJECT + 2} 0 R >>`;
    const page = await readOne({ content, fonts: `/F4 ${FIRST_OBJECT} 0 R`, resources }, [
      ...privateFont(),
      streamOf(logo(), image),
    ]);
    expect(page.method).toBe("ocr");
    expect(page.words.map(({ text }) => text).join(" ")).toBe("Lambersart 1 022 Lompret 47");
    expect(page.edges).toEqual([expect.objectContaining({ orientation: "h", width: 0.5 })]);
  },
  SLOW,
);

test("private characters that stand alone are bullets, and nothing is recognised", async () => {
  const items = ["48 % de femmes", "18 % de mineurs", "47 % sans permis", "8 % en QPV"];
  const content = items
    .map((text, i) => at(40, 240 - 20 * i, "o", "/F4 12 Tf") + at(58, 240 - 20 * i, text, "/F1 12 Tf"))
    .join("");
  const page = await readOne({ content, fonts: `/F4 ${FIRST_OBJECT} 0 R` }, privateFont());
  expect(page.method).toBe("text");
  expect(page.words.filter(({ text }) => text === "\uf06f")).toHaveLength(items.length);
});

/** Bars with their figures and names, as a picture of 300 × 150 points. */
function chart(): string {
  const scale = 3;
  const canvas = createCanvas(300 * scale, 150 * scale);
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, 300, 150);
  const bars: [string, string, number][] = [
    ["Lambersart", "679", 90],
    ["Lompret", "104", 30],
    ["Wambrechies", "358", 60],
  ];
  bars.forEach(([name, figure, height], i) => {
    context.fillStyle = "#2e75b6";
    context.fillRect(30 + 90 * i, 125 - height, 50, height);
    context.fillStyle = "#000000";
    write(context, figure, 44 + 90 * i, 120 - height, 11);
    write(context, name, 24 + 90 * i, 140, 11);
  });
  return Buffer.from(canvas.encodeSync("jpeg", 90)).toString("latin1");
}

describe("a chart that is a picture beside text", () => {
  let page: Page;

  beforeAll(async () => {
    const image = `/Type /XObject /Subtype /Image /Width 900 /Height 450 /ColorSpace /DeviceRGB /BitsPerComponent 8
      /Filter /DCTDecode`;
    const content = `${at(40, 250, "Les jeunes par commune en 2023")}q 300 0 0 150 50 60 cm /Im Do Q\n`;
    const resources = `/XObject << /Im ${FIRST_OBJECT} 0 R >>`;
    page = await readOne({ content, resources }, [streamOf(chart(), image)]);
  }, SLOW);

  test("has its figures and names read, where they stand", () => {
    expect(page.method).toBe("mixed");
    const read = new Map(
      page.words.filter(({ method }) => method === "ocr").map((word) => [word.text, word]),
    );
    for (const text of ["679", "104", "358", "Lambersart", "Lompret", "Wambrechies"])
      expect([...read.keys()]).toContain(text);
    // The picture begins 50 points from the left and 90 from the top.
    const figure = read.get("679")?.box;
    expect(Math.abs((figure?.x0 ?? 0) - 94)).toBeLessThan(2);
    expect(Math.abs(((figure?.top ?? 0) + (figure?.bottom ?? 0)) / 2 - 116)).toBeLessThan(4);
  });

  test("leaves the text beside it as the file has it", () => {
    const typed = page.words.filter(({ method }) => method === "text");
    expect(typed.map(({ text }) => text).join(" ")).toBe("Les jeunes par commune en 2023");
    expect(typed.every(({ confidence }) => confidence === 1)).toBe(true);
  });
});
