import { addressOf } from "./address.js";
import { editionOf } from "./edition.js";
import { type Jobs, jobsOf } from "./jobs.js";
import { openStore } from "./open.js";
import type { Overview } from "./store.js";

/** What is to be known of a queue at a glance. */
export interface QueueStatus extends Overview {
  /** Jobs of the latest run's edition that wait or are at work. */
  waiting: { documents: number; pages: number };
  /** Documents a minute, lately; null where nothing was done. */
  rate: number | null;
  /** Seconds until the rest is done at that rate; null where that cannot be told. */
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
    return { ...overview, waiting: await jobs.counts(), ...paceOf(overview) };
  } finally {
    await jobs?.close().catch(() => undefined);
    await store.close();
  }
}

/** The rate of late, and what it makes of the rest. */
export function paceOf({ progress }: Pick<Overview, "progress">): Pick<QueueStatus, "rate" | "left"> {
  if (progress === undefined || progress.recent === 0 || progress.seconds <= 0)
    return { rate: null, left: null };
  const aSecond = progress.recent / progress.seconds;
  return { rate: aSecond * MINUTE, left: (progress.total - progress.done) / aSecond };
}
