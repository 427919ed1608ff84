import type { Hedge } from "../model/index.js";

const LONGEST = 28;

const BEFORE: [RegExp, Hedge][] = [
  [/(?:^|\P{L})(?:au|pas|à\stout\sle)\smoins(?:\sde)?\s$/iu, "at_least"],
  [/(?:^|\P{L})(?:au\sminimum|à\spartir\sde)\s$/iu, "at_least"],
  [/≥\s?$/u, "at_least"],
  [/(?:^|\P{L})(?:au\s(?:plus|maximum)|jusqu['’]à)\s$/iu, "at_most"],
  [/≤\s?$/u, "at_most"],
  [/(?:^|\P{L})plus\s(?:de\s|d['’]|que\s)$/iu, "more_than"],
  [/(?:^|\P{L})\+\sde\s$/iu, "more_than"],
  [/>\s?$/u, "more_than"],
  [/(?:^|\P{L})moins\s(?:de\s|d['’]|que\s)$/iu, "less_than"],
  [/(?:^|[^\p{L}\d])-\sde\s$/iu, "less_than"],
  [/<\s?$/u, "less_than"],
  [/(?:^|\P{L})(?:près\s(?:de\s|d['’])|presque\s|quasiment\s|à\speine\s)$/iu, "almost"],
  [/(?:^|\P{L})(?:environ|autour\sde|de\sl['’]ordre\sde|approximativement)\s$/iu, "about"],
  [/[~≈]\s?$/u, "about"],
];

const AFTER: [RegExp, Hedge][] = [
  [/^\s?environ(?!\p{L})/iu, "about"],
  [/^\s(?:\p{L}+\s)?(?:au\s)?minimum(?!\p{L})/iu, "at_least"],
  [/^\s(?:\p{L}+\s)?(?:au\s)?maximum(?!\p{L})/iu, "at_most"],
  [/^\s(?:et|ou)\s(?:plus(?!\p{L})|\+)/iu, "at_least"],
];

/** The hedge that stands before a number starting at `at`, and where its words begin. */
export function hedgeBefore(text: string, at: number): { hedge: Hedge; from: number } | null {
  const base = Math.max(0, at - LONGEST);
  const before = text.slice(base, at);
  for (const [pattern, hedge] of BEFORE) {
    const found = pattern.exec(before);
    if (found === null) continue;
    const lead = found[0].search(/[\p{L}+\-<>≤≥~≈]/u);
    return { hedge, from: base + found.index + Math.max(0, lead) };
  }
  return null;
}

/** The hedge that follows a number and its unit ("20 heures minimum", "26 ans et plus"). */
export function hedgeAfter(text: string, at: number): Hedge | null {
  const after = text.slice(at, at + LONGEST);
  return AFTER.find(([pattern]) => pattern.test(after))?.[1] ?? null;
}
