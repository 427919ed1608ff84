import { type Anomaly, type Extraction, innermost, type Observation } from "../model/index.js";
import { oneEditApart, tokensOf } from "../normalise/index.js";
import { yearOf } from "./key.js";
import { noticeOf } from "./notice.js";
import { both, quoted } from "./wording.js";

/** Years and words of labels that are not as the rest of the report has them. */
export function labelAnomalies(extraction: Extraction): Anomaly[] {
  return [...periodAnomalies(extraction), ...misspeltAnomalies(extraction)];
}

const YEAR = /(?<![\d/\u2013-])(?:19|20)\d{2}(?![\d/\u2013-])/g;
const SINCE = /depuis|à partir|avant|après|jusqu|objectif|prévision|contre|par rapport/i;
/** "(22 % en 2022)": the value of another year, told beside this year's. */
const ASIDE = /\([^()]*(?:%|contre|par rapport)[^()]*\)/giu;
/** Headings name years for many reasons; these say that the figures below are of that year. */
const YEAR_OF_FIGURES = /(?:\ben|bilan|année|exercice|chiffres[\s\p{L}]*)\s+(?=(?:19|20)\d{2})/iu;

/** A row or column headed by one year whose values are taken to be of another, or a heading all at odds. */
function periodAnomalies(extraction: Extraction): Anomaly[] {
  const labels = new Map<string, { label: string; inTable: boolean; members: Observation[] }>();
  const years = new Map<string, number | null>();
  const note = (label: string, inTable: boolean, o: Observation): void => {
    let year = years.get(label);
    if (year === undefined) {
      year = yearIn(label);
      years.set(label, year);
    }
    if (year === null || (!inTable && !YEAR_OF_FIGURES.test(label))) return;
    const key = `${o.source_page}|${label}`;
    const known = labels.get(key) ?? { label, inTable, members: [] };
    known.members.push(o);
    labels.set(key, known);
  };
  for (const o of extraction.observations) {
    for (const label of [o.source_column, o.source_row, o.source_table]) note(label, true, o);
    note(innermost(o.source_section), false, o);
  }
  return [...labels.values()].flatMap(({ label, inTable, members }) => {
    const year = yearIn(label);
    if (members.some((o) => yearOf(o.time_period) === year)) return [];
    return [misdated(extraction, label, members, inTable)];
  });
}

/** The one year a label names; null where it names none or several, or a starting point. */
function yearIn(label: string): number | null {
  const own = label.replace(ASIDE, "");
  const years = [...own.matchAll(YEAR)].map(([year]) => Number(year));
  return years.length === 1 && !SINCE.test(own) ? (years[0] ?? null) : null;
}

function misdated(
  extraction: Extraction,
  label: string,
  members: readonly Observation[],
  inTable: boolean,
): Anomaly {
  const [first] = members as [Observation];
  const period = first.time_period;
  return noticeOf(extraction, {
    check: "period",
    severity: inTable ? "warning" : "info",
    subject: [label],
    observations: members.map((o) => o.observation_id),
    stated: String(yearIn(label) ?? ""),
    expected: String(yearOf(period)),
    page: first.source_page,
    message: both((l) =>
      l === "fr"
        ? `p.\u00a0${first.source_page} : ${quoted(label, l)} nomme une autre année que celle des chiffres, pris pour ${period}.`
        : `p.\u00a0${first.source_page}: ${quoted(label, l)} names another year than that of its figures, taken to be ${period}.`,
    ),
  });
}

/** Words shorter than this are too often one letter from another word. */
const LEAST_LETTERS = 7;
/** A word is a report's usual one from so many labels on. */
const USUAL = 3;

interface Word {
  labels: Set<string>;
  first: Observation;
}

/** A word of one label, one letter away from a word that several labels use. */
function misspeltAnomalies(extraction: Extraction): Anomaly[] {
  const places = new Set(extraction.places.map((p) => p.label));
  const words = wordsOf(extraction.observations, places);
  const usual = [...words].filter(([, word]) => word.labels.size >= USUAL).map(([text]) => text);
  return [...words].flatMap(([text, word]) => {
    if (word.labels.size > 1) return [];
    const meant = usual.filter((other) => oneEditApart(text, other) && !isEnding(text, other));
    return meant.length === 1 ? [misspelt(extraction, text, meant[0] as string, word)] : [];
  });
}

function wordsOf(observations: readonly Observation[], places: ReadonlySet<string>): Map<string, Word> {
  const words = new Map<string, Word>();
  const seen = new Set<string>();
  for (const o of observations)
    for (const label of [o.source_row, o.source_column]) {
      if (places.has(label) || seen.has(label)) continue;
      seen.add(label);
      for (const { text } of tokensOf(label)) {
        if (text.length < LEAST_LETTERS || /\d/.test(text)) continue;
        const word = words.get(text) ?? { labels: new Set(), first: o };
        word.labels.add(label);
        words.set(text, word);
      }
    }
  return words;
}

/** Plural, feminine and conjugation differ in the last two letters: grammar, not spelling. */
function isEnding(a: string, b: string): boolean {
  const least = Math.min(a.length, b.length) - 2;
  return a.slice(0, least) === b.slice(0, least);
}

function misspelt(extraction: Extraction, text: string, meant: string, word: Word): Anomaly {
  const [label] = [...word.labels] as [string];
  return noticeOf(extraction, {
    check: "format",
    severity: "info",
    subject: [label, text],
    observations: [word.first.observation_id],
    stated: text,
    expected: meant,
    page: word.first.source_page,
    message: both((l) =>
      l === "fr"
        ? `p.\u00a0${word.first.source_page} : dans ${quoted(label, l)}, « ${text} » est sans doute mis pour « ${meant} », que d'autres libellés emploient.`
        : `p.\u00a0${word.first.source_page}: in ${quoted(label, l)}, “${text}” is probably “${meant}”, which other labels use.`,
    ),
  });
}
