import type { Measure } from "../model/index.js";
import { fold, type Numeral } from "../normalise/index.js";

const FALL = /\b(?:baiss|diminu|recul|redui|reduction|repli|chut|perd|perte)/;
const WAY =
  /\b(?:baiss|diminu|recul|redui|reduction|repli|chut|perd|perte|hauss|augment|progress|croi|gagn)\w*/g;

/**
 * A change printed without a sign has the direction its words give it: "une diminution de 19 %" is a
 * decrease of 19, the value being the printed one. The last such word before the figure tells, else
 * the first one after it.
 */
export function direction({ sign, value }: Numeral, before: string, after: string): Measure {
  if (sign !== "" || value === "0") return "CHANGE";
  const way = fold(before).match(WAY)?.at(-1) ?? fold(after).match(WAY)?.[0] ?? "";
  return FALL.test(way) ? "DECREASE" : "CHANGE";
}
