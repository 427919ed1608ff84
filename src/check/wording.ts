import type Big from "big.js";
import { type Catalogue, innermost, type Language, type Message, type Observation } from "../model/index.js";

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

const unit = (o: Observation, language: Language): string => UNIT[language][o.unit_measure] ?? "";

/** A number of an observation, with its unit, at its printed precision. */
export function amount(value: Big, o: Observation, language: Language, more = 0): string {
  return number(value, Math.max(0, o.decimals - o.unit_mult) + more, language) + unit(o, language);
}

const QUOTES: Record<Language, readonly [string, string]> = { fr: ["«\u00a0", "\u00a0»"], en: ["“", "”"] };
export const quoted = (text: string, language: Language): string => QUOTES[language].join(text);

const MOST_CHARACTERS = 90;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

function shortened(text: string): string {
  const line = oneLine(text);
  if (line.length <= MOST_CHARACTERS) return line;
  return `${line.slice(0, line.lastIndexOf(" ", MOST_CHARACTERS))}…`;
}

/** The words around a value, cut at spaces so that the value itself stays in sight. */
function excerpt(context: string, value: string): string {
  const line = oneLine(context);
  const at = line.indexOf(oneLine(value));
  if (line.length <= MOST_CHARACTERS || at < 0) return shortened(line);
  const from = Math.max(0, at - MOST_CHARACTERS / 2);
  const to = Math.min(line.length, at + value.length + MOST_CHARACTERS / 2);
  const start = from === 0 ? 0 : line.indexOf(" ", from) + 1;
  const end = to === line.length ? to : line.lastIndexOf(" ", to);
  return `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;
}

/** Row and column as printed; of a path of labels the innermost. */
function labelOf(o: Observation): string {
  return [o.source_row, o.source_column]
    .map(innermost)
    .filter((label) => label !== "")
    .join(" – ");
}

/** What a value is called where it is printed: its row and column, else the words around it. */
export function nameOf(o: Observation, catalogue: Catalogue, language: Language): string {
  const label = labelOf(o);
  if (label !== "") return quoted(oneLine(label), language);
  if (o.source_context !== "") return quoted(excerpt(o.source_context, o.source_text), language);
  return quoted(catalogue[o.indicator]?.label[language] ?? o.indicator, language);
}

export const rowOf = (o: Observation, language: Language): string =>
  quoted(
    shortened(
      labelOf({ ...o, source_column: o.source_row === "" ? o.source_column : "" }) || o.source_context,
    ),
    language,
  );

/** Page and innermost heading. */
export function whereOf(o: Observation, language: Language): string {
  const heading = o.source_table || innermost(o.source_section);
  const page = `p.\u00a0${o.source_page}`;
  return heading === "" ? page : `${page}, ${quoted(shortened(heading), language)}`;
}

export const both = (make: (language: Language) => string): Message => ({ fr: make("fr"), en: make("en") });
