import type { NumeralKind } from "../normalise/index.js";
import type { IgnoreClaim } from "./claim.js";
import type { Entry } from "./ledger.js";
import type { SectionReader } from "./prepared.js";
import type { CompiledIgnore, CompiledRulebook } from "./rulebook.js";
import { inSection } from "./statement-claims.js";

/** Kinds of numerals that are no statistical figures, whoever publishes, and why. */
const KINDS: Partial<Record<NumeralKind, string>> = {
  year: "year",
  date: "date",
  time: "time of day",
  telephone: "telephone number",
  postcode: "postcode",
  address: "address",
  law: "reference of a law",
  url: "web or mail address",
  ordinal: "ordinal or number of a part",
  name: "part of a name",
  note: "call of a footnote",
};

const PAGE_NUMBER = /^\W*(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:\/|sur|of|\|)\s*\d{1,4})?\W*$/i;

const isPageNumber = ({ source }: Entry): boolean =>
  source.container === "furniture" && PAGE_NUMBER.test(source.text.text);

/** "3.2 ■ Les jeunes", "1) Le public": the number of a part before its title. */
const PART = /^(?:\d{1,2}(?:\.\d{1,2})+(?=\s*\P{L}{0,3}[\p{Lu}«])|\d{1,2}(?=\s?[.)■•]\s*\p{Lu}))/u;
/** A line of a table of contents: a part's number, its title, the number of a page. */
const CONTENTS = /^\d{1,2}(?:\.\d{1,2})*\D{0,4}\p{Lu}\D+\s\d{1,3}$/u;

const LEADER = /(?:\.\s?){4,}$|…{2,}\s*$|_{4,}\s*$/u;

/** Whether a text ends in the dots that lead to the number of a page. */
export const endsInLeader = (text: string): boolean => LEADER.test(text.trimEnd());

function partReason({ source, numeral }: Entry, led: boolean): string | null {
  const text = source.text.text;
  if (led || endsInLeader(text.slice(0, numeral.start))) return "page number in a table of contents";
  const listed = CONTENTS.test(text);
  if (numeral.start === 0 && (listed || PART.test(text))) return "number of a part";
  return listed && numeral.end === text.length ? "page number in a table of contents" : null;
}

/**
 * Why a figure that no rule claims is none of statistics; null where it may be one. `place`: in a label of
 * a table, in a cell that leader dots lead to, or anywhere else.
 */
export function builtInReason(entry: Entry, place: "label" | "led" | "free"): string | null {
  const { source, numeral } = entry;
  if (source.marker) return "number of a list item";
  if (isPageNumber(entry)) return "page number";
  if (source.container === "furniture") return "running head or foot";
  if (source.container === "chart") return "mark of a chart";
  const part = partReason(entry, place === "led");
  if (part !== null) return part;
  const kind = KINDS[numeral.kind];
  if (kind !== undefined) return kind;
  if (numeral.unit === "YEARS") return "age or number of years";
  return place === "label" ? "label of a table" : null;
}

function ofKind(rule: CompiledIgnore, entry: Entry): boolean {
  return rule.kind === "page_number" ? isPageNumber(entry) : rule.kind === entry.numeral.kind;
}

/** What the rules of one rulebook that name a kind or a whole section make of a document's figures. */
export function claimIgnored(
  book: CompiledRulebook,
  entries: readonly Entry[],
  place: number,
  read: SectionReader,
): IgnoreClaim[] {
  return book.ignore
    .filter((rule) => rule.match.length === 0)
    .flatMap((rule) =>
      entries
        .filter((entry) => rule.kind === null || ofKind(rule, entry))
        .filter((entry) => inSection(rule.section, read(entry.source.section)))
        .map(
          (entry): IgnoreClaim => ({
            kind: "ignore",
            stretch: { source: entry.source, from: entry.numeral.start, to: entry.numeral.end },
            rule: rule.name,
            strength: [place, 2, 0, rule.order],
            found: rule.kind ?? "section",
            reason: rule.reason,
          }),
        ),
    );
}
