import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../model/index.js";

/**
 * The PDF files that the given paths stand for, in the order of their names: a file as it is, a folder
 * with all `*.pdf` below it. Symbolic links inside folders are not followed. Throws `Fault` where a
 * path does not exist or nothing is found.
 */
export async function inputFiles(paths: readonly string[]): Promise<string[]> {
  const found = (await Promise.all(paths.map(filesAt))).flat();
  if (found.length === 0)
    throw new Fault({
      file: paths.join(", "),
      message: "holds no PDF file.",
      remedy: "Put reports there, or name files and folders after `recoupe run`.",
    });
  return [...new Set(found)].sort();
}

async function filesAt(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => undefined);
  if (kind === undefined)
    throw new Fault({
      file: path,
      message: "does not exist.",
      remedy: "Check the path after `recoupe run`.",
    });
  return kind.isDirectory() ? pdfsBelow(path) : [path];
}

async function pdfsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return pdfsBelow(path);
      return entry.isFile() && /\.pdf$/i.test(entry.name) ? [path] : [];
    }),
  );
  return nested.flat();
}
