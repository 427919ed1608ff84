import type { Block, SourceFile } from "../model/index.js";
import {
  findLabel,
  findStatement,
  type Pattern,
  type PreparedText,
  preparedText,
  type TextIndex,
} from "./pattern.js";
import { prepare } from "./prepared.js";
import type { CompiledRulebook } from "./rulebook.js";

export interface Identity {
  /** Undefined where no rulebook knows the document. */
  rulebook: CompiledRulebook | undefined;
  /** `2023`; empty where nothing tells. */
  period: string;
}

interface Texts {
  /** Title, author and file name, then every statement of the document in reading order. */
  all: PreparedText[];
  /** Places in `all` where a pattern may stand. */
  index: TextIndex;
}

function textsOf(blocks: readonly Block[], source: Pick<SourceFile, "file" | "title" | "author">): Texts {
  const name = (source.file.split(/[/\\]/).at(-1) ?? "").replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
  const about = [source.title, source.author, name]
    .filter((text) => text !== "")
    .map((text) => preparedText(text));
  const { candidates, index } = prepare(blocks);
  return {
    all: [...about, ...candidates.map(({ prepared }) => prepared)],
    index: (pattern) => [...about.keys(), ...index(pattern).map((place) => about.length + place)],
  };
}

/** Places of the texts in which a pattern stands. */
function standsAt(pattern: Pattern, { all, index }: Texts): number[] {
  return index(pattern).filter((place) => {
    const text = all[place];
    return text !== undefined && findLabel(pattern, text) !== null;
  });
}

/** How many statements name the publisher; 0 where the rulebook rules the document out. */
function mentions(book: CompiledRulebook, texts: Texts): number {
  const { any, all, none } = book.identify;
  const stands = (pattern: Pattern): boolean => standsAt(pattern, texts).length > 0;
  if (!all.every(stands) || none.some(stands)) return 0;
  return new Set(any.flatMap((pattern) => standsAt(pattern, texts))).size;
}

/** The year bound first by the first pattern that binds one. */
function statedYear(patterns: readonly Pattern[], { all, index }: Texts): number | null {
  for (const pattern of patterns)
    for (const place of index(pattern)) {
      const text = all[place];
      for (const match of text === undefined ? [] : findStatement(pattern, text)) {
        const year = match.slots.find(({ slot }) => slot.kind === "year")?.year;
        if (year !== null && year !== undefined) return year;
      }
    }
  return null;
}

/** How often each year that can be a report's is named. */
function yearsNamed(texts: Texts): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { numerals } of texts.all)
    for (const { kind, year } of numerals)
      if (kind === "year" && year !== null) counts.set(year, (counts.get(year) ?? 0) + 1);
  return counts;
}

/** A year named so many times as often as another is the report's, whatever is said of the other. */
const OUTNUMBERED = 5;

/** The year that phrases of any report state, or the one named most often by far; the later of equals. */
function usualYear(patterns: readonly Pattern[], texts: Texts): number | null {
  const counts = yearsNamed(texts);
  const stated = statedYear(patterns, texts);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || b - a);
  const [commonest, count] = ranked[0] ?? [null, 0];
  // "The first months of the year 2024" in a preface do not make it the report of 2024.
  return stated !== null && count < OUTNUMBERED * (counts.get(stated) ?? 0) ? stated : commonest;
}

/**
 * Whose report it is and of which year. Of several rulebooks that know it, the one whose publisher is
 * named most often. The year comes from the rulebook's period patterns; then from those of `common`,
 * unless another year is named far more often; then from the year named most often.
 */
export function identify(
  blocks: readonly Block[],
  source: Pick<SourceFile, "file" | "title" | "author">,
  rulebooks: readonly CompiledRulebook[],
  common?: CompiledRulebook,
): Identity {
  const texts = textsOf(blocks, source);
  const ranked = rulebooks
    .map((book) => ({ book, count: mentions(book, texts) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const rulebook = ranked[0]?.book;
  const year = statedYear(rulebook?.period ?? [], texts) ?? usualYear(common?.period ?? [], texts);
  return { rulebook, period: year === null ? "" : `${year}` };
}
