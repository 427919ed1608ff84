/**
 * Compares the time to read pages with the time bare pdf.js takes for text and operators of the same pages,
 * in one process, turn and turn about. `npx tsx tools/bench-read.ts [--rounds N] FILE.pdf…`
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { openPdf } from "../src/read/index.js";
import { loadDocument } from "../src/read/pdfjs.js";

const { values, positionals } = parseArgs({
  options: { rounds: { type: "string", default: "3" } },
  allowPositionals: true,
});

/** Runs `work` and gives milliseconds of processor time, which other load on the machine does not stretch much. */
async function timed(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function bare(file: string): Promise<void> {
  const document = await loadDocument(new Uint8Array(await readFile(file)));
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    await page.getTextContent();
    await page.getOperatorList();
    page.cleanup();
  }
  await document.loadingTask.destroy();
}

async function ours(file: string): Promise<number> {
  const pdf = await openPdf(file);
  for await (const page of pdf.pages()) void page;
  await pdf.close();
  return pdf.pageCount;
}

const median = (times: number[]): number => times.toSorted((p, q) => p - q)[times.length >> 1] ?? 0;

let [sumBare, sumOurs, sumPages] = [0, 0, 0];
for (const file of positionals) {
  const times: { bare: number[]; ours: number[] } = { bare: [], ours: [] };
  let pages = 0;
  for (let round = 0; round < Number(values.rounds); round++) {
    times.bare.push(await timed(() => bare(file)));
    times.ours.push(
      await timed(async () => {
        pages = await ours(file);
      }),
    );
  }
  const [b, o] = [median(times.bare) / pages, median(times.ours) / pages];
  sumBare += b * pages;
  sumOurs += o * pages;
  sumPages += pages;
  console.log(`${o.toFixed(1)} ms a page, pdf.js ${b.toFixed(1)}, ratio ${(o / b).toFixed(2)}  ${file}`);
}
const [b, o] = [sumBare / sumPages, sumOurs / sumPages];
console.log(
  `${o.toFixed(1)} ms a page, pdf.js ${b.toFixed(1)}, ratio ${(o / b).toFixed(2)}  all ${sumPages} pages; ` +
    `${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
);
