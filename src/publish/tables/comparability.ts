import type { Catalogue, Indicator, Observation } from "../../model/index.js";
import { type Agreement, COMPARABILITY_MEANINGS } from "../dictionary/comparability.js";
import { columnsOf, type Table } from "../table.js";

/** Values of one indicator that one publisher states for one year. */
interface Group {
  indicator: string;
  publisher: string;
  year: string;
  observations: Observation[];
}

const SHARED_RULES = /^_/;
/** Statuses that say so: break in the series, definition differs. */
const STATED = new Set(["B", "D"]);

const yearOf = (o: Observation): string => o.time_period.slice(0, 4);
const values = (observations: readonly Observation[], column: "count_basis" | "unit_measure"): string[] =>
  [...new Set(observations.map((o) => o[column]))].sort();

function groupsOf(observations: readonly Observation[]): Group[] {
  const groups = new Map<string, Group>();
  for (const o of observations) {
    const key = [o.indicator, o.publisher, yearOf(o)].join("\t");
    const group = groups.get(key) ?? {
      indicator: o.indicator,
      publisher: o.publisher,
      year: yearOf(o),
      observations: [],
    };
    group.observations.push(o);
    groups.set(key, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Shares, rates and changes have the units of their measure, whatever the indicator's own. */
const OWN_UNIT = new Set(["COUNT", "AMOUNT"]);

function differences({ observations }: Group, indicator: Indicator | undefined): string[] {
  if (indicator === undefined) return ["indicator"];
  const bases = values(observations, "count_basis").filter(
    (b) => b !== indicator.count_basis && b !== "NONE",
  );
  const units = values(
    observations.filter((o) => OWN_UNIT.has(o.measure) && o.measure === indicator.measure),
    "unit_measure",
  ).filter((u) => u !== indicator.unit);
  return [
    ...(bases.length > 0 ? [`count_basis ${bases.join(" ")} (${indicator.count_basis})`] : []),
    ...(units.length > 0 ? [`unit_measure ${units.join(" ")} (${indicator.unit})`] : []),
    ...(observations.some((o) => STATED.has(o.obs_status)) ? ["obs_status"] : []),
  ];
}

function agreementOf(group: Group, differing: readonly string[]): Agreement {
  if (differing.length > 0) return "differ";
  return group.observations.every((o) => SHARED_RULES.test(o.rule)) ? "unknown" : "agree";
}

/** Indicators by publisher and year: where definitions agree with the catalogue's, differ, or nobody has looked. */
export function comparabilityTable(observations: readonly Observation[], catalogue: Catalogue): Table {
  const judged = groupsOf(observations).map((group) => {
    const differing = differences(group, catalogue[group.indicator]);
    return { group, differing, agreement: agreementOf(group, differing) };
  });
  const agreeing = new Map<string, string[]>();
  for (const { group, agreement } of judged) {
    if (agreement !== "agree") continue;
    const key = `${group.indicator}\t${group.year}`;
    agreeing.set(key, [...(agreeing.get(key) ?? []), group.publisher]);
  }
  return {
    name: "comparability",
    fr: "Comparabilité",
    en: "Comparability",
    key: ["indicator", "publisher", "year"],
    columns: columnsOf(COMPARABILITY_MEANINGS),
    rows: judged.map(({ group, differing, agreement }) => [
      group.indicator,
      group.publisher,
      group.year,
      group.observations.length,
      values(group.observations, "count_basis").join("; "),
      values(group.observations, "unit_measure").join("; "),
      agreement,
      differing.join("; "),
      agreement === "agree"
        ? (agreeing.get(`${group.indicator}\t${group.year}`) ?? [])
            .filter((p) => p !== group.publisher)
            .join("; ")
        : "",
    ]),
  };
}
