import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Fault } from "../model/index.js";
import { holderOf, LOCK, lockFolder, type Release } from "./lock.js";

/** Where files are written first, and what that folder is called once all of them are: from then on they hold. */
const STAGING = ".recoupe-new-";
const COMMITTED = ".recoupe-commit";

/** What a file holds: all of it, parts that are made one after the other, or what writes it to a path. */
export type Content = string | Uint8Array | Iterable<string> | ((path: string) => Promise<void>);

/** Name and content of each file of a publication, written in this order and once. */
export type Publication = Map<string, Content>;

/**
 * Makes sure that `folder` exists and can be written, before any work is done, and holds it until the function it
 * returns is called. Throws `Fault`, which tells who holds the folder where another process does.
 */
export async function claimFolder(folder: string): Promise<Release> {
  try {
    await mkdir(folder, { recursive: true });
    const release = await lockFolder(folder);
    try {
      await settle(folder);
      await sweep(folder);
      return release;
    } catch (error) {
      await release();
      throw error;
    }
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

/**
 * Writes a publication: all files beside the old ones first, flushed to disk; then one renaming decides that they
 * hold, and they are put in place. An interruption leaves the previous publication as it was, or the new one, which
 * `settledFolder` or the next publication puts in place. Throws `Fault`.
 */
export async function writePublication(folder: string, files: Publication): Promise<void> {
  const staging = join(folder, `${STAGING}${randomBytes(6).toString("hex")}`);
  try {
    await settle(folder);
    for (const [name, content] of files) await writeFlushed(join(staging, name), content);
    for (const path of new Set([...files.keys()].map((name) => dirname(join(staging, name)))))
      await flushed(path);
    // What could still fail fails before it is decided.
    for (const name of files.keys()) await ownFolder(folder, dirname(join(folder, name)));
    await rename(staging, join(folder, COMMITTED));
    await flushed(folder);
    await settle(folder);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
    throw cannotWrite(folder, cause);
  }
}

/** Puts in place what an interrupted process had decided, unless it is still at work. Throws `Fault`. */
export async function settledFolder(folder: string): Promise<void> {
  if (!(await isFolder(join(folder, COMMITTED)))) return;
  const holder = await holderOf(folder);
  if (holder !== undefined)
    throw new Fault({
      file: folder,
      message: { fr: `est en cours d'écriture par ${holder.fr}.`, en: `is being written by ${holder.en}.` },
      remedy: { fr: "L'attendre, puis recommencer.", en: "Wait for it, and try again." },
    });
  try {
    await settle(folder);
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

/** Puts in place what is decided, if anything is. */
async function settle(folder: string): Promise<void> {
  const committed = join(folder, COMMITTED);
  if (!(await isFolder(committed))) return;
  for (const name of await filesBelow(committed)) {
    const target = join(folder, name);
    await ownFolder(folder, dirname(target));
    await rename(join(committed, name), target);
  }
  await flushed(folder);
  await rm(committed, { recursive: true });
}

/** Removes what interrupted processes had not decided; only who holds the folder may. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(STAGING) || name.startsWith(`${LOCK}.`))
      await rm(join(folder, name), { recursive: true, force: true });
}

/** Paths of the files below a folder, relative to it. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Makes a folder below `root`. Throws where a link that leads elsewhere stands in its place. */
async function ownFolder(root: string, folder: string): Promise<void> {
  if (folder === root) return;
  await ownFolder(root, dirname(folder));
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) await mkdir(folder);
  else if (!found.isDirectory()) throw new Error(`${relative(root, folder)} is no folder of its own`);
}

/** True for a folder that is no link to one. */
const isFolder = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Characters gathered before they are written. */
const GATHERED = 1 << 18;

async function writeFlushed(path: string, content: Content): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (typeof content === "function") await content(path);
  const handle = await open(path, typeof content === "function" ? "r+" : "wx");
  try {
    if (typeof content === "string" || content instanceof Uint8Array) await handle.writeFile(content);
    else if (typeof content !== "function")
      for (const part of gathered(content)) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The same text in larger parts. */
function* gathered(parts: Iterable<string>): Generator<string> {
  let text = "";
  for (const part of parts) {
    text += part;
    if (text.length < GATHERED) continue;
    yield text;
    text = "";
  }
  yield text;
}

/** Waits until the names in a folder are on the disk, where the system can tell. */
async function flushed(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function cannotWrite(folder: string, cause: unknown): Fault {
  if (cause instanceof Fault) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Fault({
    file: folder,
    message: { fr: `ne peut être écrit (${reason}).`, en: `cannot be written (${reason}).` },
    remedy: {
      fr: "Choisir un autre dossier avec --out, corriger ses droits ou libérer de la place.",
      en: "Choose another folder with --out, or mend its permissions or free space.",
    },
    cause,
  });
}
