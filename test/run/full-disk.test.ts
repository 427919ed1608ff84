import fs from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Effects, run } from "../../src/run/index.js";
import { report } from "../fixtures/report.js";

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-full-"));
  out = join(folder, "out");
  await mkdir(join(folder, "in"));
  for (const year of [2031, 2032, 2033]) await save(year, 600);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

const save = (year: number, contacts: number): Promise<void> =>
  writeFile(join(folder, "in", `${year}.pdf`), report(year, contacts));

/** Does some work while what is put aside finds no space after so many writes. */
async function withoutSpace(after: number, work: () => Promise<unknown>): Promise<number> {
  const real = fs.writeSync;
  let writes = 0;
  fs.writeSync = ((...args: Parameters<typeof real>) => {
    if (writes++ < after) return real(...args);
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  }) as typeof real;
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    fs.writeSync = real;
    syncBuiltinESMExports();
  }
  return writes;
}

const go = (cache: string): ReturnType<typeof run> =>
  run({ paths: [join(folder, "in")], out, cache: join(folder, cache) }, silent);

describe("a disk that fills while a run puts aside what it reads", () => {
  test.each([0, 9])(
    "after %i writes: the folder is named with a remedy, the publication before stays, and the next run is whole",
    async (after) => {
      await go("cache");
      const before = await readFile(join(out, "observations.csv"), "utf8");
      await save(2031, 777);
      await save(2034, 888);
      await expect(withoutSpace(after, () => go("cache"))).rejects.toMatchObject({
        name: "Fault",
        file: out,
        message: expect.stringMatching(/cannot hold what was read \(ENOSPC/),
        remedy: { en: expect.stringMatching(/Free some space.*--out/) },
      });
      expect(await readFile(join(out, "observations.csv"), "utf8")).toBe(before);
      expect((await readdir(out)).filter((name) => name.startsWith(".recoupe"))).toEqual([]);
      const { documents, faults } = await go("cache");
      expect([documents.length, faults]).toEqual([4, []]);
      expect(await readFile(join(out, "observations.csv"), "utf8")).toContain("777");
    },
  );
});
