import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { claimFolder } from "../publish/index.js";
import { type Concluded, type ConcludeOptions, conclude } from "./conclude.js";
import type { Outcome } from "./document.js";
import { UNKNOWN } from "./read-report.js";
import { openSpool } from "./spool.js";

/** Documents that are checked and published together at most. */
const MOST_TOGETHER = 100;

/** Where one outcome is, and what it is sorted by. */
interface Placed {
  number: number;
  file: string;
}

/**
 * Publishes each publisher's documents by themselves, in folders `publisher=CODE` (as DuckDB, Arrow and Spark take
 * datasets in parts), and those of a publisher of more than `MOST_TOGETHER` documents in parts of them. Outcomes go to
 * disk as they come, so that memory holds one part at a time, however many documents there are.
 */
export async function concludeSplit(
  outcomes: AsyncIterable<Outcome>,
  options: ConcludeOptions,
): Promise<Concluded> {
  const spool = await openSpool<Outcome>(options.out);
  try {
    const publishers = new Map<string, Placed[]>();
    for await (const outcome of outcomes) {
      const publisher = outcome.extraction?.document.publisher ?? UNKNOWN;
      const placed = publishers.get(publisher) ?? [];
      placed.push({ number: await spool.put(outcome), file: outcome.file });
      publishers.set(publisher, placed);
    }
    const all: Concluded = { documents: [], faults: [], remarks: [] };
    for (const { folder, members } of partsOf(publishers)) {
      const part = await Promise.all(members.map(({ number }) => spool.take(number)));
      add(all, await concludePart(part, { ...options, out: join(options.out, folder) }));
    }
    return all;
  } finally {
    await spool.close();
  }
}

function add(all: Concluded, part: Concluded): void {
  all.documents.push(...part.documents);
  all.faults.push(...part.faults);
  all.remarks.push(...part.remarks);
}

async function concludePart(part: readonly Outcome[], options: ConcludeOptions): Promise<Concluded> {
  await mkdir(options.out, { recursive: true });
  const release = await claimFolder(options.out);
  try {
    return await conclude(part, options);
  } finally {
    await release();
  }
}

/** Folders, and what goes into each, in the order of publishers and files. */
function partsOf(
  publishers: ReadonlyMap<string, readonly Placed[]>,
): { folder: string; members: Placed[] }[] {
  const named = [...publishers].sort(([a], [b]) => (a < b ? -1 : 1));
  return named.flatMap(([publisher, placed]) => {
    const sorted = placed.toSorted((a, b) => (a.file < b.file ? -1 : 1));
    const folder = `publisher=${publisher}`;
    if (sorted.length <= MOST_TOGETHER) return [{ folder, members: sorted }];
    const parts = Math.ceil(sorted.length / MOST_TOGETHER);
    const digits = `${parts}`.length;
    return Array.from({ length: parts }, (_, part) => ({
      folder: join(folder, `part=${String(part + 1).padStart(digits, "0")}`),
      members: sorted.slice(part * MOST_TOGETHER, (part + 1) * MOST_TOGETHER),
    }));
  });
}
