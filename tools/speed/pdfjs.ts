import { readFile } from "node:fs/promises";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Page } from "../../src/model/index.js";

/** A module as built: what users run, without what running TypeScript in place adds. */
const built = (file: string): Promise<unknown> => import(new URL(`../../dist/${file}`, import.meta.url).href);
const { layout } = (await built("layout/index.js")) as typeof import("../../src/layout/index.js");
const { openPdf } = (await built("read/index.js")) as typeof import("../../src/read/index.js");
const { settings } = (await built("read/pdfjs.js")) as typeof import("../../src/read/pdfjs.js");

/** Milliseconds a file's pages took. */
export interface Times {
  pages: number;
  /** Bare pdf.js, asked as the reader asks it: text and operators of each page. */
  bare: number;
  read: number;
  layout: number;
}

/** Milliseconds of processor time, which other load on the machine does not stretch much. */
async function timed(work: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function bare(file: string): Promise<void> {
  const document = await getDocument(settings(new Uint8Array(await readFile(file)))).promise;
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    await page.getTextContent();
    await page.getOperatorList();
    page.cleanup();
  }
  await document.loadingTask.destroy();
}

/** Whether a page needs recognition is found out, as in a run; it is not done: bare pdf.js reads no pictures either. */
async function pagesOf(file: string): Promise<Page[]> {
  const pdf = await openPdf(file, { ocr: async (bare) => bare });
  const pages: Page[] = [];
  for await (const page of pdf.pages()) pages.push(page);
  await pdf.close();
  return pages;
}

/** One round: pdf.js, then this reader and the layout, on the same file in the same process. */
async function round(file: string): Promise<Times> {
  let pages: Page[] = [];
  const times = {
    bare: await timed(() => bare(file)),
    read: await timed(async () => {
      pages = await pagesOf(file);
    }),
    layout: await timed(() => void layout(pages)),
  };
  return { pages: pages.length, ...times };
}

/** The median of each time over some rounds. */
export async function beside(file: string, rounds: number): Promise<Times> {
  const all: Times[] = [];
  for (let i = 0; i < rounds; i++) all.push(await round(file));
  const median = (pick: (times: Times) => number): number =>
    all.map(pick).toSorted((p, q) => p - q)[all.length >> 1] ?? 0;
  return {
    pages: median((t) => t.pages),
    bare: median((t) => t.bare),
    read: median((t) => t.read),
    layout: median((t) => t.layout),
  };
}

export const together = (times: readonly Times[]): Times => {
  const sum = (key: keyof Times): number => times.reduce((total, t) => total + t[key], 0);
  return { pages: sum("pages"), bare: sum("bare"), read: sum("read"), layout: sum("layout") };
};

/** `8.1 ms a page to read, 3.0 to lay out, bare pdf.js 9.2: ratio 0.88 read, 1.21 read and laid out`. */
export function timesLine({ pages, bare, read, layout: laid }: Times): string {
  const ms = (time: number): string => (time / pages).toFixed(1);
  return (
    `${ms(read)} ms a page to read, ${ms(laid)} to lay out, bare pdf.js ${ms(bare)}: ` +
    `ratio ${(read / bare).toFixed(2)} read, ${((read + laid) / bare).toFixed(2)} read and laid out`
  );
}
