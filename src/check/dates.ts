import type { Anomaly, Extraction } from "../model/index.js";
import { first } from "./cell.js";
import { everyCell, type Finder, type Found, isAmount, worthOf } from "./finder.js";
import { placeOf, textOf } from "./key.js";
import { noticeOf } from "./notice.js";
import { amount, both, nameOf } from "./wording.js";

/** Numbers of fewer digits are the same in two years by chance. */
const LEAST = 1000;

/** One number told of two dates: one of them is another year's, or has the other's date. */
export function dateAnomalies(finder: Finder, extraction: Extraction): Anomaly[] {
  const groups = new Map<string, Found[]>();
  for (const { found, key } of everyCell(finder)) {
    const cell = finder.ledger.cells[found.cell];
    if (!cell || !isAmount(key) || cell.value.abs().lt(cell.step.times(LEAST))) continue;
    const group = `${textOf({ ...key, period: "" })}|${cell.value}`;
    groups.set(group, [...(groups.get(group) ?? []), found]);
  }
  return [...groups.values()].flatMap((group) => {
    const [one, other] = group;
    return one && other && group.length === 2 && areApart(one, other)
      ? [anomaly(finder, extraction, one, other)]
      : [];
  });
}

/** Of one table or sentence the columns may well be alike; a round number is a target or an estimate. */
function areApart({ observation: one }: Found, { observation: other }: Found): boolean {
  const isRound = /000$/.test(one.obs_value ?? "");
  return one.time_period !== other.time_period && placeOf(one) !== placeOf(other) && !isRound;
}

function anomaly(finder: Finder, extraction: Extraction, one: Found, other: Found): Anomaly {
  const [a, b] = [one, other].map((found) => found.observation);
  const o = first(finder.ledger.cells[one.cell] as NonNullable<(typeof finder.ledger.cells)[number]>);
  return noticeOf(extraction, {
    check: "period",
    severity: "warning",
    subject: [a?.time_period ?? "", b?.time_period ?? ""],
    observations: [a?.observation_id ?? "", b?.observation_id ?? ""],
    stated: a?.time_period ?? "",
    expected: b?.time_period ?? "",
    page: Math.min(a?.source_page ?? 0, b?.source_page ?? 0),
    message: both((l) => {
      const value = amount(worthOf(finder, one), o, l);
      const name = nameOf(o, finder.context.catalogue, l);
      return l === "fr"
        ? `${name} : le même nombre, ${value}, est donné pour ${a?.time_period} (p. ${a?.source_page}) et pour ${b?.time_period} (p. ${b?.source_page}) ; l'une des dates est sans doute fausse.`
        : `${name}: the same number, ${value}, is given for ${a?.time_period} (p. ${a?.source_page}) and for ${b?.time_period} (p. ${b?.source_page}); one of the dates is probably wrong.`;
    }),
  });
}
