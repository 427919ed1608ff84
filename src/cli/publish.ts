import { cacheFolder } from "../run/cache.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { limitsOf } from "../run/limits.js";
import { differenceLines, diffFolders, republish } from "../run/publish.js";

export async function publishCommand(
  folder: string,
  options: { out?: string; values?: "printed" | "corrected"; json?: true },
): Promise<void> {
  const out = options.out ?? folder;
  await republish(folder, out, {
    ...(options.values === undefined ? {} : { values: options.values }),
    limits: limitsOf(terminal.env),
    cache: cacheFolder(terminal.env),
  });
  const { json, values = "corrected" } = options;
  terminal.say(json ? JSON.stringify({ out, values }) : `→ ${out}`);
}

export async function diffCommand(old: string, next: string, options: { json?: true }): Promise<void> {
  const difference = await diffFolders(old, next);
  if (options.json) terminal.say(JSON.stringify(difference, null, 1));
  else for (const line of differenceLines(difference, languageOf(terminal.env))) terminal.say(line);
}
