import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../model/index.js";
import type { Task } from "./read-report.js";
import { isUrl, nameOf } from "./sources.js";

/**
 * The reports that the given paths stand for, in the order of their names: files, folders with all `*.pdf` below them,
 * URLs, and lists of these (`*.txt`, one a line, `#` before remarks). Throws `Fault` as `inputFiles` does.
 */
export async function inputTasks(paths: readonly string[]): Promise<Task[]> {
  const named = (await Promise.all(paths.map(listed))).flat();
  const urls = named.filter(isUrl).map((url): Task => ({ file: nameOf(url), path: url }));
  const files = named.filter((path) => !isUrl(path));
  const local = files.length === 0 && urls.length > 0 ? [] : await inputFiles(files);
  const all = [...urls, ...local.map((file): Task => ({ file }))];
  const byName = new Map(all.map((task) => [task.file, task]));
  return [...byName.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

async function listed(path: string): Promise<string[]> {
  if (isUrl(path) || !/\.txt$/i.test(path)) return [path];
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Fault({
      file: path,
      message: { fr: "ne peut être lu.", en: "cannot be read." },
      remedy: { fr: "Vérifier le chemin.", en: "Check the path." },
      cause,
    });
  });
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

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
      message: { fr: "ne contient aucun fichier PDF.", en: "holds no PDF file." },
      remedy: {
        fr: "Y mettre des rapports, ou donner fichiers et dossiers après `recoupe run`.",
        en: "Put reports there, or name files and folders after `recoupe run`.",
      },
    });
  return [...new Set(found)].sort();
}

async function filesAt(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => undefined);
  if (kind === undefined)
    throw new Fault({
      file: path,
      message: { fr: "n'existe pas.", en: "does not exist." },
      remedy: {
        fr: "Vérifier le chemin, ou donner fichiers et dossiers de rapports après `recoupe run`.",
        en: "Check the path, or name files and folders of reports after `recoupe run`.",
      },
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
