import { setTimeout as sleep } from "node:timers/promises";
import { type Address, addressOf } from "../../src/run/queue/address.js";
import { type DocumentJob, jobsOf, takeJobs } from "../../src/run/queue/jobs.js";

const DOCUMENTS = 300;
const SPLIT = 20;
const PAGES = 25;

export interface Overhead {
  /** Milliseconds that the queue itself takes for a document, and for a page to recognise. */
  document: number;
  page: number;
}

const job = (key: string): DocumentJob => ({
  key,
  run: "bench",
  file: `${key}.pdf`,
  source: `/${key}.pdf`,
  sha256: "0".repeat(64),
});

/** What jobs cost that do nothing, added, taken and ended by one process with as many hands as given. */
export async function overheadOf(queue: string, concurrency: number): Promise<Overhead> {
  const address = addressOf(queue);
  const plain = await timed(address, `documents${concurrency}`, concurrency, async (jobs) => {
    await jobs.add(Array.from({ length: DOCUMENTS }, (_, i) => job(`d${i}`)));
    return DOCUMENTS;
  });
  const split = await timed(address, `pages${concurrency}`, concurrency, async (jobs) => {
    const pages = Array.from({ length: PAGES }, (_, i) => i + 1);
    for (let i = 0; i < SPLIT; i++) await jobs.split(job(`s${i}`), pages);
    return SPLIT * (PAGES + 1);
  });
  return { document: plain / DOCUMENTS, page: split / (SPLIT * PAGES) };
}

/** Milliseconds from the first job added to the last one ended. */
async function timed(
  address: Address,
  edition: string,
  concurrency: number,
  add: (jobs: ReturnType<typeof jobsOf>) => Promise<number>,
): Promise<number> {
  const jobs = jobsOf(address, edition);
  let ended = 0;
  const count = async (): Promise<void> => void ended++;
  const takers = takeJobs({
    address,
    edition,
    concurrency,
    lease: 30,
    document: count,
    page: count,
    trouble: () => {},
  });
  const started = performance.now();
  const expected = await add(jobs);
  while (ended < expected) await sleep(2);
  const spent = performance.now() - started;
  await takers.stop(10);
  await jobs.close();
  return spent;
}
