import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { isAlive } from "../../disk/lock-file.js";

/** Ends a claim. */
export type Release = () => Promise<void>;

/** Milliseconds after which a claim is not believed any more: reading twice costs less than waiting for nobody. */
const LONGEST = 300_000;

/**
 * Claims the making of a file that several processes may want at once; undefined where another is at it. Where no claim
 * can be written, everyone makes the file for himself.
 */
export async function claim(file: string): Promise<Release | undefined> {
  // Named as a draft of the file: what a killed process left is pruned with drafts.
  const path = `${file}.00000000-0000-0000-0000-000000000000`;
  const release = (): Promise<void> => rm(path, { force: true }).catch(() => undefined);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify([hostname(), process.pid]), { flag: "wx" });
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EEXIST";
    if (taken && ((await isHeld(path)) || (await isRemoved(path)))) return undefined;
  }
  return release;
}

async function isHeld(path: string): Promise<boolean> {
  try {
    if (Date.now() - (await stat(path)).mtimeMs > LONGEST) return false;
    const [host, pid]: unknown[] = JSON.parse(await readFile(path, "utf8"));
    return host !== hostname() || isAlive(Number(pid));
  } catch {
    // Just ended, or just begun: the next look tells.
    return true;
  }
}

/** Whether a claim that nobody holds is out of the way. */
async function isRemoved(path: string): Promise<boolean> {
  const aside = `${path.slice(0, -randomUUID().length)}${randomUUID()}`;
  try {
    await rename(path, aside);
    await rm(aside);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}
