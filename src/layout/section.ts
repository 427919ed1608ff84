import { Abreast, type ColumnHeading } from "./abreast.js";
import { chaptersOf } from "./chapter.js";
import type { Draft } from "./draft.js";
import { type Candidate, candidateOf } from "./heading.js";
import type { Measure } from "./measure.js";
import type { Region } from "./region.js";
import { holds } from "./region.js";

/** A page's drafts in reading order, with what is usual on it. */
export interface Sheet {
  page: number;
  drafts: Draft[];
  measure: Measure;
}

/** A draft with its place in the document's outline. */
export interface Placed {
  draft: Draft;
  section: string[];
  /** Depth from 1 where the draft is a heading. */
  level: number | null;
}

interface Open extends ColumnHeading {
  text: string;
  rank: number;
  numbering: string;
  /** Size of its type, in points. */
  size: number;
  /** Regions around it. */
  around: readonly Region[];
  /** Ground that the heading does not reach beyond. */
  region: Region | undefined;
  /** True where the heading ends with its page. */
  ephemeral: boolean;
}

/** How much larger a heading is set than one that it does not stand under. */
const LARGER = 1.06;
/** Rank of a chapter's title page: above all sizes. */
const CHAPTER = 100;
/** Difference of prominence from which one heading stands under another. */
const STEP = 0.045;
/** By how many steps the heading of a box must stand out more to end the section around it. */
const BOXED = 3;
/** Headings that say what is told, not of what: they stand under their neighbour. */
const GENERIC = /^(?:les\s+)?chiffres[\s-]cl[ée]s\b|\ben chiffres(?:\s+\d{4})?$|^quelques chiffres\b/i;

/** A heading that the next one completes: "Zoom sur…". */
const ANNOUNCES = /(?:\.{3}|…)$/;

/** Ratio within which sizes are one size: recognised text varies. */
const ONE_SIZE = 1.07;

/**
 * How high each heading stands. Sizes close to one another count as one; numbered headings stand where
 * those numbered alike do on average.
 */
function ranksOf(candidates: readonly Candidate[]): Map<Candidate, number> {
  const ranks = new Map<Candidate, number>();
  let tier: Candidate[] = [];
  const settle = (): void => {
    const scale = mean(tier.map((c) => c.scale));
    for (const c of tier) ranks.set(c, scale + c.accent);
  };
  for (const candidate of [...candidates].sort((a, b) => a.scale - b.scale)) {
    if (tier.length > 0 && candidate.scale > ONE_SIZE * tier[0]!.scale) {
      settle();
      tier = [];
    }
    tier.push(candidate);
  }
  settle();
  for (const numbering of new Set(candidates.map((c) => c.numbering))) {
    if (numbering === "") continue;
    const alike = candidates.filter((c) => c.numbering === numbering);
    const rank = mean(alike.map((c) => ranks.get(c) ?? 0));
    for (const c of alike) ranks.set(c, rank);
  }
  return ranks;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, v) => sum + v, 0) / Math.max(values.length, 1);

/** A line that announces the list under it. */
const isLeadIn = (candidate: Candidate, next: Draft): boolean =>
  candidate.text.endsWith(":") && (next.kind === "item" || next.kind === "run");

/** Headings that head nothing: what comes next on the page stands out as much, or nothing comes. */
function isIdle(
  candidate: Candidate,
  next: Draft | undefined,
  nextRank: number | null,
  rank: number,
): boolean {
  if (candidate.numbering !== "") return false;
  if (next !== undefined && nextRank !== null && ANNOUNCES.test(candidate.text)) return false;
  if (next === undefined || isLeadIn(candidate, next)) return true;
  return nextRank !== null && nextRank >= rank - STEP / 2;
}

/** The document's headings: what might be one, and how high each stands. */
interface Headings {
  found: ReadonlyMap<Draft, Candidate>;
  chapters: ReadonlySet<Draft>;
  /** Page of the cover, whose titles head nothing but it. */
  cover: number | undefined;
  rankOf: (candidate: Candidate) => number;
}

function headingsOf(sheets: readonly Sheet[], document: Measure): Headings {
  const found = new Map<Draft, Candidate>();
  for (const sheet of sheets) {
    for (const draft of sheet.drafts) {
      const candidate = candidateOf(draft, sheet.measure, document);
      if (candidate !== null) found.set(draft, candidate);
    }
  }
  const chapters = chaptersOf(
    sheets.map((s) => s.drafts),
    found,
  );
  const ranks = ranksOf([...found.values()].filter((c) => !chapters.has(c.draft)));
  return {
    found,
    chapters,
    cover: sheets.find((s) => s.drafts.length > 0)?.page,
    rankOf: (c) => (chapters.has(c.draft) ? CHAPTER : (ranks.get(c) ?? c.scale)),
  };
}

const BEGINS_WITH_FIGURE = /^\d[\d\s]*\s\p{L}/u;

/**
 * A figure set as a title, that no box, column or capitals make one, nor others of its kind on its page:
 * "144 212 habitants" over a map.
 */
function isLoneFigure(candidate: Candidate, next: Draft | undefined, headings: Headings): boolean {
  const { draft, text, numbering } = candidate;
  const boxed = next !== undefined && draft.around.some((r) => next.around.includes(r));
  const capital = text === text.toUpperCase();
  const bare = numbering === "" && !boxed && !capital && draft.place.length === 0;
  return BEGINS_WITH_FIGURE.test(text) && bare && !hasPeer(candidate, headings);
}

/** Another figure set in the same type heads another part of the page. */
function hasPeer({ draft, scale, accent }: Candidate, { found }: Headings): boolean {
  return [...found.values()].some(
    (other) =>
      other.draft !== draft &&
      other.draft.page === draft.page &&
      BEGINS_WITH_FIGURE.test(other.text) &&
      Math.abs(other.scale - scale) < 0.02 &&
      other.accent === accent &&
      other.draft.style.colour === draft.style.colour,
  );
}

/** Whether a draft is the heading of what follows it. */
function heads(draft: Draft, next: Draft | undefined, headings: Headings): boolean {
  const candidate = headings.found.get(draft);
  if (candidate === undefined || isLoneFigure(candidate, next, headings)) return false;
  const after = next === undefined ? undefined : headings.found.get(next);
  const nextRank = after === undefined ? null : headings.rankOf(after);
  return headings.chapters.has(draft) || !isIdle(candidate, next, nextRank, headings.rankOf(candidate));
}

/** The path of headings above each draft, page by page. */
export function outlineOf(sheets: readonly Sheet[], document: Measure): Placed[][] {
  const headings = headingsOf(sheets, document);
  const open: Open[] = [];
  const abreast = new Abreast<Open>();
  return sheets.map(({ drafts }) =>
    drafts.map((draft, i): Placed => {
      leave(open, draft);
      const over = abreast.over(draft);
      if (over !== undefined && isOnGround(over, draft)) open.push(over);
      const candidate = headings.found.get(draft);
      const opens = candidate !== undefined && heads(draft, drafts[i + 1], headings);
      if (!opens) return { draft, section: open.map((h) => h.text), level: null };
      const heading = openingOf(candidate, drafts.slice(i + 1), drafts, headings);
      if (!isCompletion(heading, open.at(-1), drafts[i - 1])) close(open, candidate, heading);
      const section = open.map((h) => h.text);
      open.push(heading);
      abreast.opened(heading);
      return { draft, section, level: open.length };
    }),
  );
}

function openingOf(
  candidate: Candidate,
  following: readonly Draft[],
  drafts: readonly Draft[],
  headings: Headings,
): Open {
  const { draft, text, numbering } = candidate;
  const isChapter = headings.chapters.has(draft);
  const rank = headings.rankOf(candidate);
  return {
    text,
    rank,
    numbering,
    size: draft.style.size,
    around: draft.around,
    region: scopeOf(draft, following),
    set: isChapter ? undefined : columnScope(draft, drafts, headings.found),
    page: draft.page,
    box: draft.box,
    ephemeral: draft.page === headings.cover && isChapter && numbering === "",
  };
}

/** Leaves the headings whose ground, columns or page end before this draft. */
function leave(open: Open[], draft: Draft): void {
  const reaches = (h: Open): boolean => {
    if (h.page !== draft.page) return !h.ephemeral && h.region === undefined;
    if (!isOnGround(h, draft)) return false;
    return h.set === undefined || draft.place.some((p) => p.set === h.set);
  };
  const cut = open.findIndex((h) => !reaches(h));
  if (cut >= 0) open.splice(cut);
}

/** Whether a draft stands on the ground that a heading does not reach beyond. */
const isOnGround = ({ region }: Open, draft: Draft): boolean =>
  region === undefined || draft.around.includes(region) || holds(region.box, draft.box);

/** Whether a heading completes the one just above it, which announces it: it stands under that one at any size. */
const isCompletion = (heading: Open, top: Open | undefined, before: Draft | undefined): boolean =>
  top !== undefined &&
  top.box === before?.box &&
  ANNOUNCES.test(top.text) &&
  heading.rank <= top.rank + BOXED * STEP;

/** Closes the headings that do not stand above this one. */
function close(open: Open[], candidate: Candidate, heading: Open): void {
  const same = candidate.numbering === "" ? -1 : open.findIndex((h) => h.numbering === candidate.numbering);
  if (same >= 0) {
    open.splice(same);
    return;
  }
  while (open.length > 0 && stands(candidate, heading, open.at(-1)!)) open.pop();
}

/** Whether a heading stands as high as the one before, or higher: it ends that one's section. */
function stands(candidate: Candidate, { rank, region: scope }: Open, top: Open): boolean {
  if (GENERIC.test(candidate.text) && !GENERIC.test(top.text) && Math.abs(rank - top.rank) < STEP)
    return false;
  if (candidate.numbering === "") {
    // What is not numbered stands under what is, and a box under the section it is put into.
    if (top.numbering !== "" && candidate.draft.style.size < LARGER * top.size) return false;
    const inside = scope === undefined || top.region === scope || top.around.includes(scope);
    if (!inside && rank < top.rank + BOXED * STEP) return false;
  }
  return rank > top.rank - STEP;
}

/** The ground that a heading shares with what follows it, or upon whose upper side it stands: its reach. */
function scopeOf(draft: Draft, following: readonly Draft[]): Region | undefined {
  const next = following[0];
  if (next === undefined) return undefined;
  const shared = draft.around.find((r) => next.around.includes(r));
  const { box } = draft;
  const straddled = next.around.find(
    (r) =>
      r.box.top >= box.top - 6 && r.box.top <= box.bottom + 6 && r.box.x0 <= box.x0 && r.box.x1 >= box.x1,
  );
  return straddled ?? shared;
}

/** The set of columns in which a heading stands, where each column begins with a heading of its own. */
function columnScope(
  draft: Draft,
  drafts: readonly Draft[],
  found: ReadonlyMap<Draft, Candidate>,
): number | undefined {
  const innermost = draft.place.at(-1);
  if (innermost !== undefined && /^\d/.test(found.get(draft)?.text ?? "")) {
    // A figure heads its own column at most: "383 participants".
    if (found.get(draft)?.numbering === "") return innermost.set;
  }
  for (const place of [...draft.place].reverse()) {
    const heads = Array.from({ length: place.columns }, (_, column) =>
      drafts.find((d) => d.place.some((p) => p.set === place.set && p.column === column)),
    );
    const headed = heads.filter((d) => d !== undefined && found.has(d)).length;
    if (headed === place.columns && heads.includes(draft)) return place.set;
  }
  return undefined;
}
