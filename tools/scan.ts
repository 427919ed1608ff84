/**
 * Makes a scan of a PDF file: pictures of its pages, turned, grainy and compressed, and no text.
 *
 *   npx tsx tools/scan.ts IN.pdf OUT.pdf [--pages 1,4-6] [--dpi 200] [--skew 0.5] [--noise 6] [--quality 70]
 *                                        [--paper 245] [--colour]
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { openPdf } from "../src/read/index.js";
import { type ImagePage, imagePdf } from "./scan/image-pdf.js";
import { SCANNING, type Scanning, scanned } from "./scan/scanner.js";

const { values, positionals } = parseArgs({
  options: {
    pages: { type: "string" },
    dpi: { type: "string" },
    skew: { type: "string" },
    noise: { type: "string" },
    quality: { type: "string" },
    paper: { type: "string" },
    colour: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

function numbered(pages: string | undefined, count: number): number[] {
  const ranges = (pages ?? `1-${count}`).split(",").map((range) => range.split("-").map(Number));
  return ranges.flatMap(([from = 1, to = from]) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((n) => n <= count),
  );
}

const [from, to] = positionals;
if (from === undefined || to === undefined) throw new Error("scan.ts IN.pdf OUT.pdf");
const number = (given: string | undefined, usual: number): number =>
  given === undefined ? usual : Number(given);
const how: Scanning = {
  dpi: number(values.dpi, SCANNING.dpi),
  skew: number(values.skew, SCANNING.skew),
  noise: number(values.noise, SCANNING.noise),
  quality: number(values.quality, SCANNING.quality),
  paper: number(values.paper, SCANNING.paper),
  grey: !values.colour,
};
const pdf = await openPdf(from);
const pages: ImagePage[] = [];
for (const n of numbered(values.pages, pdf.pageCount)) {
  const { width, height } = await pdf.page(n);
  pages.push(await scanned(await pdf.render(n, how.dpi / 72), { width, height }, how, n));
}
await pdf.close();
await writeFile(to, imagePdf(pages));
