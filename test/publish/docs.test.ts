import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { publication } from "../../src/publish/index.js";
import { loadSchemas } from "../../src/run/rulebooks.js";
import { sample } from "./sample.js";

const docs = resolve(import.meta.dirname, "../../docs");

describe("the documentation of the data", () => {
  test("its SQL answers its question", async () => {
    const page = await readFile(join(docs, "using-the-data.md"), "utf8");
    const [, sql = ""] = /```sql\n(.*?)```/s.exec(page) ?? [];
    const folder = await mkdtemp(join(tmpdir(), "recoupe-"));
    try {
      const path = join(folder, "recoupe.duckdb");
      await writeFile(path, (await publication(sample())).get("recoupe.duckdb") ?? "");
      const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
      const connection = await instance.connect();
      const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
      connection.closeSync();
      instance.closeSync();
      const known = rows.filter((r) => r.cej !== null);
      expect(
        known.map((r) => [r.commune, r.year, Number(r.cej), Number(r.contacts), Number(r.per_contact)]),
      ).toEqual([
        ["La Madeleine", 2023, 33, 132, 0.25],
        ["Lambersart", 2023, 12, 112, 0.11],
        ["Lambersart", 2025, 21, 140, 0.15],
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  /** `vitest -u` writes it anew. */
  test("the data dictionary is the one that publications hold", async () => {
    const { catalogue, codeLists } = loadSchemas(resolve(docs, "../schemas"));
    const empty = {
      ...sample(),
      observations: [],
      figures: [],
      anomalies: [],
      documents: [],
      catalogue,
      codeLists,
    };
    const files = await publication(empty);
    await expect(String(files.get("data-dictionary.md"))).toMatchFileSnapshot(
      join(docs, "data-dictionary.md"),
    );
  });
});
