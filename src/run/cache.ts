import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/**
 * What is kept: reports laid out, whose they are, and what was extracted from them; what the checks
 * found in one; pictures recognised; second readings.
 */
export const KINDS = ["reports", "identities", "extractions", "checks", "ocr", "crops", "readings"] as const;
type Kind = (typeof KINDS)[number];

/**
 * Results kept by the hash of all that they come from. An entry appears whole or not at all, and one that was damaged
 * counts as missing, so processes may share a folder and may be killed at any time.
 */
export interface Cache {
  /** Undefined where it is not there. What was one object when it was put is one object again. */
  get<T>(kind: Kind, key: string): Promise<T | undefined>;
  /** Never throws: a folder that cannot be written only costs time. */
  put(kind: Kind, key: string, value: unknown): Promise<void>;
}

/** Where results are kept, unless told otherwise. */
export const cacheFolder = (env: Record<string, string | undefined>): string =>
  env.RECOUPE_CACHE || ".recoupe-cache";

const pathOf = (folder: string, kind: Kind, key: string): string => join(folder, kind, key.slice(0, 2), key);

/** The cache in a folder; without a folder nothing is kept. */
export function openCache(folder: string | undefined): Cache {
  if (folder === undefined) return { get: async () => undefined, put: async () => undefined };
  return {
    async get<T>(kind: Kind, key: string): Promise<T | undefined> {
      const path = pathOf(folder, kind, key);
      try {
        const value = unpacked(await readFile(path)) as T;
        await touch(path);
        return value;
      } catch {
        return undefined;
      }
    },
    async put(kind, key, value) {
      const path = pathOf(folder, kind, key);
      const draft = `${path}.${randomUUID()}`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(draft, packed(value));
        await rename(draft, path);
      } catch {
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Marks an entry as used: pruning takes those first that were not used for longest. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

const DIGEST_BYTES = 32;
const digestOf = (body: Uint8Array): Buffer => createHash("sha256").update(body).digest();

/** A value as bytes that carry a hash of themselves. */
export function packed(value: unknown): Buffer {
  const body = deflateRawSync(serialize(value), { level: 1 });
  return Buffer.concat([digestOf(body), body]);
}

/** Throws `RangeError` where the bytes are not what `packed` gave. */
export function unpacked(bytes: Uint8Array): unknown {
  const body = bytes.subarray(DIGEST_BYTES);
  if (!digestOf(body).equals(bytes.subarray(0, DIGEST_BYTES))) throw new RangeError("damaged entry");
  return deserialize(inflateRawSync(body));
}

/** The key of what comes from all the parts. */
export function keyOf(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

export interface CacheEntry {
  kind: Kind;
  path: string;
  bytes: number;
  /** Milliseconds since 1970. */
  used: number;
  /** Left half written by a process that was killed, or being written now. */
  draft: boolean;
}

/** Only what a cache names so is ever listed or removed: the folder may be one that holds other things. */
const ENTRY = /^[0-9a-f]{64}(?:\.json)?(?<draft>\.[0-9a-f-]{36})?$/;

/** Every entry of a cache; none where there is no such folder. */
export async function cacheEntries(folder: string): Promise<CacheEntry[]> {
  const lists = KINDS.map(async (kind) => {
    const root = join(folder, kind);
    const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
    const entries = found.map(async (file): Promise<CacheEntry[]> => {
      const name = file.isFile() ? ENTRY.exec(file.name) : null;
      if (name === null) return [];
      const path = join(file.parentPath, file.name);
      const facts = await stat(path).catch(() => undefined);
      if (facts === undefined) return [];
      const draft = name.groups?.draft !== undefined;
      return [{ kind, path, bytes: facts.size, used: facts.mtimeMs, draft }];
    });
    return (await Promise.all(entries)).flat();
  });
  return (await Promise.all(lists)).flat();
}

/** A draft this old belongs to a process that is gone. */
const STALE_DRAFT = 3_600_000;

/** Removes stale drafts, then what was not used for longest, until at most `bytes` are kept. Returns what it removed. */
export async function pruneCache(folder: string, bytes: number): Promise<CacheEntry[]> {
  const entries = (await cacheEntries(folder)).sort((a, b) => a.used - b.used);
  let kept = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const removed: CacheEntry[] = [];
  for (const entry of entries) {
    const stale = entry.draft && Date.now() - entry.used > STALE_DRAFT;
    if (!stale && (entry.draft || kept <= bytes)) continue;
    await rm(entry.path, { force: true });
    kept -= entry.bytes;
    removed.push(entry);
  }
  return removed;
}
