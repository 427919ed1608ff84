import Big from "big.js";
import { ZERO } from "./interval.js";

const AMOUNT = /(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:,(\d+))?\s*(?:€|euros?)/giu;
/** Remarks with more amounts than this are not searched for a combination. */
const MOST_AMOUNTS = 6;

/** Amounts of money that remarks print, as exact decimals, in printed order. */
function amountsOf(notes: readonly string[]): Big[] {
  return notes.flatMap((note) =>
    [...note.matchAll(AMOUNT)].map(
      ([, whole = "0", fraction = "0"]) => new Big(`${whole.replace(/\D/g, "")}.${fraction}`),
    ),
  );
}

/**
 * The amounts of the remarks that make up what is missing exactly, with those already told first; null where
 * no combination does.
 */
export function explainedBy(
  missing: Big,
  told: readonly string[],
  notes: readonly string[],
): string[] | null {
  const rest = told.reduce((left, amount) => left.minus(amount), missing);
  if (rest.eq(ZERO)) return [...told];
  const others = amountsOf(notes).filter((amount) => !told.some((t) => amount.eq(t)));
  if (others.length > MOST_AMOUNTS) return null;
  for (let set = 1; set < 2 ** others.length; set++) {
    const chosen = others.filter((_, i) => set & (1 << i));
    if (chosen.reduce((sum, amount) => sum.plus(amount), ZERO).eq(rest))
      return [...told, ...chosen.map((amount) => amount.toFixed())];
  }
  return null;
}
