import type { Pattern, PatternWord } from "./pattern-program.js";
import { canBeMisprinted, isWord } from "./pattern-word.js";
import type { PreparedText, Step } from "./prepared-text.js";

/** Which of many statements a pattern may stand in, by their places, ascending: a few more than it does, none less. */
export type TextIndex = (pattern: Pattern) => readonly number[];

interface Entry {
  /** Of the steps with this stem, the one with the longest text: the readiest to be taken for a misprint. */
  step: Step;
  places: number[];
}

/**
 * The statements by the words they hold. A pattern is looked for only where every word, or choice of words, that it
 * cannot do without is found, misprinted ones included; each word of a rulebook is looked up once.
 */
export function indexTexts(statements: readonly PreparedText[]): TextIndex {
  const entries = entriesOf(statements);
  const everywhere = statements.map((_, place) => place);
  const found = new Map<string, readonly number[]>();
  const lookUp = (word: PatternWord): readonly number[] => {
    const places = found.get(word.text) ?? placesOf(word, entries);
    found.set(word.text, places);
    return places;
  };
  return (pattern) => {
    const [first, ...others] = pattern.required
      .map((choice) => union(choice.map(lookUp)))
      .sort((a, b) => a.length - b.length);
    if (first === undefined) return everywhere;
    return others.reduce((places, other) => common(places, other), first);
  };
}

interface Entries {
  byStem: ReadonlyMap<string, Entry>;
  /** By the letters a stem begins with, and by those it ends in: one of the two is left alone by a misprint. */
  byEnd: ReadonlyMap<string, Entry[]>;
}

const endsOf = (stem: string): string[] => [`^${stem.slice(0, 2)}`, `${stem.slice(-3)}$`];

function entriesOf(statements: readonly PreparedText[]): Entries {
  const byStem = new Map<string, Entry>();
  for (const [place, { steps }] of statements.entries())
    for (const ways of steps)
      for (const step of ways) {
        const entry = byStem.get(step.stem);
        if (entry === undefined) byStem.set(step.stem, { step, places: [place] });
        else {
          if (entry.places.at(-1) !== place) entry.places.push(place);
          if (step.text.length > entry.step.text.length) entry.step = step;
        }
      }
  const byEnd = new Map<string, Entry[]>();
  for (const entry of byStem.values())
    for (const end of endsOf(entry.step.stem)) {
      const alike = byEnd.get(end);
      if (alike === undefined) byEnd.set(end, [entry]);
      else alike.push(entry);
    }
  return { byStem, byEnd };
}

function placesOf(word: PatternWord, { byStem, byEnd }: Entries): readonly number[] {
  const own = byStem.get(word.stem)?.places ?? [];
  if (!canBeMisprinted(word)) return own;
  const near = endsOf(word.stem)
    .flatMap((end) => byEnd.get(end) ?? [])
    .filter(({ step }) => Math.abs(step.stem.length - word.stem.length) <= 1 && isWord(word, step));
  return union([...new Set(near)].map(({ places }) => places));
}

/** Ascending, each once. */
function union(lists: readonly (readonly number[])[]): readonly number[] {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only;
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** What stands in both ascending lists. */
function common(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  let j = 0;
  for (const place of a) {
    while (j < b.length && (b[j] ?? 0) < place) j += 1;
    if (b[j] === place) both.push(place);
  }
  return both;
}
