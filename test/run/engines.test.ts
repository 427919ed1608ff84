import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitsOf } from "../../src/run/limits.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { processAll } from "../../src/run/pool.js";
import { loadSchemas } from "../../src/run/rulebooks.js";

/** Tells, in place of reading, how many engines of recognition its thread may start. */
const WORKER = `
import { getEnvironmentData } from "node:worker_threads";
export default async function work({ file }) {
  const sha256 = String(getEnvironmentData("recoupe:engines"));
  return { file, sha256, created: "", pages: 1, pagesOcr: 0, faults: [], spent: {} };
}`;

describe("engines of recognition", () => {
  let folder: string;
  let worker: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "recoupe-engines-"));
    worker = join(folder, "worker.mjs");
    await writeFile(worker, WORKER);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([
    { documents: 1, workers: 4, engines: "4" },
    { documents: 2, workers: 4, engines: "2" },
    { documents: 9, workers: 4, engines: "1" },
    { documents: 1, workers: 1, engines: "1" },
  ])(
    "$workers workers over $documents documents: $engines a thread",
    async ({ documents, workers, engines }) => {
      const tasks = Array.from({ length: documents }, (_, i) => ({ file: `${i}.pdf` }));
      const reading = processAll(tasks, loadSchemas(SCHEMAS_FOLDER), {
        workers,
        limits: limitsOf({}),
        worker,
        done: () => undefined,
      });
      for await (const { sha256 } of reading) expect(sha256).toBe(engines);
    },
  );
});
