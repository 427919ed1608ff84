import { limitsOf } from "../../src/run/limits.js";
import type { Task } from "../../src/run/read-report.js";
import type { Schemas } from "../../src/run/rulebooks.js";

/** Seconds for all of these over so many processes of the built files, started anew. Throws where one cannot be read. */
export async function secondsOver(
  workers: number,
  tasks: readonly Task[],
  schemas: Schemas,
): Promise<number> {
  const { processAll }: typeof import("../../src/run/pool.js") = await import(
    new URL("../../dist/run/pool.js", import.meta.url).href
  );
  const started = performance.now();
  const limits = limitsOf(process.env);
  for await (const outcome of processAll(tasks, schemas, { workers, limits, done: () => undefined }))
    if (!outcome.final) throw new Error(outcome.faults.map(({ en }) => en).join(" "));
  return (performance.now() - started) / 1000;
}
