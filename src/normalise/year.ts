import type { Hedge } from "../model/index.js";
import { MONTH_NAMES } from "./month.js";

/** After these words four digits are a year. */
const OPENING =
  "en|depuis|dès|année|années|exercice|fin|début|mi|courant|été|hiver|printemps|automne|rentrée|saison|édition|bilan|chiffres\\sclés|semestre|trimestre|loi|jusqu['’]en|d['’]ici";
const STRONG = new RegExp(`(?:^|\\P{L})(?:${OPENING}|${MONTH_NAMES})[\\s-]$`, "iu");
const WEAK = /(?:^|\P{L})(?:de|à|et|entre|pour|que|l['’]an)\s$|[(/]$/iu;
/** Words in -s or -x that follow a year without being counted by it. */
const NOT_COUNTED = new Set(
  "des les dans nous vous ils elles ses nos vos leurs mais plus moins très après alors depuis lors tous toutes sans sous vers chez dès pas ces mes puis quelques plusieurs certains certaines autres deux trois six dix pris mis issus hors jadis jamais toujours ailleurs".split(
    " ",
  ),
);

/**
 * Whether four bare digits name a year rather than count something: said by the words before
 * ("en", "fin", "octobre"), denied by a hedge or a plural noun after ("2023 jeunes"), else a matter
 * of its being near our time.
 */
export function isYear(text: string, start: number, end: number, hedge: Hedge | null): boolean {
  const digits = text.slice(start, end);
  if (!/^(?:19|20)\d\d$/.test(digits)) return false;
  const before = text.slice(Math.max(0, start - 24), start);
  if (STRONG.test(before)) return true;
  const noun = /^\s(\p{Ll}{3,})/u.exec(text.slice(end, end + 24))?.[1];
  const counts = noun !== undefined && /[sx]$/.test(noun) && !NOT_COUNTED.has(noun);
  if (counts || (hedge !== null && noun !== undefined)) return false;
  return WEAK.test(before) || (digits >= "1990" && digits < "2040");
}
