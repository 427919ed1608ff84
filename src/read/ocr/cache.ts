import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Box } from "../../model/index.js";
import { claim } from "./claim.js";
import { ENGINE } from "./engine.js";
import type { Raster } from "./raster.js";
import type { Seen, Wanted } from "./seen.js";

/** Raised with every change of how pictures are read: what was kept before is then read again. */
const EDITION = 58;

const Kept = z.object({
  words: z.array(
    z.object({
      text: z.string(),
      printed: z.string().optional(),
      box: Box,
      size: z.number(),
      font: z.string(),
      bold: z.boolean(),
      italic: z.boolean(),
      colour: z.string(),
      method: z.literal("ocr"),
      confidence: z.number(),
      readings: z.array(z.string()).optional(),
    }),
  ),
  edges: z.array(
    z.object({ orientation: z.enum(["h", "v"]), box: Box, width: z.number(), colour: z.string() }),
  ),
  fills: z.array(z.object({ box: Box, colour: z.string() })),
  skew: z.number(),
});

/** The same for the same picture, whatever file it comes in. */
export function keyOf({ width, height, planes, scale }: Raster, wanted: Wanted): string {
  const how = JSON.stringify([EDITION, ENGINE, width, height, scale, wanted]);
  const hash = createHash("sha256").update(how);
  for (const plane of planes) hash.update(plane);
  return hash.digest("hex");
}

/** Milliseconds between looks at whether another process has read a picture. */
const LOOK = 100;

/**
 * What was seen in a picture before, or is seen by `read` and kept. Who wants it while another reads it waits for that.
 * Throws what `read` throws, and where `limit` ends the wait.
 */
export async function once(key: string, read: () => Promise<Seen>, limit: AbortSignal): Promise<Seen> {
  for (;;) {
    const known = await kept(key);
    if (known !== undefined) return known;
    const release = await claim(pathOf(key));
    if (release === undefined) {
      await sleep(LOOK, undefined, { signal: limit });
      continue;
    }
    try {
      const seen = await read();
      await keep(key, seen);
      return seen;
    } finally {
      await release();
    }
  }
}

/** Undefined where it was not seen before, or the file is damaged. */
async function kept(key: string): Promise<Seen | undefined> {
  try {
    return Kept.parse(JSON.parse(await readFile(pathOf(key), "utf8"))) as Seen;
  } catch {
    return undefined;
  }
}

/** Keeps what was seen. The file appears whole or not at all; a folder that cannot be written only costs time. */
async function keep(key: string, seen: Seen): Promise<void> {
  const path = pathOf(key);
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, JSON.stringify(seen));
    await rename(draft, path);
  } catch {
    // The next run reads the picture again.
  }
}

function pathOf(key: string): string {
  const folder = process.env.RECOUPE_CACHE || ".recoupe-cache";
  return join(folder, "ocr", key.slice(0, 2), `${key}.json`);
}
