import { addressOf } from "./address.js";
import { editionOf } from "./edition.js";
import { type Jobs, jobsOf } from "./jobs.js";
import { openStore } from "./open.js";
import type { Overview, WorkerRecord } from "./store.js";

/** What is to be known of a queue at a glance. */
export interface QueueStatus extends Overview {
  /** Jobs of the latest run's edition that wait or are at work. */
  waiting: { documents: number; pages: number };
  /** Documents a minute, lately; null where nothing was done. */
  rate: number | null;
  /** Pages recognised a minute by the workers there are, lately. */
  pageRate: number;
  /** Seconds until the rest is done at these rates; null where that cannot be told. */
  left: number | null;
}

const MINUTE = 60;

/** Throws `Fault` where the database cannot be used. */
export async function queueStatus(queue: string): Promise<QueueStatus> {
  const address = addressOf(queue);
  const store = await openStore(address);
  let jobs: Jobs | undefined;
  try {
    const overview = await store.overview();
    jobs = jobsOf(address, overview.progress?.run.edition ?? editionOf());
    const waiting = await jobs.counts();
    return { ...overview, waiting, ...paceOf(overview, waiting.pages) };
  } finally {
    await jobs?.close().catch(() => undefined);
    await store.close();
  }
}

/** The rates of late, and what they make of the rest: of its documents, or of the pages that wait, whichever takes longer. */
export function paceOf(
  { progress, workers }: Pick<Overview, "progress"> & { workers: readonly Pick<WorkerRecord, "pageRate">[] },
  pages: number,
): Pick<QueueStatus, "rate" | "pageRate" | "left"> {
  const pageRate = workers.reduce((sum, worker) => sum + worker.pageRate, 0);
  const forPages = pages > 0 && pageRate > 0 ? [(pages / pageRate) * MINUTE] : [];
  if (progress === undefined || progress.recent === 0 || progress.seconds <= 0)
    return { rate: null, pageRate, left: forPages[0] ?? null };
  const aSecond = progress.recent / progress.seconds;
  const left = Math.max((progress.total - progress.done) / aSecond, ...forPages);
  return { rate: aSecond * MINUTE, pageRate, left };
}
