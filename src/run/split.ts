import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { claimFolder } from "../publish/index.js";
import { type Concluded, type ConcludeOptions, conclude } from "./conclude.js";
import type { Outcome } from "./document.js";
import { UNKNOWN } from "./read-report.js";
import { openSpool } from "./spool.js";

/**
 * Publishes each publisher's documents by themselves, in folders `publisher=CODE` (as DuckDB, Arrow and Spark take
 * datasets in parts). Outcomes go to disk as they come.
 */
export async function concludeSplit(
  outcomes: AsyncIterable<Outcome>,
  options: ConcludeOptions,
): Promise<Concluded> {
  const spool = openSpool(options.out);
  try {
    const publishers = new Map<string, number[]>();
    for await (const outcome of outcomes) {
      const publisher = outcome.extraction?.document.publisher ?? UNKNOWN;
      const known = publishers.get(publisher) ?? [];
      known.push(spool.put([outcome]));
      publishers.set(publisher, known);
    }
    const all: Concluded = { documents: [], faults: [], remarks: [] };
    for (const [publisher, numbers] of [...publishers].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const out = join(options.out, `publisher=${publisher}`);
      add(all, await concludePart(spool.list(numbers), { ...options, out }));
    }
    return all;
  } finally {
    spool.close();
  }
}

function add(all: Concluded, part: Concluded): void {
  all.documents.push(...part.documents);
  all.faults.push(...part.faults);
  all.remarks.push(...part.remarks);
}

async function concludePart(part: Iterable<Outcome>, options: ConcludeOptions): Promise<Concluded> {
  await mkdir(options.out, { recursive: true });
  const release = await claimFolder(options.out);
  try {
    return await conclude(part, options);
  } finally {
    await release();
  }
}
