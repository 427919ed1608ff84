import { cacheEntries, cacheFolder, KINDS, pruneCache } from "../run/cache.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { limitsOf } from "../run/limits.js";

const MEGABYTE = 2 ** 20;

const WORDS = {
  fr: {
    reports: "rapports lus",
    identities: "éditeurs reconnus",
    extractions: "extractions",
    ocr: "images reconnues",
    crops: "extraits de pages",
    checks: "vérifications",
    readings: "secondes lectures",
  },
  en: {
    reports: "reports read",
    identities: "publishers found",
    extractions: "extractions",
    ocr: "pictures read",
    crops: "parts of pages",
    checks: "checks",
    readings: "second readings",
  },
} as const;

type Entries = Awaited<ReturnType<typeof cacheEntries>>;

const bytesOf = (entries: Entries): number => entries.reduce((sum, entry) => sum + entry.bytes, 0);

const byKind = (entries: Entries): Record<string, { entries: number; bytes: number }> =>
  Object.fromEntries(
    KINDS.map((kind) => {
      const own = entries.filter((entry) => entry.kind === kind);
      return [kind, { entries: own.length, bytes: bytesOf(own) }];
    }),
  );

/** Lists a cache by kind, brings it down to its limit, or empties it. */
export async function cacheCommand(
  what: "list" | "prune" | "clear",
  { json }: { json?: true } = {},
): Promise<void> {
  const folder = cacheFolder(terminal.env);
  const french = languageOf(terminal.env) === "fr";
  const megabytes = (bytes: number): string =>
    new Intl.NumberFormat(french ? "fr-FR" : "en-GB", { maximumFractionDigits: 1 }).format(bytes / MEGABYTE);
  if (what === "list") {
    const entries = await cacheEntries(folder);
    if (json)
      return terminal.say(JSON.stringify({ folder, bytes: bytesOf(entries), kinds: byKind(entries) }));
    const words = WORDS[french ? "fr" : "en"];
    for (const kind of KINDS) {
      const own = entries.filter((entry) => entry.kind === kind);
      terminal.say(`${own.length} ${words[kind]}, ${megabytes(bytesOf(own))} MB`);
    }
    terminal.say(`${folder}: ${megabytes(bytesOf(entries))} MB`);
    return;
  }
  const limit = what === "clear" ? 0 : limitsOf(terminal.env).cacheMegabytes * MEGABYTE;
  const removed = await pruneCache(folder, limit);
  if (json) return terminal.say(JSON.stringify({ folder, removed: removed.length, bytes: bytesOf(removed) }));
  const [count, size] = [removed.length, megabytes(bytesOf(removed))];
  terminal.say(french ? `${count} entrées supprimées, ${size} MB.` : `${count} entries removed, ${size} MB.`);
}
