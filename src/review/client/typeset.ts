import type { Language, Message } from "../../model/index.js";

/** A message in one language; in French, signs that begin no line are tied to the word before them. */
export function said(message: Message, language: Language): string {
  if (language === "en") return message.en;
  return message.fr.replace(/ (?=[:;!?»%€])/g, "\u00a0").replace(/« /g, "«\u00a0");
}

/** The place that most messages begin with: a list says it beside them. */
const PLACE = /^p\.\s\d+(?:,\s[«“"][^»”"]*[»”"])?\s?:\s(?=.)/;

/** The same without the place where it stands. */
export const saidShort = (message: Message, language: Language): string =>
  said({ fr: message.fr.replace(PLACE, ""), en: message.en.replace(PLACE, "") }, language);
