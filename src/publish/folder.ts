import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Fault } from "../model/index.js";

const STAGING = ".recoupe-new-";

/** Name and content of each file of a publication. */
export type Publication = Map<string, string | Uint8Array>;

/** Makes sure that `folder` exists and can be written, before any work is done. Throws `Fault`. */
export async function claimFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `${STAGING}${randomBytes(4).toString("hex")}`);
    await mkdir(probe);
    await rm(probe, { recursive: true });
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

/**
 * Writes a publication: all files beside the old ones first, flushed to disk, and only then renamed
 * over them, so that an interruption leaves the previous publication as it was. Throws `Fault`.
 */
export async function writePublication(folder: string, files: Publication): Promise<void> {
  const staging = join(folder, `${STAGING}${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    await sweep(folder);
    for (const [name, content] of files) await writeFlushed(join(staging, name), content);
    for (const name of files.keys()) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await rename(join(staging, name), join(folder, name));
    }
  } catch (cause) {
    throw cannotWrite(folder, cause);
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function writeFlushed(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, "w");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what an interrupted run of a process that is gone left behind. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(new RegExp(`^\\${STAGING}(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !alive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function cannotWrite(folder: string, cause: unknown): Fault {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Fault({
    file: folder,
    message: `cannot be written (${reason}).`,
    remedy: "Choose another folder with --out, or mend its permissions or free space.",
    cause,
  });
}
