import { opensLarge } from "./breaks.js";
import type { Draft, TextDraft } from "./draft.js";
import { chroma, lightness, type Measure } from "./measure.js";
import { noteMark } from "./note.js";
import type { Style } from "./segment.js";

/** Longest heading, in words and lines. */
const WORDS = 24;
const WORDS_IF_LARGER = 40;
const LINES = 5;
/** Most words of a line in capitals that heads by that alone: scans know no weight and no colour. */
const CAPITAL_WORDS = 14;
/** Fewest words of a statement in capitals. */
const STATEMENT_WORDS = 6;
/** From which size, in sizes of the running text, type is a heading's. */
const LARGER = 1.13;

/** The ways headings are numbered, outermost manner first where one document mixes them. */
const NUMBERINGS: [RegExp, string][] = [
  [/^\d{1,2}\)\s?\p{L}/u, "1)"],
  [/^[IVX]{1,5}\s?[.)\-–]\s?\S/u, "I."],
  [/^\d{1,2}\.\d{1,2}\.\d{1,2}/u, "1.1.1"],
  [/^\d{1,2}\.\d{1,2}(?:\s|\.)/u, "1.1"],
  [/^\d{1,2}\.\s?\p{L}/u, "1."],
  [/^[A-Z]\s?[.)]\s?\p{L}(?!\.)/u, "A."],
  [/^[a-z]\s?[.)]\s?\p{L}/u, "a."],
];
/** Verbs that make a line a statement. */
const STATES =
  /(?:^|\s)(?:a|ont|est|sont|était|étaient|fut|furent|représentent?|réalisent?|bénéficient?)(?:\s|$)/iu;

export function textOfDraft(draft: TextDraft): string {
  return draft.lines.map((l) => l.words.map((w) => w.text).join(" ")).join(" ");
}

export function numberingOf(text: string): string {
  return NUMBERINGS.find(([pattern]) => pattern.test(text))?.[1] ?? "";
}

const isCapital = (text: string): boolean => {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length >= 3 && letters.replace(/[^\p{Lu}]/gu, "").length >= 0.8 * letters.length;
};

/** Words in capitals that may be the label of a figure: "12 COMMUNES", "ENTRÉES EN 2024". A statement is longer. */
const isLabel = (text: string): boolean =>
  /\d/.test(text) && (text.split(" ").length < STATEMENT_WORDS || /^\P{L}/u.test(text));

/** A heading before its level is known. */
export interface Candidate {
  draft: TextDraft;
  text: string;
  numbering: string;
  /** Size in sizes of the document's running text. */
  scale: number;
  /** What weight, capitals and contrast add to it. */
  accent: number;
}

/** A figure given for a label: "Excédent : + 318 795€". */
const GIVES = /:\s*[+\-\u2212~]?\s*\d[\d\s.,]*\s?(?:%|€|k€|K€|h)?(?:\s*\([^)]*\))?$/u;

/** Whether a numbered line is set apart from the running text at all. */
function isSetApart(style: Style, measure: Measure, document: Measure): boolean {
  if (style.size < 0.8 * measure.body) return false;
  const larger = style.size >= 1.03 * document.body || style.size >= 1.06 * measure.body;
  return larger || style.colour !== measure.colour || style.italic;
}

/**
 * Whether lines look like a heading; what follows them decides whether they are one. They must stand out
 * on their page; how much is measured against the document, so that all pages rank alike.
 */
export function candidateOf(draft: Draft, measure: Measure, document: Measure): Candidate | null {
  if (draft.kind !== "text") return null;
  const text = textOfDraft(draft);
  const { style } = draft;
  const words = draft.lines.reduce((sum, l) => sum + l.words.length, 0);
  const ratio = style.size / measure.body;
  const longest = ratio >= LARGER ? WORDS_IF_LARGER : WORDS;
  if (words > longest || draft.lines.length > LINES || !/\p{L}{2}/u.test(text)) return null;
  if (/(?:[^.]\.|[,;!])$/.test(text) || /^\S+\.\S+$/.test(text)) return null;
  if (draft.lines.some(opensLarge) || GIVES.test(text)) return null;
  if (noteMark(draft, text, measure) !== null) return null;
  const numbering = numberingOf(text);
  if (numbering === "" && /\d\s?%/.test(text)) return null;
  const capital = isCapital(text);
  const light = lightness(style.colour) > 0.8;
  const tint = !light && style.colour !== measure.colour && chroma(style.colour) > 0.2;
  if (numbering === "" && STATES.test(text) && /\d/.test(text) && !capital) return null;
  if (/^\p{Ll}/u.test(text) && numbering === "") return null;
  const larger = ratio >= LARGER;
  const marked =
    (style.bold &&
      (tint || light || capital || ratio >= 0.95 || (text.endsWith(":") && words <= CAPITAL_WORDS))) ||
    (capital &&
      (tint || light || (ratio >= 0.95 && words <= CAPITAL_WORDS && words > 1 && !isLabel(text)))) ||
    (numbering !== "" && isSetApart(style, measure, document));
  if (!larger && !marked) return null;
  // Size decides; weight, capitals and colour tell apart what is set in one size.
  const accent =
    (light ? 0.08 : 0) +
    (capital ? 0.03 : 0) +
    (style.bold ? 0.03 : 0) +
    (tint ? 0.015 : 0) -
    (style.italic ? 0.05 : 0);
  return { draft, text, numbering, scale: style.size / document.body, accent };
}
