import type { Decimal } from "../model/index.js";

/** A share told in words, in per cent: "la moitié des jeunes", "deux tiers du public", "un jeune sur cinq". */
export interface WordedShare {
  start: number;
  end: number;
  value: Decimal;
  /** Thirds come as 33.3 and 66.7. */
  decimals: number;
}

const COUNTS: Record<string, number> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
};
const PARTS: [RegExp, number][] = [
  [/^moitié/i, 2],
  [/^tiers/i, 3],
  [/^quart/i, 4],
  [/^cinquième/i, 5],
  [/^dixième/i, 10],
];

const COUNT = Object.keys(COUNTS).join("|");
/** Of what: without it "un tiers" is a third person, "la moitié" a half of anything. */
const OF = "(?=\\s(?:des|du|de\\s(?:la|l['’]|ces|nos|ses|leurs)|d['’]entre)(?!\\p{L}))|(?=\\sd['’]entre)";
const HALF = new RegExp(`(?<![\\p{L}\\d])(la)\\s(moitié)(?:${OF})`, "giu");
const PART = new RegExp(
  `(?<![\\p{L}\\d])(un|deux|trois|quatre)\\s(tiers|quarts?|cinquièmes?|dixièmes?)(?:${OF})`,
  "giu",
);
/** Not before what is counted: "une session sur deux jours" is no half. */
const ONE_IN = new RegExp(
  `(?<![\\p{L}\\d])(${COUNT})\\s(?:\\p{L}+\\s){1,2}sur\\s(${COUNT})(?![\\p{L}\\d])(?!\\s\\p{L}+[sx](?!\\p{L}))`,
  "giu",
);

/** What every one of them holds: a quick look that spares most texts the search. */
const SIGN = /\s(?:moitié|tiers|quart|cinquième|dixième|sur\s)/iu;

/** Shares told in words, in order. Linear time. */
export function wordedSharesIn(text: string): WordedShare[] {
  if (!SIGN.test(text)) return [];
  return [HALF, PART, ONE_IN]
    .flatMap((pattern) => [...text.matchAll(pattern)].flatMap((found) => shareOf(found)))
    .sort((a, b) => a.start - b.start);
}

function shareOf(found: RegExpExecArray): WordedShare[] {
  const [whole, above = "", below = ""] = found;
  const numerator = COUNTS[above.toLowerCase()] ?? 1;
  const denominator = COUNTS[below.toLowerCase()] ?? PARTS.find(([name]) => name.test(below))?.[1];
  if (denominator === undefined || numerator >= denominator) return [];
  const tenths = Math.round((numerator * 1000) / denominator);
  const exact = tenths % 10 === 0;
  const value = exact ? `${tenths / 10}` : `${Math.floor(tenths / 10)}.${tenths % 10}`;
  return [{ start: found.index, end: found.index + whole.length, value, decimals: exact ? 0 : 1 }];
}
