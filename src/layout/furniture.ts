import type { Furniture, Page, Word } from "../model/index.js";
import { centreOf } from "./line.js";
import type { Measure } from "./measure.js";
import { type Segment, segmentsOf } from "./segment.js";
import { textOf } from "./text.js";

/** Share of the page's height, at its head and foot, where furniture stands. */
const MARGIN = 0.1;
/** As far in goes what hangs on furniture: the last line of a logo, so many of its own heights below. */
const HANGING = 0.15;
const NEAR = 1.2;
/** On how many pages a running line comes back; on each, where there are fewer. */
const REPEATS = 3;
const FEWEST = 2;
/** Tolerance for "as far from the rim", in points: pages of one file may be turned. */
const SAME_HEIGHT = 9;

interface Candidate {
  page: Page;
  segment: Segment;
  text: string;
  /** Share of the page's height. */
  height: number;
  /** Distance from the rim in points, negative at the foot. */
  rim: number;
}

const rimOf = (y: number, height: number): number => (y < height / 2 ? y : y - height);

function candidatesOf(page: Page, measure: Measure): Candidate[] {
  const rim = page.words.filter((w) => {
    const y = centreOf(w.box) / page.height;
    return y < HANGING || y > 1 - HANGING;
  });
  return segmentsOf(rim, [])
    .filter((s) => s.style.size <= 1.05 * measure.body)
    .map((segment) => ({
      page,
      segment,
      text: textOf(segment.words).text,
      height: centreOf(segment.box) / page.height,
      rim: rimOf(centreOf(segment.box), page.height),
    }));
}

/** Lines at head or foot that come back, figures apart, at the same height of several pages. */
function repeated(candidates: readonly Candidate[], enough: number): Candidate[] {
  const byText = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (!/\p{L}/u.test(candidate.text)) continue;
    const key = candidate.text.replace(/\d+/g, "#");
    byText.set(key, [...(byText.get(key) ?? []), candidate]);
  }
  return [...byText.values()].flatMap((group) =>
    group.filter((c) => {
      const alike = group.filter((o) => Math.abs(o.rim - c.rim) < SAME_HEIGHT);
      return new Set(alike.map((o) => o.page)).size >= enough;
    }),
  );
}

const isInMargin = ({ height }: Candidate): boolean => height < MARGIN || height > 1 - MARGIN;

/** Those in the margin, and those that hang on them. */
function attached(repeats: readonly Candidate[]): Candidate[] {
  const kept = repeats.filter(isInMargin);
  const hangs = (c: Candidate): boolean =>
    kept.some(({ page, segment: { box } }) => {
      const own = c.segment.box;
      const apart = Math.max(own.top - box.bottom, box.top - own.bottom);
      const beside = Math.min(own.x1, box.x1) > Math.max(own.x0, box.x0);
      return page === c.page && beside && apart < NEAR * (own.bottom - own.top);
    });
  return [...kept, ...repeats.filter((c) => !isInMargin(c) && hangs(c))];
}

/** "12", "– 12 –", "Page 12", "12 / 56", "p. 12 sur 56". */
const PAGE_NUMBER =
  /^[-–—|•]?\s*(?:pages?\s|p\.?\s?)?(\d{1,4})(?:\s?(?:\/|sur|of|\|)\s?\d{1,4})?\s*[-–—|•]?$/i;

/** Page numbers: they run along with the pages, at a constant distance. */
function numbered(candidates: readonly Candidate[]): Candidate[] {
  const numbers = candidates.filter((c) => PAGE_NUMBER.test(c.text));
  const offsets = new Map<number, Set<Page>>();
  const offsetOf = (c: Candidate): number => Number(PAGE_NUMBER.exec(c.text)?.[1]) - c.page.number;
  for (const c of numbers) offsets.set(offsetOf(c), (offsets.get(offsetOf(c)) ?? new Set()).add(c.page));
  return numbers.filter(
    (c) => (offsets.get(offsetOf(c))?.size ?? 0) >= REPEATS || (offsetOf(c) === 0 && c.height > 1 - MARGIN),
  );
}

/** Page numbers and running heads and feet of each page. */
export function furnitureOf(pages: readonly Page[], measure: Measure): Map<Page, Furniture[]> {
  const candidates = pages.flatMap((page) => candidatesOf(page, measure));
  const enough = Math.min(REPEATS, Math.max(FEWEST, pages.length));
  const blocks = new Map<Page, Furniture[]>();
  const taken = new Set<Word>();
  for (const { page, segment } of [
    ...attached(repeated(candidates, enough)),
    ...numbered(candidates.filter(isInMargin)),
  ]) {
    if (segment.words.some((w) => taken.has(w))) continue;
    for (const word of segment.words) taken.add(word);
    const block: Furniture = {
      kind: "furniture",
      page: page.number,
      box: segment.box,
      section: [],
      text: textOf(segment.words),
    };
    blocks.set(page, [...(blocks.get(page) ?? []), block]);
  }
  return blocks;
}
