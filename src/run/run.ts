import { claimFolder } from "../publish/index.js";
import { pruneCache } from "./cache.js";
import { conclude } from "./conclude.js";
import { type Effects, terminal } from "./effects.js";
import { inputTasks } from "./files.js";
import { limitsOf, type RunLimits } from "./limits.js";
import { SCHEMAS_FOLDER } from "./paths.js";
import { assertPublisher } from "./publisher.js";
import type { Task } from "./read-report.js";
import { readAll } from "./reading.js";
import { loadSchemas, type Schemas } from "./rulebooks.js";
import { concludeSplit } from "./split.js";
import type { RunSummary } from "./summary.js";

export interface RunOptions {
  /** PDF files, and folders of them. */
  paths: string[];
  /** Folder of the publication. */
  out: string;
  /** Code of the rulebook to take for all files. */
  publisher?: string;
  /** Documents read at the same time; one a core by default. */
  workers?: number;
  /** Folder in which results are kept and found again; nothing is kept where left out. */
  cache?: string;
  /** `postgres://…` or `redis://…`: the workers of that queue read the reports. */
  queue?: string;
  /** A publication for each publisher, in a folder of its own. */
  split?: "publisher";
}

/**
 * Reads reports and writes the checked dataset. Throws `Fault` for wrong usage and unreadable
 * configuration, before any report is opened; what fails in one report is told in the summary.
 */
export async function run(options: RunOptions, effects: Effects = terminal): Promise<RunSummary> {
  const started = performance.now();
  const limits = limitsOf(effects.env);
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  assertPublisher(options.publisher, schemas);
  const tasks = await inputTasks(options.paths);
  const release = await claimFolder(options.out);
  try {
    return await runClaimed(tasks, { ...options, limits }, schemas, effects, started);
  } finally {
    await release();
  }
}

async function runClaimed(
  tasks: readonly Task[],
  options: RunOptions & { limits: RunLimits },
  schemas: Schemas,
  effects: Effects,
  started: number,
): Promise<RunSummary> {
  const { out, cache, limits } = options;
  const concluding = { out, limits, schemas, env: effects.env, ...(cache === undefined ? {} : { cache }) };
  const outcomes = readAll(tasks, options, schemas, effects);
  const concluded =
    options.split === undefined
      ? await conclude(outcomes, concluding)
      : await concludeSplit(outcomes, concluding);
  if (cache !== undefined) await pruneCache(cache, limits.cacheMegabytes * 2 ** 20);
  return { out, ...concluded, seconds: (performance.now() - started) / 1000 };
}
