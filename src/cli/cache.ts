import type { Language } from "../model/index.js";
import { cacheEntries, cacheFolder, KINDS, pruneCache } from "../run/cache.js";
import { counted, type Forms } from "../run/counted.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { limitsOf } from "../run/limits.js";

const MEGABYTE = 2 ** 20;

const WORDS: Record<Language, Record<(typeof KINDS)[number], Forms> & { removed: Forms; megabytes: string }> =
  {
    fr: {
      reports: ["rapport lu", "rapports lus"],
      identities: ["éditeur reconnu", "éditeurs reconnus"],
      extractions: ["extraction", "extractions"],
      ocr: ["image reconnue", "images reconnues"],
      crops: ["extrait de page", "extraits de pages"],
      checks: ["vérification", "vérifications"],
      readings: ["seconde lecture", "secondes lectures"],
      removed: ["entrée supprimée", "entrées supprimées"],
      megabytes: "Mo",
    },
    en: {
      reports: ["report read", "reports read"],
      identities: ["publisher found", "publishers found"],
      extractions: ["extraction", "extractions"],
      ocr: ["picture read", "pictures read"],
      crops: ["part of a page", "parts of pages"],
      checks: ["check", "checks"],
      readings: ["second reading", "second readings"],
      removed: ["entry removed", "entries removed"],
      megabytes: "MB",
    },
  };

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
  const language = languageOf(terminal.env);
  const words = WORDS[language];
  const format = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 1 });
  const megabytes = (bytes: number): string => `${format.format(bytes / MEGABYTE)} ${words.megabytes}`;
  if (what === "list") {
    const entries = await cacheEntries(folder);
    if (json)
      return terminal.say(JSON.stringify({ folder, bytes: bytesOf(entries), kinds: byKind(entries) }));
    for (const kind of KINDS) {
      const own = entries.filter((entry) => entry.kind === kind);
      terminal.say(`${counted(own.length, words[kind], language)}, ${megabytes(bytesOf(own))}`);
    }
    terminal.say(`${folder}${language === "fr" ? " :" : ":"} ${megabytes(bytesOf(entries))}`);
    return;
  }
  const limit = what === "clear" ? 0 : limitsOf(terminal.env).cacheMegabytes * MEGABYTE;
  const removed = await pruneCache(folder, limit);
  if (json) return terminal.say(JSON.stringify({ folder, removed: removed.length, bytes: bytesOf(removed) }));
  terminal.say(`${counted(removed.length, words.removed, language)}, ${megabytes(bytesOf(removed))}.`);
}
