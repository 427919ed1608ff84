import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { publication, savedDataset, writePublication } from "../../src/publish/index.js";
import { limitsOf } from "../../src/run/limits.js";
import { republish } from "../../src/run/publish.js";
import { sample } from "./sample.js";
import { written } from "./written.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("a publication read back", () => {
  test("published anew it has the same bytes", async () => {
    const first = await written(sample());
    await writePublication(folder, first);
    const second = await written(await savedDataset(folder));
    for (const [name, content] of first)
      expect(Buffer.compare(Buffer.from(second.get(name) ?? ""), Buffer.from(content)), name).toBe(0);
  });

  test("corrected values come back from a publication of printed ones", async () => {
    await writePublication(folder, publication(sample(), { values: "printed" }));
    const again = join(folder, "again");
    await republish(folder, again, { limits: limitsOf({}) });
    const expected = await written(sample());
    for (const name of ["observations.csv", "corrections.csv", "anomalies.json"])
      expect(await readFile(join(again, name), "utf8"), name).toBe(expected.get(name));
  });

  test("a folder that is none is named, with what to do", async () => {
    await expect(savedDataset(folder)).rejects.toThrow(/cannot be read/);
  });

  test("a file that was changed by hand is named", async () => {
    await writePublication(folder, publication(sample()));
    const path = join(folder, "observations.csv");
    await writeFile(path, (await readFile(path, "utf8")).replace(",COUNT,", ",HEIGHT,"));
    await expect(savedDataset(folder)).rejects.toThrow(/not as `recoupe run` writes them/);
  });
});
