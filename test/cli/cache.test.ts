import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { spoken } from "./spoken.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-cli-cache-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("what a cache holds is told in the units and plurals of the language, and in bytes to programs", async () => {
  const { out } = await spoken("cache --cache kept", { folder });
  expect(out).toMatch(/^0 reports read, 0 MB$/m);
  expect(out).toMatch(/^kept: 0 MB$/m);
  const french = await spoken("cache --cache kept --lang fr", { folder });
  expect(french.out).toMatch(/^0 rapport lu, 0 Mo$/m);
  expect((await spoken("cache clear --cache kept --lang fr", { folder })).out).toBe(
    "0 entrée supprimée, 0 Mo.\n",
  );
  const json = await spoken("cache --cache kept --json", { folder });
  expect(JSON.parse(json.out)).toMatchObject({ bytes: 0, kinds: { reports: { entries: 0, bytes: 0 } } });
});
