import { fold, type Numeral } from "../normalise/index.js";

const FALL = /\b(?:baiss|diminu|recul|redui|reduction|repli|chut|perd|perte)/;
const WAY =
  /\b(?:baiss|diminu|recul|redui|reduction|repli|chut|perd|perte|hauss|augment|progress|croi|gagn)\w*/g;

/**
 * A change printed without a sign takes it from the words around it: "une diminution de 19 %" is −19.
 * The last such word before the figure tells, else the first one after it.
 */
export function directed(numeral: Numeral, before: string, after: string): Numeral {
  const { value, sign } = numeral;
  if (value === null || sign !== "" || value === "0") return numeral;
  const way = fold(before).match(WAY)?.at(-1) ?? fold(after).match(WAY)?.[0] ?? "";
  return FALL.test(way) ? { ...numeral, value: `-${value}` } : numeral;
}
