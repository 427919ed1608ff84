/**
 * How runs grow: `npm run bench:scale [-- --full]`. Reports a second over one and two local threads, from the cache, and
 * over one and two workers of a queue on a PostgreSQL server of its own; what the queue itself takes a document and a
 * page; what a run costs against the number of documents, as a straight line; and the most memory that checking and
 * publishing reports of 50 pages takes, within a heap of one gigabyte. Some five minutes on two quiet cores; `--full`
 * goes up to 10,000 documents each way, and takes hours.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startPostgres } from "../test/fixtures/postgres.js";
import { overheadOf } from "./scale/overhead.js";
import { type Measured, start } from "./scale/processes.js";
import { writeReports } from "./scale/reports.js";
import { imagePdf } from "./scan/image-pdf.js";
import { SCANNING, scanOf } from "./scan/scanner.js";

const { values } = parseArgs({ options: { full: { type: "boolean", default: false } } });
const COUNTS = values.full ? [100, 1000, 10_000] : [50, 100, 200];
const LONG = values.full ? [100, 1000, 10_000] : [20, 60, 120];
const READ = 24;
const PAGES = 12;
const HEAP = 1024;

const postgres = await startPostgres();
const base = await mkdtemp(join(tmpdir(), "recoupe-scale-"));
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(" | ")} |`);
const head = (...cells: string[]): void => {
  row(...cells);
  row(...cells.map(() => "---"));
};

try {
  const [core] = cpus();
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(
    `${cpus().length} × ${core?.model ?? "processor"}, Node ${process.version}; load before ${load}\n`,
  );
  const textPage = await rates();
  await overhead();
  await growth();
  const conclude = await memory();
  tellCountry({ textPage, scannedPage: await scannedPage(), conclude });
} finally {
  await postgres.stop();
  await rm(base, { recursive: true, force: true });
}

/** Documents a second, by who reads. Gives the processor seconds of a page with text. */
async function rates(): Promise<number> {
  const folder = join(base, "reports");
  await writeReports(folder, READ, PAGES);
  console.log(`${READ} reports of ${PAGES} pages\n`);
  head("read by", "seconds", "documents a second", "processor seconds", "peak memory");
  const tell = (who: string, { seconds, processor, peak }: Measured): void =>
    row(who, seconds.toFixed(1), (READ / seconds).toFixed(2), processor.toFixed(1), `${peak.toFixed(0)} MB`);
  const spent: number[] = [];
  const told = (who: string, measured: Measured): void => {
    spent.push(measured.processor);
    tell(who, measured);
  };
  for (const threads of [1, 2]) {
    const env = { RECOUPE_CACHE: join(base, `cache-${threads}`) };
    const words = ["run", folder, "--out", join(base, "out"), "--workers", `${threads}`];
    told(`${threads} local thread${threads === 1 ? "" : "s"}`, await start(words, env).ended);
    if (threads === 1) told("the cache", await start(words, env).ended);
  }
  for (const count of [1, 2]) {
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
    const processor = [whole, ...each].reduce((sum, m) => sum + m.processor, 0);
    const peak = Math.max(whole.peak, ...each.map((m) => m.peak));
    told(`${count} worker${count === 1 ? "" : "s"} of a queue`, { seconds: whole.seconds, processor, peak });
  }
  const [cold = 0, cached = 0] = spent;
  return Math.max(0, cold - cached) / (READ * PAGES);
}

const SCANNED = fileURLToPath(new URL("../corpus/alpes/alpes-2023/report.pdf", import.meta.url));

/** Processor seconds of a scanned page of paper: what two more of them add to a run. */
async function scannedPage(): Promise<number> {
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

const STRUCTURES = 440;
const YEARS = 20;
const LONG_PAGES = 50;

/** What the archive of the country would take: every structure's yearly report, every second one scanned. */
function tellCountry(cost: { textPage: number; scannedPage: number; conclude: number }): void {
  const reports = STRUCTURES * YEARS;
  const pages = reports * LONG_PAGES;
  const hours = (seconds: number): string => (seconds / 3600).toFixed(0);
  const [text, scanned, rest] = [
    (pages / 2) * cost.textPage,
    (pages / 2) * cost.scannedPage,
    reports * cost.conclude,
  ];
  console.log(
    `\nThe country: ${reports} reports of ${LONG_PAGES} pages, half of them scanned. A page with text takes ` +
      `${(1000 * cost.textPage).toFixed(0)} ms of processor, a scanned one ${cost.scannedPage.toFixed(1)} s, checking and ` +
      `publishing a report ${cost.conclude.toFixed(2)} s: ${hours(text)} + ${hours(scanned)} + ${hours(rest)} hours of one ` +
      `core; ${hours((text + scanned) / 32 + rest)} hours on four machines of eight cores and a coordinator`,
  );
}

/** Until a worker says that it is ready. */
async function ready({ said, child }: ReturnType<typeof start>): Promise<void> {
  while (!said().includes("worker ready")) {
    if (child.exitCode !== null) throw new Error(said());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function overhead(): Promise<void> {
  console.log("\nWhat the queue itself takes, milliseconds\n");
  head("hands", "a document", "a page");
  for (const hands of [1, 2]) {
    const { document, page } = await overheadOf(await postgres.database(`overhead_${hands}`), hands);
    row(hands, document.toFixed(1), page.toFixed(1));
  }
}

/** Runs over more and more reports of one page, split by publisher. */
async function growth(): Promise<void> {
  console.log("\nRuns over reports of one page, one thread, nothing in the cache\n");
  head("documents", "seconds", "processor seconds", "processor milliseconds a document", "peak memory");
  const points: [number, number][] = [];
  for (const count of COUNTS) {
    const folder = join(base, `count-${count}`);
    await writeReports(folder, count, 1);
    const words = ["run", folder, "--out", join(base, `out-${count}`), "--workers", "1", "--no-cache"];
    const { seconds, processor, peak } = await start([...words, "--split", "publisher"], {}, HEAP).ended;
    points.push([count, processor]);
    row(
      count,
      seconds.toFixed(1),
      processor.toFixed(1),
      ((1000 * processor) / count).toFixed(0),
      `${peak.toFixed(0)} MB`,
    );
    await rm(folder, { recursive: true });
  }
  tellLine(points);
}

/** The straight line through points (documents, processor seconds), and how well it fits. */
function tellLine(points: readonly [number, number][]): void {
  const mean = (take: (p: [number, number]) => number): number =>
    points.reduce((sum, p) => sum + take(p), 0) / points.length;
  const [x, y] = [mean(([n]) => n), mean(([, s]) => s)];
  const slope = mean(([n, s]) => (n - x) * (s - y)) / mean(([n]) => (n - x) ** 2);
  const start = y - slope * x;
  const off = mean(([n, s]) => (s - start - slope * n) ** 2) / mean(([, s]) => (s - y) ** 2);
  console.log(
    `\n${start.toFixed(1)} s to begin with, then ${(1000 * slope).toFixed(0)} ms of processor a document; ` +
      `R² of the straight line ${(1 - off).toFixed(4)}`,
  );
}

/** Reports of 50 pages, put aside, checked and published a publisher at a time. Gives processor seconds a report. */
async function memory(): Promise<number> {
  console.log(`\nReports of 50 pages checked and published a publisher at a time, in a heap of ${HEAP} MB\n`);
  head("documents", "observations", "printed figures", "processor seconds", "peak memory");
  let each = 0;
  for (const count of LONG) {
    const { observations, figures, processor, peak } = await concluded(count);
    row(count, observations, figures, processor.toFixed(1), `${peak.toFixed(0)} MB`);
    each = processor / count;
  }
  return each;
}

interface Concluded {
  observations: number;
  figures: number;
  processor: number;
  peak: number;
}

async function concluded(count: number): Promise<Concluded> {
  const script = fileURLToPath(new URL("scale/conclude.ts", import.meta.url));
  const words = [`--max-old-space-size=${HEAP}`, "--import", "tsx", script, `${count}`];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${count} reports of 50 pages: ended with ${code}`);
  return JSON.parse(said) as Concluded;
}
