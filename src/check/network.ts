import type { Observation } from "../model/index.js";
import { type Cell, cellOf } from "./cell.js";
import { type Constraint, holds } from "./constraint.js";
import type { Interval } from "./interval.js";
import { type Key, keyOf, placeOf, textOf } from "./key.js";

/** The quantities of one document, and where each is told. */
export interface Ledger {
  cells: Cell[];
  /** Observation id → index of its cell. Observations without a value are not in it. */
  byObservation: Map<string, number>;
  /** Text of key → cells that tell it, one for each different value; ambiguous keys are left out. */
  byKey: Map<string, number[]>;
  /** Index of cell → its key. */
  keys: Key[];
  observations: Map<string, Observation>;
}

/** Cells and the constraints that tie them. */
export interface Network {
  cells: readonly Cell[];
  constraints: readonly Constraint[];
  /** Index of cell → indices of the constraints it takes part in. */
  ofCell: readonly number[][];
}

/** A rule that matches so many different values does not tell one quantity. */
const MOST_READINGS = 3;

/**
 * Groups observations by key and value. Linear in their number.
 * A key told twice differently by one table or one sentence, or by one rule more than thrice, is a key that
 * fails to tell two things apart; its observations keep a cell each but pair with nothing.
 */
export function ledgerOf(observations: readonly Observation[]): Ledger {
  const ledger: Ledger = {
    cells: [],
    byObservation: new Map(),
    byKey: new Map(),
    keys: [],
    observations: new Map(observations.map((o) => [o.observation_id, o])),
  };
  for (const group of grouped(observations).values()) {
    if (group.members.length === 1) {
      addSingle(ledger, group.key, group.members[0] as Observation);
      continue;
    }
    const ambiguous = isAmbiguous(group.members);
    const readings = new Map<string, number>();
    const told = new Map<string, number>();
    for (const o of group.members) {
      const cell = cellOf(o);
      if (!cell) continue;
      // Two like cells of one table are two things that one key fails to tell apart.
      const value = `${cell.value}|${cell.interval.lo}|${cell.interval.hi}`;
      const times = (told.get(`${value}|${placeOf(o)}`) ?? 0) + 1;
      told.set(`${value}|${placeOf(o)}`, times);
      const reading = ambiguous ? o.observation_id : `${value}|${times}`;
      const known = readings.get(reading);
      if (known !== undefined) ledger.cells[known]?.mentions.push(o);
      else {
        readings.set(reading, ledger.cells.length);
        ledger.cells.push(cell);
        ledger.keys.push(group.key);
      }
      ledger.byObservation.set(o.observation_id, known ?? ledger.cells.length - 1);
    }
    if (!ambiguous && readings.size > 0) ledger.byKey.set(textOf(group.key), [...readings.values()]);
  }
  return ledger;
}

/** Most quantities are told once. */
function addSingle(ledger: Ledger, key: Key, o: Observation): void {
  const cell = cellOf(o);
  if (!cell) return;
  const index = ledger.cells.push(cell) - 1;
  ledger.keys.push(key);
  ledger.byObservation.set(o.observation_id, index);
  ledger.byKey.set(textOf(key), [index]);
}

function grouped(observations: readonly Observation[]): Map<string, { key: Key; members: Observation[] }> {
  const groups = new Map<string, { key: Key; members: Observation[] }>();
  for (const o of observations) {
    const key = keyOf(o);
    const text = textOf(key);
    const group = groups.get(text);
    if (group) group.members.push(o);
    else groups.set(text, { key, members: [o] });
  }
  return groups;
}

function isAmbiguous(members: readonly Observation[]): boolean {
  const valuesByPlace = new Map<string, string>();
  const valuesByRule = new Map<string, Set<string>>();
  if (new Set(members.map((o) => o.unit_measure)).size > 1) return true;
  for (const o of members) {
    if (o.obs_value === null) continue;
    const place = placeOf(o);
    const known = valuesByPlace.get(place);
    if (known !== undefined && known !== o.obs_value) return true;
    valuesByPlace.set(place, o.obs_value);
    const ofRule = valuesByRule.get(o.rule) ?? new Set();
    valuesByRule.set(o.rule, ofRule.add(o.obs_value));
    if (ofRule.size >= MOST_READINGS) return true;
  }
  return false;
}

export function networkOf(cells: readonly Cell[], constraints: readonly Constraint[]): Network {
  const ofCell: number[][] = cells.map(() => []);
  constraints.forEach((constraint, index) => {
    for (const cell of constraint.cells) ofCell[cell]?.push(index);
  });
  return { cells, constraints, ofCell };
}

/** The same network, with nothing asked of its cells by some constraints. */
export const without = (network: Network, freed: ReadonlySet<number>): Network => ({
  ...network,
  ofCell: network.ofCell.map((own) =>
    own.some((i) => freed.has(i)) ? own.filter((i) => !freed.has(i)) : own,
  ),
});

/** A constraint's values as printed, except for cells given another one. */
export function valuesOf(
  network: Network,
  constraint: Constraint,
  changed?: ReadonlyMap<number, Interval>,
): (position: number) => Interval {
  return (position) => {
    const index = constraint.cells[position] ?? -1;
    const cell = network.cells[index];
    return changed?.get(index) ?? cell?.interval ?? { lo: null, hi: null };
  };
}

export const holdsAsPrinted = (network: Network, constraint: Constraint): boolean =>
  holds(constraint, valuesOf(network, constraint));
