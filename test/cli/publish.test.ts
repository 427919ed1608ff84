import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publication, writePublication } from "../../src/publish/index.js";
import { sample } from "../publish/sample.js";
import { spoken } from "./spoken.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-cli-publish-"));
  await writePublication(join(folder, "output"), publication(sample()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("publish tells where it wrote, for people and as JSON with the values retained", async () => {
  const line = "publish --out printed --values printed --cache cache";
  expect(await spoken(line, { folder })).toEqual({ out: "→ printed\n", err: "", code: 0 });
  const { out } = await spoken(`${line} --json`, { folder });
  expect(JSON.parse(out)).toEqual({ out: "printed", values: "printed" });
});

test("diff tells which values were corrected, in words and as JSON", async () => {
  const words = await spoken("diff printed output", { folder });
  expect(words.out).toMatch(/^1 values? changed/m);
  const { out, code } = await spoken("diff printed output --json", { folder });
  const [{ before, after }] = JSON.parse(out).changed;
  expect([before.obs_value, after.obs_value]).toEqual([after.obs_value_printed, after.obs_value]);
  expect(after.obs_value).not.toBe(after.obs_value_printed);
  expect(code).toBe(0);
});
