import { randomBytes } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { contentOf, isAlive, madeAlone } from "../../disk/lock-file.js";
import { Fault } from "../../model/index.js";

/** A lock is held for milliseconds; one as old as this was left behind, whoever made it. */
const ABANDONED_MS = 60_000;
const PATIENCE_MS = 10_000;

/** Runs `work` while no other process does so for the same `path`. Throws `Fault` when it cannot get in. */
export async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  const token = JSON.stringify({ pid: process.pid, host: hostname(), nonce: randomBytes(8).toString("hex") });
  await acquire(lock, token);
  try {
    return await work();
  } finally {
    if ((await contentOf(lock)) === token) await rm(lock, { force: true });
  }
}

async function acquire(lock: string, token: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let wait = 2; !(await madeAlone(lock, token)); wait = Math.min(wait * 2, 100)) {
    await removeAbandoned(lock);
    if (Date.now() > deadline) throw heldBy(lock, (await contentOf(lock)) ?? "");
    await pause(wait + Math.random() * wait);
  }
}

function heldBy(lock: string, content: string): Fault {
  return new Fault({
    file: lock,
    message: {
      fr: `un autre processus le tient (${content}).`,
      en: `another process holds it (${content}).`,
    },
    remedy: {
      fr: "L'attendre, ou supprimer ce fichier si ce processus n'est plus.",
      en: "Wait for it, or remove this file if that process is gone.",
    },
  });
}

/** Of several that find the same lock abandoned only one, the maker of the guard, removes it. */
async function removeAbandoned(lock: string): Promise<void> {
  const seen = await contentOf(lock);
  if (seen === undefined || !(await isAbandoned(lock, seen))) return;
  const guard = `${lock}.guard`;
  if (await madeAlone(guard, "")) {
    try {
      if ((await contentOf(lock)) === seen) await rm(lock, { force: true });
    } finally {
      await rm(guard, { force: true });
    }
  } else if ((await ageOf(guard)) > ABANDONED_MS) await rm(guard, { force: true });
}

async function isAbandoned(lock: string, content: string): Promise<boolean> {
  if ((await ageOf(lock)) > ABANDONED_MS) return true;
  try {
    const { pid, host } = JSON.parse(content) as { pid: number; host: string };
    return host === hostname() && !isAlive(pid);
  } catch {
    return false; // Just made, not yet filled.
  }
}

async function ageOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}
