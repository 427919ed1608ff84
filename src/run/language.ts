import type { Language } from "../model/index.js";

/** French where RECOUPE_LANG or the terminal's locale says so, else English. */
export function languageOf(env: Record<string, string | undefined>): Language {
  const wanted = env.RECOUPE_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "";
  return wanted.toLowerCase().startsWith("fr") ? "fr" : "en";
}
