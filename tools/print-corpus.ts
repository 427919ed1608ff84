/**
 * Prints each `corpus/<publisher>/<document>/report.html` as `report.pdf` beside it, with the Chromium that
 * comes as a package: `npm run corpus:print [-- FOLDER…]`. Printed files are committed, so that a report is
 * the same on every machine whatever fonts it has.
 */
import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import chromium from "@sparticuz/chromium";
import { chromium as browsers } from "playwright-core";

const sourcesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|[\\/])report\.html$/.test(name))
    .map((name) => join(folder, name));

const folders = process.argv.slice(2);
const sources = (folders.length > 0 ? folders : ["corpus"]).flatMap((folder) => sourcesBelow(folder)).sort();
if (sources.length === 0) throw new Error(`no report.html below ${folders.join(", ") || "corpus"}`);

/** Chromium writes the time of printing twice; the same page must give the same bytes. */
function timeless(pdf: Buffer): Buffer {
  const fixed = pdf
    .toString("latin1")
    .replace(/\/(CreationDate|ModDate) \(D:[^)]*\)/g, (all, key: string) => {
      const value = `/${key} (D:20240101000000+00'00')`;
      return value.padEnd(all.length).slice(0, all.length);
    });
  return Buffer.from(fixed, "latin1");
}

const browser = await browsers.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args, "--disable-background-networking", "--disable-quic"],
});
try {
  const page = await browser.newPage();
  for (const source of sources) {
    await page.goto(pathToFileURL(resolve(source)).href);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    const target = join(dirname(source), "report.pdf");
    await writeFile(target, timeless(pdf));
    console.log(`${target}: ${pdf.length} bytes`);
  }
} finally {
  await browser.close();
}
