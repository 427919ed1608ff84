import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { LongDataset } from "../../src/model/index.js";
import { type PublicationOptions, publication, writePublication } from "../../src/publish/index.js";

/** Files of a publication as they stand on disk: text as text, the rest as bytes. In the order of their names. */
export async function written(
  dataset: LongDataset,
  options?: PublicationOptions,
): Promise<Map<string, string | Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), "recoupe-written-"));
  try {
    await writePublication(folder, publication(dataset, options));
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((e) => e.isFile())
      .map((e) => relative(folder, join(e.parentPath, e.name)))
      .sort();
    const contents = names.map(async (name): Promise<[string, string | Uint8Array]> => {
      const bytes = new Uint8Array(await readFile(join(folder, name)));
      return [name, /\.(?:parquet|duckdb|xlsx)$/.test(name) ? bytes : Buffer.from(bytes).toString("utf8")];
    });
    return new Map(await Promise.all(contents));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
