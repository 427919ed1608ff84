import { randomBytes } from "node:crypto";
import { rename, rm, stat } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { join } from "node:path";
import { contentOf, isAlive, madeAlone } from "../disk/lock-file.js";
import { Fault, type Message, plainLine } from "../model/index.js";

/** What locks, and what becomes one, is called; a claimed folder is rid of what others left. */
export const LOCK = ".recoupe-lock";

/** A lock without content that is older than this, milliseconds, was left by a process that died as it made it. */
const UNFILLED = 10_000;

/** Who writes to a folder. */
interface Holder {
  pid: number;
  host: string;
  /** ISO 8601. */
  since: string;
}

/** Ends the hold of a folder; never throws. */
export type Release = () => Promise<void>;

/**
 * Holds a folder for this process. Throws `Fault` that tells who holds it where another process does; what a process
 * that is gone left behind is taken over.
 */
export async function lockFolder(folder: string): Promise<Release> {
  const path = join(folder, LOCK);
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  const token = JSON.stringify({ ...holder, nonce: randomBytes(8).toString("hex") });
  while (!(await madeAlone(path, token))) await takeOver(path, folder);
  return async () => {
    if ((await contentOf(path)) === token) await rm(path, { force: true }).catch(() => undefined);
  };
}

/** Tells who holds a folder, where a process does that is not known to be gone. */
export async function holderOf(folder: string): Promise<Message | undefined> {
  const path = join(folder, LOCK);
  const content = await contentOf(path);
  return content === undefined || (await isAbandoned(path, content)) ? undefined : described(content);
}

/** Removes a lock that nobody holds. Throws `Fault` where somebody does. */
async function takeOver(path: string, folder: string): Promise<void> {
  const seen = await contentOf(path);
  if (seen === undefined) return;
  if (!(await isAbandoned(path, seen)))
    throw new Fault({
      file: folder,
      message: {
        fr: `est en cours d'écriture par ${described(seen).fr}.`,
        en: `is being written by ${described(seen).en}.`,
      },
      remedy: {
        fr: `L'attendre, choisir un autre dossier avec --out, ou supprimer ${path} si ce processus n'est plus.`,
        en: `Wait for it, choose another folder with --out, or remove ${path} if that process is gone.`,
      },
    });
  // Of several that find it abandoned one moves it away; a lock that somebody made meanwhile is put back.
  const aside = `${path}.${randomBytes(4).toString("hex")}`;
  if (!(await moved(path, aside))) return;
  if ((await contentOf(aside)) === seen) await rm(aside, { force: true });
  else await moved(aside, path);
}

const moved = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    () => false,
  );

async function isAbandoned(path: string, content: string): Promise<boolean> {
  const holder = holderIn(content);
  if (holder !== undefined)
    return holder.host === hostname() && (!isAlive(holder.pid) || Date.parse(holder.since) < started());
  const found = await stat(path).catch(() => undefined);
  return found === undefined || Date.now() - found.mtimeMs > UNFILLED;
}

/** When this machine was started, milliseconds since 1970: process numbers from before mean nothing. */
const started = (): number => Date.now() - uptime() * 1000 - 1000;

function holderIn(content: string): Holder | undefined {
  try {
    const { pid, host, since } = JSON.parse(content) as Partial<Holder>;
    return typeof pid === "number" && typeof host === "string" && typeof since === "string"
      ? { pid, host, since }
      : undefined;
  } catch {
    return undefined;
  }
}

function described(content: string): Message {
  const holder = holderIn(content);
  if (holder === undefined)
    return { fr: "un autre processus, qui vient de commencer", en: "another process that has just begun" };
  const { pid, host, since } = holder;
  return {
    fr: plainLine(`le processus ${pid} de ${host} depuis ${since}`),
    en: plainLine(`process ${pid} on ${host} since ${since}`),
  };
}
