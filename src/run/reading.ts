import type { Outcome } from "./document.js";
import type { Effects } from "./effects.js";
import type { RunLimits } from "./limits.js";
import { processAll } from "./pool.js";
import { progressOf } from "./progress.js";
import { coordinate } from "./queue/coordinate.js";
import type { Task } from "./read-report.js";
import type { RecognisedPage } from "./recognised-pages.js";
import type { Schemas } from "./rulebooks.js";

export interface ReadingOptions {
  /** Code of the rulebook to take for all reports. */
  publisher?: string;
  workers?: number;
  cache?: string;
  /** The workers of this queue read the reports; without it, processes of this run. */
  queue?: string;
  limits: RunLimits;
}

/** Reads reports here or by a queue, telling how far it is, and yields what became of each in their order. */
export async function* readAll(
  inputs: readonly Task[],
  { publisher, workers, cache, queue, limits }: ReadingOptions,
  schemas: Schemas,
  effects: Effects,
): AsyncGenerator<Outcome> {
  const tasks = inputs.map((task) => ({
    ...task,
    ...(publisher === undefined ? {} : { publisher }),
    ...(cache === undefined ? {} : { cache }),
  }));
  const progress = progressOf(tasks.length);
  effects.progress(progress.begun());
  const done = (file: string, work: "read" | "known"): void =>
    effects.progress(progress.document(file, work));
  const recognised = (page: RecognisedPage): void => effects.progress(progress.page(page));
  if (queue === undefined)
    yield* processAll(tasks, schemas, {
      ...(workers === undefined ? {} : { workers }),
      limits,
      done: ({ file }, work) => done(file, work),
      recognised,
    });
  else
    yield* coordinate(tasks, schemas, {
      ...{ queue, keepDays: limits.keepDays, done, recognised },
      warn: effects.warn,
    });
}
