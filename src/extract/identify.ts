import type { Block, SourceFile } from "../model/index.js";
import { numeralsIn } from "../normalise/index.js";
import {
  findLabel,
  findStatement,
  type Pattern,
  type Statement as Prepared,
  statementOf,
} from "./pattern.js";
import type { CompiledRulebook } from "./rulebook.js";
import { readBlocks } from "./source-text.js";
import { statementsOf } from "./statement.js";

export interface Identity {
  /** Undefined where no rulebook knows the document. */
  rulebook: CompiledRulebook | undefined;
  /** `2023`; empty where nothing tells. */
  period: string;
}

interface Texts {
  /** Title, author and file name, then every statement of the document in reading order. */
  all: Prepared[];
}

function textsOf(blocks: readonly Block[], source: Pick<SourceFile, "file" | "title" | "author">): Texts {
  const name = (source.file.split(/[/\\]/).at(-1) ?? "").replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
  const statements = statementsOf(readBlocks(blocks)).map((statement) => statement.text);
  const around = [source.title, source.author, name].filter((text) => text !== "");
  return { all: [...around, ...statements].map((text) => statementOf(text)) };
}

const stands = (pattern: Pattern, texts: Texts): boolean =>
  texts.all.some((text) => findLabel(pattern, text) !== null);

/** How many statements name the publisher; 0 where the rulebook rules the document out. */
function mentions(book: CompiledRulebook, texts: Texts): number {
  const { any, all, none } = book.identify;
  if (!all.every((pattern) => stands(pattern, texts)) || none.some((pattern) => stands(pattern, texts)))
    return 0;
  return texts.all.filter((text) => any.some((pattern) => findLabel(pattern, text) !== null)).length;
}

/** The year bound first by the first pattern that binds one. */
function statedYear(patterns: readonly Pattern[], texts: Texts): number | null {
  for (const pattern of patterns)
    for (const text of texts.all)
      for (const match of findStatement(pattern, text)) {
        const year = match.slots.find(({ slot }) => slot.kind === "year")?.year;
        if (year !== null && year !== undefined) return year;
      }
  return null;
}

/** The year named most often, of years that can be a report's; the later of equals. */
function commonestYear(texts: Texts): number | null {
  const counts = new Map<number, number>();
  for (const { text } of texts.all)
    for (const { kind, year } of numeralsIn(text))
      if (kind === "year" && year !== null) counts.set(year, (counts.get(year) ?? 0) + 1);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || b - a);
  return ranked[0]?.[0] ?? null;
}

/**
 * Whose report it is and of which year. Of several rulebooks that know it, the one whose publisher is
 * named most often. The year comes from the rulebook's period patterns, then from those of `common`,
 * then from the year named most often.
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
  const patterns = [...(rulebook?.period ?? []), ...(common?.period ?? [])];
  const year = statedYear(patterns, texts) ?? commonestYear(texts);
  return { rulebook, period: year === null ? "" : `${year}` };
}
