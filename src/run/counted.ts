import type { Language } from "../model/index.js";

/** What is said of one, and of several: `decision`, `decisions`. */
export type Forms = readonly [one: string, several: string];

/** A number and what it counts, as a language writes them: `1 document`, `3 001 pages`, `0 observation`. */
export function counted(n: number, [one, several]: Forms, language: Language): string {
  const number = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB").format(n);
  return `${number} ${new Intl.PluralRules(language).select(n) === "one" ? one : several}`;
}
