import { BESIDE, LARGER, type Label } from "./label.js";
import { centreOf, heightOf, widthOf } from "./line.js";
import { isCount } from "./numeral.js";
import { middle, type Placed, share, textOfSegment } from "./placed.js";

export type Side = "right" | "below" | "left" | "above";

/** A label that may be a number's. */
export interface Offer {
  number: Placed;
  label: Label;
  side: Side;
  /** In sizes of the number. */
  cost: number;
}

/** Longest label. */
const LABEL_WORDS = 45;
/** Reach of a number to what stands under or over it, in its own size. */
const UNDER = 0.95;
/** Greatest height of a band, in sizes of the number that it holds with its label, however far apart. */
const BAND = 3;
/** Cost of a label at the other end of a line that it has to itself with the number, in sizes of the number. */
const FAR = 3;
/** The same where the rows over or under it are set alike. */
const ROW = 1;
/** How much larger a number must be set to reach that far. */
const MUCH_LARGER = 1.6;
/** Preference among sides, in sizes of the number. */
const RELUCTANCE: Record<Side, number> = { right: 0, below: 0.3, left: 0.4, above: 0.5 };
/** Cost of a label that stands on another ground than its number. */
const OTHER_GROUND = 0.8;
/** Cost of what a label hardly is: a sentence of lighter type than its number, a figure with words of its own, another manner, running text. */
const UNLIKE = { light: 0.6, figure: 0.8, others: 0.25, prose: 0.6 };
/** Fewest labels of one manner that make it the usual one. */
const ALIKE = 3;

/** Longest label of a number that has a noun of its own, in words. */
const REST_WORDS = 14;

/** A number that has a noun of its own heads a text as often as it has a label: what is long, or ends as a sentence does, is none. */
const isText = ({ lines, words }: Label): boolean =>
  words > REST_WORDS || /[.:;]$/.test(textOfSegment(lines.at(-1)!));

const OPENS_WITH_FIGURE = /^\d[\d\s.,]*(?:%|€|\s\p{L})/u;

/** Words from which on writing is rather a sentence than a name; from which on, with its full stop, it is running text. */
const SENTENCE = 6;
const PROSE = 10;

function unlikeness({ style }: Placed, { lines, words }: Label): number {
  const light = words >= SENTENCE && style.bold && !lines.some((l) => l.words.some((w) => w.bold));
  const figure = OPENS_WITH_FIGURE.test(textOfSegment(lines[0]!));
  const prose = words >= PROSE && /[^.]\.$/.test(textOfSegment(lines.at(-1)!));
  return (light ? UNLIKE.light : 0) + (figure ? UNLIKE.figure : 0) + (prose ? UNLIKE.prose : 0);
}

/** What it costs to take a label for a number's, in sizes of the number; null where it cannot be. */
function cost(number: Placed, label: Label): { cost: number; side: Side } | null {
  if (label.size * LARGER > number.style.size || label.words > LABEL_WORDS) return null;
  if (isCount(textOfSegment(number)) && isText(label)) return null;
  const size = number.style.size;
  const n = number.box;
  const l = label.box;
  const ground = number.around[0] === label.lines[0]!.around[0] ? 0 : OTHER_GROUND;
  const band = ground === 0 ? number.around[0]?.box : undefined;
  const unlike = unlikeness(number, label);
  const beside = band !== undefined && heightOf(band) <= BAND * size ? widthOf(band) / size : BESIDE;
  const options: { cost: number; side: Side }[] = [];
  const add = (side: Side, gap: number, reach: number, offset: number): void => {
    if (gap <= reach * size && gap >= -0.45 * size)
      options.push({
        side,
        cost: Math.max(gap, 0) / size + offset / size + RELUCTANCE[side] + ground + unlike,
      });
  };
  if (share(n.top, n.bottom, l.top, l.bottom) >= 0.5) {
    const offset = 0.15 * Math.min(Math.abs(centreOf(n) - centreOf(l)), Math.abs(n.top - l.top));
    if (l.x0 >= n.x1 - 1) add("right", l.x0 - n.x1, beside, offset);
    if (l.x1 <= n.x0 + 1) add("left", n.x0 - l.x1, beside, offset);
  }
  if (share(n.x0, n.x1, l.x0, l.x1) >= 0.5) {
    const offset = 0.4 * Math.min(Math.abs(middle(n) - middle(l)), Math.abs(n.x0 - l.x0), widthOf(l));
    if (centreOf(l) > centreOf(n)) add("below", l.top - n.bottom, UNDER, offset);
    else add("above", n.top - l.bottom, UNDER, offset);
  }
  return options.sort((a, b) => a.cost - b.cost)[0] ?? null;
}

/** Offers of the labels near each number. */
export function nearOffers(numbers: readonly Placed[], labels: readonly Label[]): Offer[] {
  return numbers.flatMap((number) =>
    labels.flatMap((label): Offer[] => {
      const offer = cost(number, label);
      return offer === null ? [] : [{ number, label, ...offer }];
    }),
  );
}

/** Whether two numbers of one size stand in one column, and their labels in another. */
function isNextRow(a: Offer, b: Offer): boolean {
  const size = a.number.style.size;
  const near = (p: number, q: number): boolean => Math.abs(p - q) <= 0.5 * size;
  const [n, m] = [a.number.box, b.number.box];
  const aligned = near(n.x0, m.x0) || near(n.x1, m.x1) || near(middle(n), middle(m));
  const labels = near(a.label.box.x0, b.label.box.x0) || near(a.label.box.x1, b.label.box.x1);
  return a !== b && a.side === b.side && near(size, b.number.style.size) && aligned && labels;
}

/**
 * Offers between the two ends of a line: a number set much larger and a label on its height, with nothing else on
 * that height of the page. A shade behind them, where there is one, is not needed to see that they belong together.
 */
export function farOffers(
  numbers: readonly Placed[],
  labels: readonly Label[],
  all: readonly Placed[],
): Offer[] {
  const offers = numbers.flatMap((number): Offer[] => {
    const level = all.filter(
      (s) => s !== number && s.core.bottom > number.box.top && s.core.top < number.box.bottom,
    );
    const label = labels.find(
      (l) => l.lines.length === level.length && l.lines.every((s) => level.includes(s)),
    );
    if (label === undefined || label.size * LARGER > number.style.size) return [];
    if (label.words > LABEL_WORDS || label.words < 2) return [];
    return [{ number, label, cost: FAR, side: label.box.x0 >= number.box.x1 ? "right" : "left" }];
  });
  return offers.flatMap((offer) => {
    if (offers.some((other) => isNextRow(other, offer))) return [{ ...offer, cost: ROW }];
    return offer.label.size * MUCH_LARGER <= offer.number.style.size ? [offer] : [];
  });
}

const byCost = (a: Offer, b: Offer): number =>
  a.cost - b.cost || a.number.box.top - b.number.box.top || a.number.box.x0 - b.number.box.x0;

const manner = ({ lines: [line] }: Label): string =>
  line === undefined ? "" : `${Math.round(2 * line.style.size)} ${line.style.bold} ${line.style.colour}`;

/** The offers, cheapest first. Labels of a page look alike: where most numbers have theirs in one manner, others cost more. */
export function likened(offers: readonly Offer[], numbers: readonly Placed[]): Offer[] {
  const sorted = [...offers].sort(byCost);
  const votes = new Map<string, number>();
  for (const number of numbers) {
    const best = sorted.find((offer) => offer.number === number);
    if (best !== undefined) votes.set(manner(best.label), (votes.get(manner(best.label)) ?? 0) + 1);
  }
  const [usual, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (count < ALIKE || 2 * count <= numbers.length) return sorted;
  return sorted
    .map((o) => (manner(o.label) === usual ? o : { ...o, cost: o.cost + UNLIKE.others }))
    .sort(byCost);
}
