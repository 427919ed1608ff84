import type Big from "big.js";
import type { Anomaly, Extraction } from "../model/index.js";
import { type Cell, isCount } from "./cell.js";
import { distance, everyCell, type Finder, type Found } from "./finder.js";
import { contains, HUNDRED } from "./interval.js";
import type { Key } from "./key.js";
import { noticeOf } from "./notice.js";
import { numeratorsOf, wholesOf } from "./quotients.js";
import { amount, both, nameOf, number, whereOf } from "./wording.js";

/**
 * Shares of a small printed whole that no whole number of it gives, where the count behind is not printed: of 25
 * people none make 65 % (the GRIM test; Brown and Heathers, 2017).
 */
export function grainAnomalies(finder: Finder, extraction: Extraction): Anomaly[] {
  return everyCell(finder).flatMap(({ found, key }) => {
    const cell = finder.ledger.cells[found.cell];
    if (!cell || key.measure !== "SHARE" || key.unit !== "PT") return [];
    if (numeratorsOf(finder, found, key).length > 0) return [];
    const base = baseOf(finder, found, key);
    if (!base || base.value.gte(HUNDRED.div(cell.step))) return [];
    const below = cell.value.times(base.value).div(HUNDRED).round(0, 0);
    const near = [below, below.plus(1)].map((count) => ({
      count,
      share: count.times(HUNDRED).div(base.value),
    }));
    if (near.some(({ share }) => contains(cell.interval, share))) return [];
    return [anomaly(finder, extraction, found, { cell, base, near })];
  });
}

/** The one whole told in the same table or sentence. */
function baseOf(finder: Finder, found: Found, key: Key): Cell | undefined {
  const beside = wholesOf(finder, key).flatMap((whole) => {
    const near = finder.nearest(whole, found.observation);
    const cell = near && finder.ledger.cells[near.cell];
    const isHere = near && distance(near.observation, found.observation) === 0;
    return cell && isHere && isCount(cell) && cell.value.gt(0) ? [cell] : [];
  });
  return beside.length === 1 ? beside[0] : undefined;
}

interface Grain {
  cell: Cell;
  base: Cell;
  /** The counts below and above, and what share they make. */
  near: { count: Big; share: Big }[];
}

function anomaly(finder: Finder, extraction: Extraction, found: Found, { cell, base, near }: Grain): Anomaly {
  const o = found.observation;
  const whole = base.mentions[0] ?? o;
  const rounded = (share: Big): Big => share.round(cell.decimals);
  const [less, more] = near as [Grain["near"][number], Grain["near"][number]];
  const nearest = less.share.minus(cell.value).abs().lt(more.share.minus(cell.value).abs()) ? less : more;
  return noticeOf(extraction, {
    check: "share",
    severity: "warning",
    subject: ["grain"],
    observations: [o.observation_id, whole.observation_id],
    stated: cell.value.toFixed(),
    expected: rounded(nearest.share).toFixed(),
    page: o.source_page,
    message: both((l) => {
      const [printed, all] = [amount(cell.value, o, l), amount(base.value, whole, l)];
      const [a, b] = [less, more].map(({ count, share }) => [
        number(count, 0, l),
        amount(rounded(share), o, l),
      ]) as [string[], string[]];
      const name = nameOf(o, finder.context.catalogue, l);
      return l === "fr"
        ? `${whereOf(o, l)} : ${name} est donné à ${printed}, ce qu'aucun nombre entier sur ${all} ne donne : ${a[0]} font ${a[1]}, ${b[0]} font ${b[1]}.`
        : `${whereOf(o, l)}: ${name} is given as ${printed}, which no whole number out of ${all} gives: ${a[0]} make ${a[1]}, ${b[0]} make ${b[1]}.`;
    }),
  });
}
