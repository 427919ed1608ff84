import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../../src/model/index.js";
import { openPdf } from "../../src/read/index.js";
import { type Outcome, processRecognised, recall } from "../../src/run/document.js";
import { lineOf } from "../../src/run/document-line.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import type { PageResult, PageResults } from "../../src/run/recognised-pages.js";
import { loadSchemas } from "../../src/run/rulebooks.js";
import { FIRST_OBJECT, pdfOf, streamOf } from "../fixtures/pdf.js";
import { at } from "../fixtures/reading.js";
import { write } from "../fixtures/scan.js";

const schemas = loadSchemas(SCHEMAS_FOLDER);
const LATE: PageResult = { fr: "cela a pris plus de 9 s", en: "it took more than 9 s" };

let folder: string;
let file: string;
/** The pages with pictures as recognition gives them, here without their pictures' words. */
let recognised: Map<number, Page>;

/** A page of text, one of text and a picture of text, and one that is a picture. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-given-up-"));
  file = join(folder, "a.pdf");
  const image = "/Type /XObject /Subtype /Image /Width 900 /Height 450 /ColorSpace /DeviceRGB";
  const resources = `/XObject << /Im ${FIRST_OBJECT} 0 R >>`;
  const publisher = at(40, 270, "Mission Locale Métropole Nord-Ouest", "/F2 18 Tf");
  const title = at(40, 250, "Rapport d'activité 2031", "/F2 14 Tf");
  const bytes = pdfOf({
    pages: [
      { content: publisher + title + at(40, 150, "La ML MNO : 612 nouvelles inscriptions en 2031.") },
      {
        content: `${at(40, 250, "Les jeunes par commune : 815 au total")}q 300 0 0 150 50 60 cm /Im Do Q\n`,
        resources,
      },
      { content: "q 400 0 0 300 0 0 cm /Im Do Q\n", resources },
    ],
    objects: [streamOf(picture(), `${image} /BitsPerComponent 8 /Filter /DCTDecode`)],
  });
  await writeFile(file, bytes);
  const pdf = await openPdf(file, { ocr: false });
  recognised = new Map([
    [2, { ...(await pdf.page(2)), method: "mixed" }],
    [3, { ...(await pdf.page(3)), method: "ocr" }],
  ]);
  await pdf.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function picture(): string {
  const canvas = createCanvas(900, 450);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, 900, 450);
  context.fillStyle = "#000000";
  for (let i = 0; i < 8; i++) write(context, `Lompret ${100 + i} jeunes`, 60, 50 * (i + 1), 30);
  return Buffer.from(canvas.encodeSync("jpeg", 90)).toString("latin1");
}

/** The pages, of which one was given up. */
const without = (page: number): PageResults => new Map<number, PageResult>([...recognised, [page, LATE]]);

async function joined(pages: PageResults, cache?: string): Promise<Outcome> {
  const outcome = await processRecognised({ file, ...(cache ? { cache } : {}) }, schemas, pages);
  if (Array.isArray(outcome)) throw new Error(`pages ${outcome} lack`);
  return outcome;
}

const countsIn = (outcome: Outcome): number[] => {
  const { pages, pages_text, pages_ocr } = lineOf(outcome);
  return [pages, pages_text, pages_ocr];
};

const figuresOn = ({ extraction }: Outcome, page: number): string[] =>
  (extraction?.figures ?? []).filter((figure) => figure.page === page).map(({ raw }) => raw);

describe("a page whose recognition is given up", () => {
  test("is told as an error on that page, in both languages, with what to do", async () => {
    const { faults } = await joined(without(3));
    expect(faults).toEqual([
      {
        en: `${file}, page 3: The page has no text and could not be recognised (it took more than 9 s). The others were read. Look at the page; running again tries it once more.`,
        fr: `${file}, page 3 : La page n'a pas de texte et n'a pu être reconnue (cela a pris plus de 9 s). Les autres ont été lues. Regarder la page ; relancer l'essaie encore.`,
      },
    ]);
  });

  test("leaves the document partial, and what was read of the other pages as it is", async () => {
    const whole = await joined(recognised);
    const part = await joined(without(3));
    expect([lineOf(whole).status, lineOf(part).status]).toEqual(["done", "partial"]);
    expect(part.extraction).toEqual(whole.extraction);
    expect(part.extraction?.observations.map((o) => o.obs_value_printed)).toEqual(["612"]);
  });

  test("keeps the text that it has beside the picture", async () => {
    const part = await joined(without(2));
    expect(figuresOn(part, 2)).toEqual(["815"]);
    expect(part.faults[0]?.en).toMatch(/page 2: Part of the page has no text and could not be recognised/);
  });

  test("counts as read by its text where it has some, and else as not read", async () => {
    expect(countsIn(await joined(recognised))).toEqual([3, 1, 2]);
    expect(countsIn(await joined(without(2)))).toEqual([3, 2, 1]);
    expect(countsIn(await joined(without(3)))).toEqual([3, 1, 1]);
  });

  test("is asked for again by the next run, and kept once it is read", async () => {
    const cache = join(folder, "cache");
    const task = { file, cache };
    await joined(without(3), cache);
    expect(await recall(task, schemas)).toBeUndefined();
    expect(await processRecognised(task, schemas, new Map())).toEqual([2, 3]);
    const whole = await joined(recognised, cache);
    expect((await recall(task, schemas))?.extraction).toEqual(whole.extraction);
  });
});
