/**
 * Makes a scan of a PDF file: pictures of its pages, turned, grainy and compressed, and no text.
 *
 *   npx tsx tools/scan.ts IN.pdf OUT.pdf [--pages 1,4-6] [--dpi 200] [--skew 0.5] [--noise 6] [--quality 70]
 *                                        [--paper 245] [--salt 0] [--colour]
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { imagePdf } from "./scan/image-pdf.js";
import { numbered, SCANNING, type Scanning, scanOf } from "./scan/scanner.js";

const { values, positionals } = parseArgs({
  options: {
    pages: { type: "string" },
    dpi: { type: "string" },
    skew: { type: "string" },
    noise: { type: "string" },
    quality: { type: "string" },
    paper: { type: "string" },
    salt: { type: "string" },
    colour: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

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
  salt: number(values.salt, SCANNING.salt),
  grey: !values.colour,
};
const pages = values.pages === undefined ? undefined : numbered(values.pages);
await writeFile(to, imagePdf(await scanOf(from, how, pages)));
