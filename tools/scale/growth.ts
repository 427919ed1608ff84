import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Row, tableOf } from "./page.js";
import { type Measured, start } from "./processes.js";
import { writeReports } from "./reports.js";

/** Megabytes of JavaScript objects that the main process may hold; and those of each process that reads. */
const HEAP = 1024;
const READER = 512;
/** The same of a process that only checks and publishes. */
const SMALL_HEAP = 512;

const COST = ["seconds", "processor seconds", "processor milliseconds a document", "peak memory"] as const;

const costOf = (count: number, { seconds, processor, peak }: Measured): Row => [
  seconds.toFixed(0),
  processor.toFixed(1),
  ((1000 * processor) / count).toFixed(0),
  `${peak.toFixed(0)} MB`,
];

/** Runs over more and more short reports, each of which is really read. */
export async function growth(base: string, counts: readonly number[]): Promise<string> {
  const rows: Row[] = [];
  const points: Point[] = [];
  for (const count of counts) {
    const measured = await readAll(base, count, 5, 1);
    points.push([count, measured.processor]);
    rows.push([count, ...costOf(count, measured)]);
  }
  return [
    "Runs over more and more reports of five light pages (a heading and a sentence), one reading process, nothing in the cache, " +
      `a heap of ${HEAP} MB:`,
    tableOf(["documents", ...COST], rows),
    lineThrough(points),
  ].join("\n\n");
}

/** A run over an archive of reports of 50 light pages. */
export async function archive(base: string, count: number): Promise<string> {
  const measured = await readAll(base, count, 50, 2);
  return [
    `A run over ${count} generated reports of 50 light pages, two reading processes, nothing in the cache, a heap of ${HEAP} MB and ` +
      `${READER} MB for each of them:`,
    tableOf(["documents", "pages", ...COST], [[count, 50 * count, ...costOf(count, measured)]]),
  ].join("\n\n");
}

async function readAll(base: string, count: number, pages: number, workers: number): Promise<Measured> {
  const folder = join(base, `count-${count}`);
  const out = join(base, `out-${count}`);
  await writeReports(folder, { count, pages, kind: "light" });
  const words = ["run", folder, "--out", out, "--workers", `${workers}`, "--no-cache"];
  const measured = await start(words, { RECOUPE_DOCUMENT_MB: `${READER}` }, HEAP).ended;
  for (const done of [folder, out]) await rm(done, { recursive: true });
  return measured;
}

type Point = readonly [count: number, processor: number];

/** The straight line through points (documents, processor seconds), how well it fits, and the point farthest from it. */
export function lineThrough(points: readonly Point[]): string {
  const mean = (take: (p: Point) => number): number =>
    points.reduce((sum, p) => sum + take(p), 0) / points.length;
  const [x, y] = [mean(([n]) => n), mean(([, s]) => s)];
  const slope = mean(([n, s]) => (n - x) * (s - y)) / mean(([n]) => (n - x) ** 2);
  const begin = y - slope * x;
  const expected = (n: number): number => begin + slope * n;
  const off = mean(([n, s]) => (s - expected(n)) ** 2) / mean(([, s]) => (s - y) ** 2);
  const worst = Math.max(...points.map(([n, s]) => Math.abs(s - expected(n)) / s));
  return (
    `${begin.toFixed(1)} s to begin with, then ${(1000 * slope).toFixed(0)} ms of processor a document; R² of the straight ` +
    `line ${(1 - off).toFixed(4)}, the point farthest from it is ${(100 * worst).toFixed(0)} % off.`
  );
}

/** Reports of 50 full pages put aside, checked together and published. Gives processor seconds a report. */
export async function memory(counts: readonly number[]): Promise<{ told: string; conclude: number }> {
  const rows: Row[] = [];
  const points: Point[] = [];
  for (const count of counts) {
    const { observations, figures, processor, peak, megabytes } = await concluded(count);
    points.push([count, processor]);
    rows.push([
      count,
      observations,
      figures,
      processor.toFixed(1),
      `${peak.toFixed(0)} MB`,
      `${megabytes.toFixed(0)} MB`,
    ]);
  }
  const head = [
    "documents",
    "observations",
    "printed figures",
    "processor seconds",
    "peak memory",
    "published",
  ];
  const [last = [1, 0]] = points.slice(-1);
  return {
    told: [
      "Reports of 50 pages (450 observations, 1,449 printed figures each) put aside, checked and published together, in a " +
        `heap of ${SMALL_HEAP} MB. One is really read, the others are its likes:`,
      tableOf(head, rows),
      lineThrough(points),
    ].join("\n\n"),
    conclude: last[1] / last[0],
  };
}

interface Concluded {
  observations: number;
  figures: number;
  processor: number;
  peak: number;
  megabytes: number;
}

async function concluded(count: number): Promise<Concluded> {
  const script = fileURLToPath(new URL("conclude.ts", import.meta.url));
  const words = [`--max-old-space-size=${SMALL_HEAP}`, "--import", "tsx", script, `${count}`];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`${count} reports of 50 pages: ended with ${code}`);
  return JSON.parse(said) as Concluded;
}
