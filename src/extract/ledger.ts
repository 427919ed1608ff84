import { type Figure, LEADS_TO } from "../model/index.js";
import { contentId, fold, type Numeral, numeralsIn } from "../normalise/index.js";
import { sentencesOf } from "./sentence.js";
import { boxOf, type ReadBlock, type SourceText, type Stretch } from "./source-text.js";

/** One printed numeral and where it stands. */
export interface Entry {
  /** Stable over runs and over better layout: a hash of what it is about. */
  id: string;
  source: SourceText;
  numeral: Numeral;
}

/** What a text is about, for ids: labels for the cells of a table, else nothing. */
export type PathOf = (source: SourceText) => string;

/** Gives out ids: the hash of the parts and of how often the same parts came before. */
export function identifier(sha256: string): (...parts: string[]) => string {
  const seen = new Map<string, number>();
  return (...parts) => {
    const key = JSON.stringify(parts);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return contentId(sha256, ...parts, `${occurrence}`);
  };
}

/** A sentence, its figures masked, so that a figure read better keeps its id. */
const skeleton = (sentence: string): string => fold(sentence).replace(/\d+/g, "#");

/** Gives the parts of the id of what stands at `at` in a text; sections and sentences are folded once. */
export function identities(): (source: SourceText, at: number, path: string) => string[] {
  const folded = new Map<string, string>();
  const sentences = new Map<SourceText, { from: number; to: number; about: string }[]>();
  const sectionOf = ({ section }: SourceText): string => {
    const key = section.join("\n");
    const known = folded.get(key) ?? section.map(fold).join(LEADS_TO);
    folded.set(key, known);
    return known;
  };
  const aboutOf = (source: SourceText, at: number): string => {
    const { text } = source.text;
    const known =
      sentences.get(source) ??
      sentencesOf(text).map(([from, to]) => ({ from, to, about: skeleton(text.slice(from, to)) }));
    sentences.set(source, known);
    return known.find(({ from, to }) => from <= at && at < to)?.about ?? skeleton(text);
  };
  return (source, at, path) => [
    source.container,
    `${source.page}`,
    sectionOf(source),
    path === "" ? aboutOf(source, at) : path,
  ];
}

/** Every numeral of every text of a document, in reading order. */
export function ledgerOf(blocks: readonly ReadBlock[], sha256: string, pathOf: PathOf): Entry[] {
  const give = identifier(sha256);
  const identityOf = identities();
  return blocks.flatMap((read) =>
    read.texts.flatMap((source) => {
      const path = pathOf(source);
      return numeralsIn(source.text.text).map((numeral) => ({
        id: give("figure", ...identityOf(source, numeral.start, path)),
        source,
        numeral,
      }));
    }),
  );
}

/** The entries of a document by the text they stand in. */
export function indexEntries(entries: readonly Entry[]): (stretch: Stretch) => Entry | undefined {
  const byText = new Map<number, Entry[]>();
  for (const entry of entries) {
    const list = byText.get(entry.source.order);
    if (list === undefined) byText.set(entry.source.order, [entry]);
    else list.push(entry);
  }
  return ({ source, from, to }) =>
    byText.get(source.order)?.find(({ numeral }) => numeral.start < to && from < numeral.end);
}

/** A line of the published ledger. */
export function figureOf(entry: Entry, documentId: string, state: Figure["state"], by: string): Figure {
  const { source, numeral } = entry;
  const stretch = { source, from: numeral.start, to: numeral.end };
  return {
    figure_id: entry.id,
    document_id: documentId,
    page: source.page,
    box: boxOf(stretch) ?? { x0: 0, top: 0, x1: 0, bottom: 0 },
    raw: numeral.raw,
    value: numeral.value,
    unit: numeral.unit,
    hedge: numeral.hedge,
    container: source.container,
    state,
    by,
  };
}
