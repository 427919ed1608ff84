import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Fault } from "../model/index.js";
import { bytesAt } from "./fetching.js";
import { sha256Of } from "./kept.js";

export const isUrl = (file: string): boolean => /^https?:\/\//i.test(file);

/** How a document at a URL is named: without what signs the request, which is nobody else's business. */
export function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  try {
    return `${origin}${decodeURI(pathname)}`;
  } catch {
    return `${origin}${pathname}`;
  }
}

function cannotFetch(url: string, cause: unknown): Fault {
  const said =
    cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : "";
  return new Fault({
    file: nameOf(url),
    message: { fr: `ne peut être téléchargé (${said}).`, en: `cannot be fetched (${said}).` },
    remedy: {
      fr: "Vérifier l'adresse, qu'elle n'a pas expiré, et que cette machine peut l'atteindre.",
      en: "Check the address, that it has not expired, and that this machine may reach it.",
    },
    cause,
  });
}

/** Lower-case hex. Throws `Fault` for a URL that does not answer; undefined for a file that cannot be read. */
export async function sha256At(source: string): Promise<string | undefined> {
  if (!isUrl(source)) return sha256Of(source);
  const hash = createHash("sha256");
  try {
    for await (const chunk of bytesAt(source)) hash.update(chunk);
  } catch (cause) {
    throw cannotFetch(source, cause);
  }
  return hash.digest("hex");
}

/** Documents brought to this machine. */
export interface Sources {
  /** Path of a document; where `sha256` is given, other bytes are refused. Throws `Fault`. */
  path(source: string, file: string, sha256?: string): Promise<string>;
  /** Removes what was fetched. */
  close(): Promise<void>;
}

/** Fetched documents kept at the same time: pages of one follow on one another. */
const MOST_FETCHED = 16;

/** Reads folders where they are, and keeps what it fetches in a temporary folder for a while. */
export function openSources(): Sources {
  const fetched = new Map<string, Promise<string>>();
  let folder: Promise<string> | undefined;
  const fetchTo = async (source: string, sha256: string | undefined): Promise<string> => {
    folder ??= mkdtemp(join(tmpdir(), "recoupe-fetched-"));
    const path = join(await folder, `${randomUUID()}.pdf`);
    const hash = createHash("sha256");
    const counted = new Transform({
      transform(chunk, _, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(Readable.from(bytesAt(source)), counted, createWriteStream(path));
    } catch (cause) {
      throw cannotFetch(source, cause);
    }
    const found = hash.digest("hex");
    if (sha256 !== undefined && found !== sha256) throw otherBytes(nameOf(source));
    return path;
  };
  return {
    path: async (source, file, sha256) => {
      if (!isUrl(source)) {
        if (sha256 === undefined) return source;
        const found = await sha256Of(source);
        if (found === undefined) throw notHere(file, source);
        if (found !== sha256) throw otherBytes(file);
        return source;
      }
      const name = sha256 ?? source;
      const known = fetched.get(name) ?? fetchTo(source, sha256);
      known.catch(() => fetched.delete(name));
      fetched.delete(name);
      fetched.set(name, known);
      const [oldest] = fetched;
      if (fetched.size > MOST_FETCHED && oldest !== undefined) {
        fetched.delete(oldest[0]);
        await oldest[1].then((path) => rm(path, { force: true })).catch(() => undefined);
      }
      return known;
    },
    close: async () => {
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
}

const notHere = (file: string, source: string): Fault =>
  new Fault({
    file,
    message: {
      fr: `n'est pas vu de cet ouvrier à ${source}.`,
      en: `cannot be seen by this worker at ${source}.`,
    },
    remedy: {
      fr: "Monter le dossier des rapports au même chemin sur toutes les machines, ou donner des URL.",
      en: "Mount the folder of the reports at the same path on all machines, or give URLs.",
    },
  });

const otherBytes = (file: string): Fault =>
  new Fault({
    file,
    message: {
      fr: "n'est plus le fichier par lequel la lecture a commencé.",
      en: "is no longer the file that the run began with.",
    },
    remedy: { fr: "Recommencer.", en: "Run it again." },
  });
