import type { Cell } from "./cell.js";
import { intervalAt, isCount } from "./cell.js";
import { holds } from "./constraint.js";
import { allowedFor, type Change, changeOf, type Explanation } from "./explanation.js";
import { EVERYTHING, type Interval, isPoint, ZERO } from "./interval.js";
import { type Network, valuesOf } from "./network.js";
import { suspicionOf } from "./suspicion.js";

/** Most cells that sets of two and of three are sought among. */
const PAIRS_AMONG = 40;
const TRIPLES_AMONG = 18;
const ROUNDS = 8;

/** Violated constraints that share cells: one problem, told once. */
export interface Problem {
  /** Indices of constraints, ascending. */
  violated: number[];
  /** A guess that no single cell can put right together with the other failing ones: looked at by itself. */
  apart?: boolean;
  /** What the problem is solved in, where that is not the whole network: without what another cell is to blame for. */
  within?: Network;
}

/**
 * All smallest sets of cells whose change satisfies every hard constraint (Fellegi and Holt, 1976), of one
 * cell, else of two, else of three; none where no such set exists. Cells with suspicion 0 are never changed.
 */
export function explanationsOf(
  whole: Network,
  problem: Problem,
  allViolated: ReadonlySet<number>,
  hedged: ReadonlySet<string>,
): Explanation[] {
  const network = problem.within ?? whole;
  const violated = new Set(problem.violated);
  const cells = suspectsOf(network, problem, hedged);
  const single = cells.flatMap((cell) => {
    if (!isInAll(network, problem, cell)) return [];
    const explanation = singleChange(network, cell, problem.apart ? violated : allViolated);
    return explanation ? [explanation] : [];
  });
  if (single.length > 0 || problem.violated.length < 2) return single;
  const pairs = setsOf(network, cells.slice(0, PAIRS_AMONG), violated, 2);
  return pairs.length > 0 ? pairs : setsOf(network, cells.slice(0, TRIPLES_AMONG), violated, 3);
}

/** Cells of the violated constraints: those in most of them first, then the likeliest to be wrong. */
function suspectsOf(network: Network, problem: Problem, hedged: ReadonlySet<string>): number[] {
  const times = new Map<number, number>();
  for (const index of problem.violated)
    for (const cell of new Set(network.constraints[index]?.cells ?? []))
      times.set(cell, (times.get(cell) ?? 0) + 1);
  const suspicion = (cell: number): number => suspicionOf(network.cells[cell] as Cell, hedged);
  return [...times.keys()]
    .filter((cell) => suspicion(cell) > 0)
    .sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0) || suspicion(b) - suspicion(a) || a - b);
}

/** A value of one cell that restores all its constraints, or null. */
export function singleChange(
  network: Network,
  cell: number,
  violated: ReadonlySet<number>,
): Explanation | null {
  const allowed = allowedFor(network, cell, violated);
  const change = allowed && changeOf(network, cell, allowed, violated);
  return change ? { changes: [change] } : null;
}

/** Sets of `size` cells that hit every violated constraint and can all be met at once. */
function setsOf(
  network: Network,
  cells: readonly number[],
  violated: ReadonlySet<number>,
  size: number,
): Explanation[] {
  const found: Explanation[] = [];
  const grow = (chosen: number[], from: number): void => {
    const missed = [...violated].find(
      (index) => !network.constraints[index]?.cells.some((cell) => chosen.includes(cell)),
    );
    if (chosen.length === size) {
      const explanation = missed === undefined ? jointChange(network, chosen, violated) : null;
      if (explanation) found.push(explanation);
      return;
    }
    for (let i = from; i < cells.length; i++) grow([...chosen, cells[i] as number], i + 1);
  };
  grow([], 0);
  return found;
}

/** Narrows what each of several cells may be until nothing moves; null where one is left with nothing. */
function jointChange(
  network: Network,
  cells: readonly number[],
  violated: ReadonlySet<number>,
): Explanation | null {
  const domains = new Map<number, Interval>(
    cells.map((cell) => [cell, isCount(network.cells[cell] as Cell) ? { lo: ZERO, hi: null } : EVERYTHING]),
  );
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const cell of cells) {
      const allowed = allowedFor(network, cell, violated, domains);
      if (!allowed) return null;
      const before = domains.get(cell);
      if (!before || !same(before, allowed)) moved = true;
      domains.set(cell, allowed);
    }
    if (!moved) break;
  }
  return settled(network, cells, domains, violated);
}

const same = (a: Interval, b: Interval): boolean =>
  (a.lo === b.lo || (a.lo !== null && b.lo !== null && a.lo.eq(b.lo))) &&
  (a.hi === b.hi || (a.hi !== null && b.hi !== null && a.hi.eq(b.hi)));

/** Values for each cell with the others at theirs; null where the set does not meet a constraint after all. */
function settled(
  network: Network,
  cells: readonly number[],
  domains: ReadonlyMap<number, Interval>,
  violated: ReadonlySet<number>,
): Explanation | null {
  const changes: Change[] = [];
  for (const cell of cells) {
    const allowed = domains.get(cell) ?? EVERYTHING;
    const others = networkAt(network, cells, domains, cell);
    const change = changeOf(others, cell, allowed, violated);
    if (!change) return null;
    // A cell that may stay as printed is not needed: a smaller set would do.
    if (isPrintedAllowed(network, cell, allowed)) return null;
    changes.push(change);
  }
  const values = new Map(changes.flatMap((c) => (isPoint(c.allowed) ? [[c.cell, c.allowed] as const] : [])));
  if (values.size < changes.length) return { changes };
  const touched = new Set(cells.flatMap((cell) => network.ofCell[cell] ?? []));
  for (const index of touched) {
    const constraint = network.constraints[index];
    if (constraint?.strength === "hard" && !holds(constraint, valuesOf(network, constraint, values)))
      return null;
  }
  return { changes };
}

function isPrintedAllowed(network: Network, cell: number, allowed: Interval): boolean {
  const value = (network.cells[cell] as Cell).value;
  return (!allowed.lo || allowed.lo.lte(value)) && (!allowed.hi || allowed.hi.gte(value));
}

/** The network as it stands once the other cells of the set have their new values. */
function networkAt(
  network: Network,
  cells: readonly number[],
  domains: ReadonlyMap<number, Interval>,
  except: number,
): Network {
  const copy = [...network.cells];
  for (const cell of cells) {
    const domain = domains.get(cell);
    const subject = network.cells[cell] as Cell;
    if (cell === except || !domain) continue;
    const value = isPoint(domain) ? domain.lo : null;
    copy[cell] = { ...subject, interval: value ? intervalAt(subject, value) : domain };
  }
  return { ...network, cells: copy };
}

export const cellsOf = (network: Network, problem: Problem): number[] => [
  ...new Set(problem.violated.flatMap((index) => network.constraints[index]?.cells ?? [])),
];

export const isInAll = (network: Network, problem: Problem, cell: number): boolean =>
  problem.violated.every((index) => network.constraints[index]?.cells.includes(cell));

export const isSuspect = (network: Network, cell: number, hedged: ReadonlySet<string>): boolean =>
  suspicionOf(network.cells[cell] as Cell, hedged) > 0;
