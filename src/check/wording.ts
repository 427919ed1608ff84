import type Big from "big.js";
import type { Catalogue, Message, Observation } from "../model/index.js";

export type Language = "fr" | "en";

const GROUP: Record<Language, string> = { fr: "\u202f", en: "," };
const POINT: Record<Language, string> = { fr: ",", en: "." };

/** A number as readers of the language write it: `10 029`, `22,1`; at most `places` decimals. */
export function number(value: Big, places: number, language: Language): string {
  const [whole = "", fraction] = value.abs().toFixed(Math.max(0, places)).split(".");
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, GROUP[language]) : whole;
  const sign = value.lt(0) && !/^0*$/.test(whole + (fraction ?? "")) ? "\u2212" : "";
  return sign + grouped + (fraction ? POINT[language] + fraction : "");
}

const UNIT: Record<Language, Record<string, string>> = {
  fr: { PT: "\u00a0%", EUR: "\u00a0€", PP: "\u00a0points", FTE: "\u00a0ETP", HOURS: "\u00a0h" },
  en: { PT: "%", EUR: "\u00a0€", PP: "\u00a0points", FTE: "\u00a0FTE", HOURS: "\u00a0h" },
};

export const unit = (o: Observation, language: Language): string => UNIT[language][o.unit_measure] ?? "";

/** A number of an observation, with its unit, at its printed precision. */
export function amount(value: Big, o: Observation, language: Language, more = 0): string {
  return number(value, Math.max(0, o.decimals - o.unit_mult) + more, language) + unit(o, language);
}

const QUOTES: Record<Language, readonly [string, string]> = { fr: ["«\u00a0", "\u00a0»"], en: ["“", "”"] };
export const quoted = (text: string, language: Language): string => QUOTES[language].join(text);

const MOST_CHARACTERS = 90;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= MOST_CHARACTERS) return line;
  return `${line.slice(0, line.lastIndexOf(" ", MOST_CHARACTERS))}…`;
}

/** What a value is called where it is printed: its row and column, else the words around it. */
export function nameOf(o: Observation, catalogue: Catalogue, language: Language): string {
  const labels = [o.source_row, o.source_column].filter((label) => label !== "");
  if (labels.length > 0) return quoted(shortened(labels.join(" – ")), language);
  if (o.source_context !== "") return quoted(shortened(o.source_context), language);
  return quoted(catalogue[o.indicator]?.label[language] ?? o.indicator, language);
}

export function rowOf(o: Observation, language: Language): string {
  return quoted(shortened(o.source_row || o.source_column || o.source_context), language);
}

/** Page and innermost heading. */
export function whereOf(o: Observation, language: Language): string {
  const heading = o.source_table || o.source_section.split(" > ").at(-1) || "";
  const page = `p.\u00a0${o.source_page}`;
  return heading === "" ? page : `${page}, ${quoted(shortened(heading), language)}`;
}

export const both = (make: (language: Language) => string): Message => ({ fr: make("fr"), en: make("en") });
