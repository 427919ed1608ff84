import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { withRule } from "../../src/review/rules/text.js";
import { rulebooksOf } from "../../src/run/loose-figures.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { loadSchemas } from "../../src/run/rulebooks.js";

afterEach(() => vi.unstubAllEnvs());

const books = () =>
  rulebooksOf({
    documents: [],
    fileOf: async () => undefined,
    schemas: loadSchemas(SCHEMAS_FOLDER),
    folder: SCHEMAS_FOLDER,
  });
const rule = { list: "ignore" as const, text: 'id: days\nmatch: ["{_} jours de test"]\nreason: days\n' };

test("a rule goes to the user's own copy where there is a folder for it; the package's rulebook stays", async () => {
  const folder = await mkdtemp(join(tmpdir(), "recoupe-own-"));
  const { read, fileOf, write } = books();
  vi.stubEnv("RECOUPE_RULEBOOKS", folder);
  const file = fileOf("mno") ?? "";
  const text = await read(file);
  await write("mno", withRule(text, rule, file));
  expect(await readFile(join(folder, "mno.yaml"), "utf8")).toContain("{_} jours de test");
  expect(await readFile(file, "utf8")).toBe(text);
  expect(fileOf("mno")).toBe(join(folder, "mno.yaml"));
  await rm(folder, { recursive: true, force: true });
});

test("where a rulebook cannot be written, the remedy is told; what is not well formed is never written", async () => {
  const { read, fileOf, write } = books();
  const file = fileOf("mno") ?? "";
  const text = await read(file);
  vi.stubEnv("RECOUPE_RULEBOOKS", join(tmpdir(), "recoupe-no-such-folder"));
  await expect(write("mno", text)).rejects.toMatchObject({
    remedy: { en: expect.stringContaining("Set RECOUPE_RULEBOOKS") },
  });
  const wrong = { ...rule, text: rule.text.replace("{_}", "") };
  await expect(write("mno", withRule(text, wrong, file))).rejects.toThrow('needs a "{_}"');
  expect(await readFile(file, "utf8")).toBe(text);
});
