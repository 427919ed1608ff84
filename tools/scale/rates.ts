import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestPostgres } from "../../test/fixtures/postgres.js";
import { imagePdf } from "../scan/image-pdf.js";
import { SCANNING, scanOf } from "../scan/scanner.js";
import { type Row, tableOf } from "./page.js";
import { type Measured, ready, start } from "./processes.js";
import { writeReports } from "./reports.js";

const REPORTS = 16;
const PAGES = 12;

/** Documents a second, by who reads; and the processor seconds of a page with text. */
export async function rates(
  base: string,
  postgres: TestPostgres,
): Promise<{ told: string; textPage: number }> {
  const folder = join(base, "reports");
  await writeReports(folder, { count: REPORTS, pages: PAGES, kind: "full" });
  const rows: Row[] = [];
  const tell = (who: string, { seconds, processor, peak }: Measured): void => {
    const rate = (REPORTS / seconds).toFixed(2);
    rows.push([who, seconds.toFixed(1), rate, processor.toFixed(1), `${peak.toFixed(0)} MB`]);
  };
  const local = async (workers: number): Promise<Measured> =>
    start(["run", folder, "--out", join(base, "out"), "--workers", `${workers}`], {
      RECOUPE_CACHE: join(base, `cache-${workers}`),
    }).ended;
  const cold = await local(1);
  tell("1 local process", cold);
  const cached = await local(1);
  tell("the cache", cached);
  tell("2 local processes", await local(2));
  for (const count of [1, 2])
    tell(`${count} worker${count === 1 ? "" : "s"} of a queue`, await queued(base, folder, count, postgres));
  const head = ["read by", "seconds", "documents a second", "processor seconds", "peak memory"];
  return {
    told: `${REPORTS} generated reports of ${PAGES} pages, eight rows by three columns on each:\n\n${tableOf(head, rows)}`,
    textPage: Math.max(0, cold.processor - cached.processor) / (REPORTS * PAGES),
  };
}

/** Workers of one reading process each and a coordinator: seconds of the run, processor time of all, the highest peak. */
async function queued(
  base: string,
  folder: string,
  count: number,
  postgres: TestPostgres,
): Promise<Measured> {
  const queue = await postgres.database(`rates_${count}`);
  const workers = Array.from({ length: count }, (_, i) =>
    start(["worker", "--queue", queue, "--workers", "1"], {
      RECOUPE_CACHE: join(base, `worker-${count}-${i}`),
    }),
  );
  await Promise.all(workers.map(ready));
  const run = start(["run", folder, "--out", join(base, "out"), "--queue", queue, "--no-cache"], {});
  const whole = await run.ended;
  for (const { child } of workers) child.kill("SIGTERM");
  const each = await Promise.all(workers.map((worker) => worker.ended));
  return {
    seconds: whole.seconds,
    processor: [whole, ...each].reduce((sum, m) => sum + m.processor, 0),
    peak: Math.max(whole.peak, ...each.map((m) => m.peak)),
  };
}

const SCANNED = fileURLToPath(new URL("../../corpus/alpes/alpes-2023/report.pdf", import.meta.url));

/** Processor seconds of a scanned page of paper: what two more of them add to a run. */
export async function scannedPage(base: string): Promise<number> {
  const spent: number[] = [];
  for (const pages of [[2], [2, 3, 4]]) {
    const path = join(base, `scan-${pages.length}.pdf`);
    await writeFile(path, imagePdf(await scanOf(SCANNED, SCANNING, pages)));
    const env = { RECOUPE_CACHE: join(base, `scan-cache-${pages.length}`) };
    const { processor } = await start(["run", path, "--out", join(base, "out"), "--workers", "1"], env).ended;
    spent.push(processor);
  }
  const [one = 0, three = 0] = spent;
  return (three - one) / 2;
}
