/**
 * How runs grow: `npm run bench:scale [-- --only rates,queue,growth,memory,country,archive] [--full] [--write]`.
 *
 * - `rates`: reports a second over one and two local processes, from the cache, and over one and two workers of a queue on
 *   a PostgreSQL server of its own
 * - `queue`: what the queue itself takes a document and a page
 * - `growth`: what a run costs against the number of documents, as a straight line; `--full`: up to 10,000
 * - `memory`: the most memory that checking and publishing reports of 50 pages takes; `--full`: up to 1,000
 * - `country`: what the national archive would take, from the above
 * - `archive`: 10,000 reports of 50 pages really read, in a bounded heap; an hour, only where it is asked for
 *
 * Some four minutes on two quiet cores as it is, some twenty with `--full`. `--write` puts what was measured into docs/scale.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../test/fixtures/postgres.js";
import { countryOf } from "./scale/country.js";
import { archive, growth, memory } from "./scale/growth.js";
import { overheadOf } from "./scale/overhead.js";
import { tableOf, writePart } from "./scale/page.js";
import { rates, scannedPage } from "./scale/rates.js";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "rates,queue,growth,memory,country" },
    full: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    /** Reports of the archive. */
    reports: { type: "string", default: "10000" },
  },
});
const parts = new Set(values.only.split(","));
const costs = { textPage: 0, scannedPage: 0, conclude: 0, queue: 0 };

const postgres = await startPostgres();
const base = await mkdtemp(join(tmpdir(), "recoupe-scale-"));

async function tell(part: string, text: string): Promise<void> {
  console.log(`\n${text}`);
  if (values.write) await writePart(part, `${text}\n\n${machine()}`);
}

/** Seconds mean little on a machine that does other things as well. */
function machine(): string {
  const [core] = cpus();
  return `(${cpus().length} × ${core?.model ?? "processor"}, Node ${process.version}; load ${(loadavg()[0] ?? 0).toFixed(1)}.)`;
}

/** What the queue itself takes, jobs that do nothing. */
async function overhead(): Promise<string> {
  const each = [];
  for (const hands of [1, 2])
    each.push(await overheadOf(await postgres.database(`overhead_${hands}`), hands));
  costs.queue = (each[1]?.page ?? 0) / 1000;
  const rows = each.map(({ document, page }, i) => [i + 1, document.toFixed(1), page.toFixed(1)]);
  return `The queue itself, jobs that do nothing, on PostgreSQL:\n\n${tableOf(["hands", "milliseconds a document", "milliseconds a page"], rows)}`;
}

try {
  console.log(machine());
  if (parts.has("rates")) {
    const { told, textPage } = await rates(base, postgres);
    costs.textPage = textPage;
    await tell("rates", told);
  }
  if (parts.has("queue")) await tell("queue", await overhead());
  if (parts.has("growth"))
    await tell("growth", await growth(base, values.full ? [100, 1000, 10_000] : [50, 100, 300]));
  if (parts.has("memory")) {
    const { told, conclude } = await memory(values.full ? [100, 300, 1000] : [20, 40, 80]);
    costs.conclude = conclude;
    await tell("memory", told);
  }
  if (parts.has("country")) {
    costs.scannedPage = await scannedPage(base);
    if (Object.values(costs).every((cost) => cost > 0)) await tell("country", countryOf(costs));
    else console.log("The estimate of the country needs rates, queue and memory too.");
  }
  if (parts.has("archive")) await tell("archive", await archive(base, Number(values.reports)));
} finally {
  await postgres.stop();
  await rm(base, { recursive: true, force: true });
}
