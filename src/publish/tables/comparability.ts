import type { Catalogue, Indicator, Observation } from "../../model/index.js";
import { type Agreement, COMPARABILITY_MEANINGS } from "../dictionary/comparability.js";
import { type Cell, columnsOf, type Table } from "../table.js";

/** What one publisher's values of one indicator for one year have in common: all that is kept of them. */
interface Group {
  indicator: string;
  publisher: string;
  year: string;
  count: number;
  bases: Set<string>;
  units: Set<string>;
  /** Units of those in the indicator's own measure. */
  ownUnits: Set<string>;
  /** Some have a status that tells of another definition. */
  stated: boolean;
  /** None was mapped by a rule of the publisher's own. */
  shared: boolean;
}

const SHARED_RULES = /^_/;
/** Statuses that say so: break in the series, definition differs. */
const STATED = new Set(["B", "D"]);

const yearOf = (o: Observation): string => o.time_period.slice(0, 4);
const listed = (values: ReadonlySet<string>): string => [...values].sort().join("; ");

function groupsOf(observations: Iterable<Observation>, catalogue: Catalogue): Group[] {
  const groups = new Map<string, Group>();
  for (const o of observations) {
    const key = [o.indicator, o.publisher, yearOf(o)].join("\t");
    const group = groups.get(key) ?? emptyGroup(o);
    groups.set(key, group);
    group.count++;
    group.bases.add(o.count_basis);
    group.units.add(o.unit_measure);
    if (OWN_UNIT.has(o.measure) && o.measure === catalogue[o.indicator]?.measure)
      group.ownUnits.add(o.unit_measure);
    group.stated ||= STATED.has(o.obs_status);
    group.shared &&= SHARED_RULES.test(o.rule);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const emptyGroup = (o: Observation): Group => ({
  indicator: o.indicator,
  publisher: o.publisher,
  year: yearOf(o),
  count: 0,
  bases: new Set(),
  units: new Set(),
  ownUnits: new Set(),
  stated: false,
  shared: true,
});

/** Shares, rates and changes have the units of their measure, whatever the indicator's own. */
const OWN_UNIT = new Set(["COUNT", "AMOUNT"]);

function differences(group: Group, indicator: Indicator | undefined): string[] {
  if (indicator === undefined) return ["indicator"];
  const others = (values: ReadonlySet<string>, own: string): string[] =>
    [...values].sort().filter((value) => value !== own);
  const bases = others(group.bases, indicator.count_basis).filter((b) => b !== "NONE");
  const units = others(group.ownUnits, indicator.unit);
  return [
    ...(bases.length > 0 ? [`count_basis ${bases.join(" ")} (${indicator.count_basis})`] : []),
    ...(units.length > 0 ? [`unit_measure ${units.join(" ")} (${indicator.unit})`] : []),
    ...(group.stated ? ["obs_status"] : []),
  ];
}

function agreementOf(group: Group, differing: readonly string[]): Agreement {
  if (differing.length > 0) return "differ";
  return group.shared ? "unknown" : "agree";
}

/** Indicators by publisher and year: where definitions agree with the catalogue's, differ, or nobody has looked. */
export function comparabilityTable(
  observations: Iterable<Observation>,
  catalogue: Catalogue,
): Table & { rows: Cell[][] } {
  const judged = groupsOf(observations, catalogue).map((group) => {
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
      group.count,
      listed(group.bases),
      listed(group.units),
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
