import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeOcr, openPdf } from "../../src/read/index.js";
import type { Schemas } from "../../src/run/rulebooks.js";
import { imagePdf } from "../scan/image-pdf.js";
import { nativeSeconds } from "../scan/native.js";
import { SCANNING, scanOf } from "../scan/scanner.js";
import { secondsOver } from "./over.js";

/** Pages that are scanned: text, tables and key figures, in each of two documents. */
const FIRST = [3, 4, 5, 6];
const SECOND = [7, 8, 9, 10];

/**
 * What recognition takes for scans of a few pages of a report: processor time a page once the engine has started, that
 * as a multiple of the native program's where it is installed, and how much faster two processes are than one, as built.
 */
export async function ocrLines(file: string, schemas: Schemas): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "recoupe-bench-"));
  const cache = process.env.RECOUPE_CACHE;
  // What was recognised before would cost no time.
  process.env.RECOUPE_CACHE = "/dev/null";
  try {
    const scans = [await scanOf(file, SCANNING, FIRST), await scanOf(file, SCANNING, SECOND)];
    const tasks = scans.map((_, i) => ({ file: join(folder, `${i}.pdf`) }));
    for (const [i, pages] of scans.entries()) await writeFile(tasks[i]?.file ?? "", imagePdf(pages));
    const [warm = "", measured = ""] = tasks.map((task) => task.file);
    await processorSeconds(warm);
    const spent = await processorSeconds(measured);
    const native = nativeSeconds(scans[1] ?? []);
    await closeOcr();
    const beside = native === undefined ? "" : `, ${(spent / native).toFixed(2)} times the native program's`;
    const [one, two] = [await secondsOver(1, tasks, schemas), await secondsOver(2, tasks, schemas)];
    const pages = scans.flat().length;
    return [
      `recognition: ${(spent / SECOND.length).toFixed(2)} s of processor time a page${beside}`,
      `recognition over one process ${(one / pages).toFixed(2)} s a page, over two ${(two / pages).toFixed(2)}: ${(one / two).toFixed(2)} times as fast`,
    ];
  } finally {
    if (cache === undefined) delete process.env.RECOUPE_CACHE;
    else process.env.RECOUPE_CACHE = cache;
    await rm(folder, { recursive: true });
  }
}

async function processorSeconds(file: string): Promise<number> {
  const pdf = await openPdf(file);
  const before = process.cpuUsage();
  for await (const { fault } of pdf.pages()) if (fault !== undefined) throw new Error(fault.en);
  const { user, system } = process.cpuUsage(before);
  await pdf.close();
  return (user + system) / 1e6;
}
