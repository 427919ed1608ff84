import { layout } from "../layout/index.js";
import { type Block, Fault, type Language, type Page } from "../model/index.js";
import { openPdf } from "../read/index.js";
import { type Drawn, drawOver } from "./drawing.js";
import { listingOf } from "./listing.js";

/** What was seen on one page. */
export interface Inspection {
  page: Page;
  blocks: Block[];
  /** The page's blocks, in words, over several lines. */
  listing: string;
  /** PNG of the page with what was asked for drawn over it. */
  picture?: Uint8Array;
}

export interface InspectOptions {
  /** From 1; all pages where left out. */
  page?: number;
  draw?: Drawn;
  /** Of the listing; English where left out. */
  language?: Language;
}

/** Pixels a point of the pictures. */
const SCALE = 2;

/**
 * Shows what was seen on the pages of a file. The whole file is read even for one page, as headings and running
 * heads are judged over all of it. Throws `Fault` for a file that cannot be read, or a page it has not.
 */
export async function* inspect(file: string, options: InspectOptions = {}): AsyncIterable<Inspection> {
  const { draw, page: wanted, language } = options;
  const pdf = await openPdf(file);
  try {
    if (wanted !== undefined && wanted > pdf.pageCount)
      throw new Fault({
        file,
        page: wanted,
        message: { fr: "cette page n'existe pas.", en: "there is no such page." },
        remedy: {
          fr: `En choisir une de 1 à ${pdf.pageCount}.`,
          en: `Choose one from 1 to ${pdf.pageCount}.`,
        },
      });
    const pages: Page[] = [];
    for await (const page of pdf.pages()) pages.push(page);
    const blocks = layout(pages);
    for (const page of pages) {
      if (wanted !== undefined && page.number !== wanted) continue;
      const here = blocks.filter((block) => block.page === page.number);
      const listing = listingOf(page, pdf.pageCount, here, language);
      if (draw === undefined || page.width === 0) yield { page, blocks: here, listing };
      else {
        const picture = await drawOver(await pdf.render(page.number, SCALE), SCALE, page, here, draw);
        yield { page, blocks: here, listing, picture };
      }
    }
  } finally {
    await pdf.close();
  }
}

export { DRAWN, type Drawn } from "./drawing.js";
