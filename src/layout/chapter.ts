import type { Draft, TextDraft } from "./draft.js";
import type { Candidate } from "./heading.js";

/** Most words of a page that is nothing but a title. */
const TITLE_WORDS = 16;
/** Words beside a title that leave a page a title page. */
const MARK_WORDS = 3;
/** How much larger than a page's title that of a chapter is set. */
const LARGER = 1.06;

/** Whether a page holds nothing but a title, and a mark such as a publisher's name: it opens a chapter. */
function isTitlePage(drafts: readonly Draft[], found: ReadonlyMap<Draft, Candidate>): boolean {
  const texts = drafts.filter((d) => d.kind === "text");
  const count = (members: readonly TextDraft[]): number =>
    members.reduce((sum, d) => sum + d.lines.reduce((words, l) => words + l.words.length, 0), 0);
  return (
    texts.length === drafts.length &&
    texts.some((d) => found.has(d)) &&
    count(texts) <= TITLE_WORDS &&
    count(texts.filter((d) => !found.has(d))) <= MARK_WORDS
  );
}

/**
 * The titles of pages that hold nothing else, in type larger than the titles of the other pages, or
 * numbered in a manner of their own.
 */
export function chaptersOf(
  pages: readonly (readonly Draft[])[],
  found: ReadonlyMap<Draft, Candidate>,
): Set<Draft> {
  const candidatesOf = (drafts: readonly Draft[]): Candidate[] =>
    drafts.flatMap((d) => {
      const candidate = found.get(d);
      return candidate === undefined ? [] : [candidate];
    });
  const alone = pages.filter((p) => isTitlePage(p, found)).flatMap(candidatesOf);
  const others = pages.filter((p) => !isTitlePage(p, found)).map(candidatesOf);
  const largest = others
    .filter((page) => page.length > 0)
    .map((page) => Math.max(...page.map((c) => c.draft.style.size)))
    .sort((a, b) => a - b);
  const usual = largest[largest.length >> 1] ?? 0;
  const numberings = new Set(others.flat().map((c) => c.numbering));
  const isChapter = (c: Candidate): boolean =>
    c.draft.style.size > LARGER * usual || (c.numbering !== "" && !numberings.has(c.numbering));
  return new Set(alone.filter(isChapter).map((c) => c.draft));
}
