import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cacheEntries, KINDS, keyOf, openCache, pruneCache } from "../../src/run/cache.js";
import { processDocument, recall } from "../../src/run/document.js";
import { type Effects, run } from "../../src/run/index.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { loadSchemas, type Schemas } from "../../src/run/rulebooks.js";
import { pdfOf } from "../fixtures/pdf.js";
import { at } from "../fixtures/reading.js";

const reader = vi.hoisted(() => ({ opened: [] as string[] }));
vi.mock("../../src/read/index.js", async (original) => {
  const actual = await original<typeof import("../../src/read/index.js")>();
  return {
    ...actual,
    openPdf: (path: string) => {
      reader.opened.push(path);
      return actual.openPdf(path);
    },
  };
});

let folder: string;
let cache: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-cache-"));
  cache = join(folder, "cache");
  reader.opened.length = 0;
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const PUBLISHER = "Mission Locale Métropole Nord-Ouest";
const schemas = loadSchemas(SCHEMAS_FOLDER);

async function report(name: string, contacts: number): Promise<string> {
  const content = [
    at(40, 250, PUBLISHER, "/F2 20 Tf"),
    at(40, 220, "Rapport d'activité 2031", "/F2 16 Tf"),
    at(40, 150, `La ML MNO : ${contacts} nouvelles inscriptions en 2031.`),
  ];
  const path = join(folder, "in", name);
  await mkdir(join(folder, "in"), { recursive: true });
  await writeFile(path, pdfOf({ pages: [{ content: content.join("\n") }] }));
  return path;
}

const read = async (file: string, rules: Schemas = schemas) =>
  (await recall({ file, cache }, rules)) ?? (await processDocument({ file, cache }, rules));

/** The schemas with one more statement rule in a publisher's rulebook. */
function changed(publisher: string): Schemas {
  const fresh = loadSchemas(SCHEMAS_FOLDER);
  const book = fresh.rulebooks.find((one) => one.publisher === publisher);
  const [rule] = book?.statements ?? [];
  if (book === undefined || rule === undefined) throw new RangeError(publisher);
  book.statements.push({ ...rule, id: "again", name: `${book.file}#again` });
  return fresh;
}

const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

async function published(out: string): Promise<Record<string, string>> {
  const names = (await readdir(out, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  const pairs = names.map(async (e) => {
    const path = join(e.parentPath, e.name);
    return [path.slice(out.length), (await readFile(path)).toString("latin1")];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

describe("a second run", () => {
  test("writes the same bytes as the first, and as one without a cache, and opens no report", async () => {
    await report("a.pdf", 612);
    await report("b.pdf", 700);
    const go = async (name: string, kept?: string) => {
      const out = join(folder, name);
      await run({ paths: [join(folder, "in")], out, ...(kept === undefined ? {} : { cache: kept }) }, silent);
      return published(out);
    };
    const without = await go("plain");
    const first = await go("first", cache);
    expect(reader.opened).toHaveLength(4);
    const second = await go("second", cache);
    expect(reader.opened).toHaveLength(4);
    expect(Object.keys(without).length).toBeGreaterThan(5);
    expect(first).toEqual(without);
    expect(second).toEqual(without);
  });

  test("reads a report again whose bytes changed, and no other", async () => {
    const files = [await report("a.pdf", 612), await report("b.pdf", 700)];
    for (const file of files) await read(file);
    await report("b.pdf", 701);
    reader.opened.length = 0;
    const values = [];
    for (const file of files) values.push((await read(file)).extraction?.observations[0]?.obs_value);
    expect(reader.opened).toEqual([files[1]]);
    expect(values).toEqual(["612", "701"]);
  });

  test("extracts again where the publisher's rulebook changed, from the pages as they were read", async () => {
    const file = await report("a.pdf", 612);
    const before = await read(file);
    expect(await recall({ file, cache }, changed("mno"))).toBeUndefined();
    const after = await read(file, changed("mno"));
    expect(reader.opened).toHaveLength(1);
    expect(after.extraction?.observations).toEqual(before.extraction?.observations);
    expect(after.extraction?.figures).toEqual(before.extraction?.figures);
    expect(after.extraction?.unmatchedRules).not.toContain("mno.yaml#again");
  });

  test("takes no notice of a change in another publisher's rules", async () => {
    const file = await report("a.pdf", 612);
    await read(file);
    expect(await recall({ file, cache }, changed("alpes"))).toBeDefined();
  });

  test("knows a report under another path, and names it by that path", async () => {
    const first = await report("a.pdf", 612);
    await read(first);
    const moved = join(folder, "in", "elsewhere", "a.pdf");
    await mkdir(join(folder, "in", "elsewhere"));
    await writeFile(moved, await readFile(first));
    const outcome = await read(moved);
    expect(reader.opened).toHaveLength(1);
    expect(outcome.file).toBe(moved);
    expect(outcome.extraction?.document.file).toBe(moved);
  });

  test("compares the reports with one another anew where one changed, and reads that one only", async () => {
    await report("a.pdf", 612);
    await report("b.pdf", 700);
    const crossed = async (): Promise<string[]> => {
      reader.opened.length = 0;
      const out = join(folder, "out");
      await run({ paths: [join(folder, "in")], out, cache }, silent);
      const anomalies = await readFile(join(out, "anomalies.csv"), "utf8");
      return anomalies.split("\r\n").filter((line) => line.includes(",crossed,"));
    };
    expect((await crossed()).join()).toMatch(/612.*700|700.*612/);
    await report("b.pdf", 612);
    expect(await crossed()).toEqual([]);
    expect(reader.opened.filter((path) => !path.endsWith("b.pdf"))).toEqual([]);
    await report("b.pdf", 700);
    expect(await crossed()).toHaveLength(1);
    expect(reader.opened).toEqual([]);
  });

  test("tries again what could not be read", async () => {
    const file = join(folder, "broken.pdf");
    await writeFile(file, "no PDF");
    expect((await read(file)).faults).toHaveLength(1);
    expect((await read(file)).faults).toHaveLength(1);
    expect(reader.opened).toHaveLength(2);
  });
});

describe("entries", () => {
  const key = keyOf("some", "parts");

  test("what was one object is one object again", async () => {
    const word = { text: "612" };
    await openCache(cache).put("reports", key, { block: [word], cell: [word] });
    const back = await openCache(cache).get<{ block: object[]; cell: object[] }>("reports", key);
    expect(back?.block[0]).toEqual(word);
    expect(back?.block[0]).toBe(back?.cell[0]);
  });

  test("parts are told apart by where they end", () => {
    expect(keyOf("ab", "c")).not.toBe(keyOf("a", "bc"));
  });

  test.each([0, 10, 31, 40])("one cut to %d bytes counts as missing, and is mended", async (bytes) => {
    const store = openCache(cache);
    await store.put("reports", key, { a: "x".repeat(100) });
    const [entry] = await cacheEntries(cache);
    await truncate(entry?.path ?? "", bytes);
    expect(await store.get("reports", key)).toBeUndefined();
    await store.put("reports", key, 1);
    expect(await store.get("reports", key)).toBe(1);
  });

  test("many writers of one entry leave it whole, and nothing beside it", async () => {
    const stores = Array.from({ length: 20 }, () => openCache(cache));
    await Promise.all(stores.map((store) => store.put("reports", key, { a: "x".repeat(100_000) })));
    expect(await cacheEntries(cache)).toHaveLength(1);
    expect(await openCache(cache).get("reports", key)).toEqual({ a: "x".repeat(100_000) });
  });

  test("a folder that cannot be written costs time only", async () => {
    await writeFile(cache, "a file");
    await openCache(cache).put("reports", key, 1);
    expect(await openCache(cache).get("reports", key)).toBeUndefined();
  });
});

describe("pruning", () => {
  test("removes first what was not used for longest, down to the limit", async () => {
    const store = openCache(cache);
    const keys = ["a", "b", "c"].map((name) => keyOf(name));
    for (const key of keys) await store.put("reports", key, key);
    for (const { path } of await cacheEntries(cache)) await utimes(path, 1000, 1000);
    await store.get("reports", keys[0] ?? "");
    const [{ bytes = 0 } = {}] = await cacheEntries(cache);
    await pruneCache(cache, 1.5 * bytes);
    const left = await Promise.all(keys.map((key) => store.get("reports", key)));
    expect(left).toEqual([keys[0], undefined, undefined]);
  });

  test("removes what a killed process left half written, once it is old", async () => {
    await openCache(cache).put("reports", keyOf("a"), 1);
    const [entry] = await cacheEntries(cache);
    const drafts = ["0b5c3f0e-1111-4111-8111-111111111111", "0b5c3f0e-2222-4222-8222-222222222222"];
    const paths = drafts.map((draft) => `${entry?.path}.${draft}`);
    for (const path of paths) await writeFile(path, "half");
    await utimes(paths[0] ?? "", 1000, 1000);
    await pruneCache(cache, 1e9);
    expect((await cacheEntries(cache)).map(({ path }) => path).sort()).toEqual(
      [entry?.path, paths[1]].sort(),
    );
  });

  test("leaves alone what no cache wrote", async () => {
    await mkdir(join(cache, KINDS[0]), { recursive: true });
    await writeFile(join(cache, "thesis.txt"), "mine");
    await writeFile(join(cache, KINDS[0], "notes.txt"), "mine");
    await openCache(cache).put("reports", keyOf("a"), 1);
    expect(await pruneCache(cache, 0)).toHaveLength(1);
    expect(await readFile(join(cache, "thesis.txt"), "utf8")).toBe("mine");
    expect(await readFile(join(cache, KINDS[0], "notes.txt"), "utf8")).toBe("mine");
  });
});
