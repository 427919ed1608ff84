import { once } from "node:events";
import { availableParallelism } from "node:os";
import { cacheFolder } from "../run/cache.js";
import { terminal } from "../run/effects.js";
import { limitsOf } from "../run/limits.js";
import { logOf } from "../run/queue/log.js";
import { serve } from "../run/queue/serve.js";

interface Options {
  queue: string;
  workers?: number;
  health?: number;
  cache: boolean;
}

/** Takes jobs until it is told to stop (SIGTERM, Ctrl+C); told so twice, it stops at once. */
export async function workerCommand({ queue, workers, health, cache }: Options): Promise<void> {
  const worker = await serve({
    queue,
    readers: workers ?? availableParallelism(),
    limits: limitsOf(terminal.env),
    ...(cache ? { cache: cacheFolder(terminal.env) } : {}),
    ...(health === undefined ? {} : { health }),
    log: logOf({ worker: process.pid }, terminal.env),
  });
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  await worker.stop();
  process.exit(0);
}
