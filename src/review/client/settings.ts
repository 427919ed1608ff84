import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../model/index.js";
import { ENGLISH } from "./english.js";
import { FRENCH } from "./french.js";
import type { Words } from "./words.js";

/** What a steward chose on this machine. */
export interface Settings {
  language: Language;
  /** Empty until typed; then the server's own user stands. */
  steward: string;
  keys: boolean;
}

const STORE = "recoupe-review";

export function loadSettings(): Settings {
  const preset: Settings = { language: "fr", steward: "", keys: true };
  try {
    return { ...preset, ...(JSON.parse(localStorage.getItem(STORE) ?? "{}") as Partial<Settings>) };
  } catch {
    return preset;
  }
}

export const saveSettings = (settings: Settings): void =>
  localStorage.setItem(STORE, JSON.stringify(settings));

export const wordsOf = (language: Language): Words => (language === "fr" ? FRENCH : ENGLISH);

export const LanguageContext = createContext<Language>("fr");

/** The words of the page, in the language chosen. */
export function useWords(): { words: Words; language: Language } {
  const language = useContext(LanguageContext);
  return { words: wordsOf(language), language };
}
