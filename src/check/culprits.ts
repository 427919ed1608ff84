import { type Cell, intervalAt } from "./cell.js";
import { implied } from "./constraint.js";
import { allowedFor, type Change, changeOf } from "./explanation.js";
import { type Interval, intersect } from "./interval.js";
import { explanationsOf, isSuspect, type Problem } from "./localise.js";
import { type Network, valuesOf, without } from "./network.js";

/** Several failing constraints that one value of one cell settles, others of its constraints failing for another fault. */
interface Common {
  problem: Problem;
  /** The network with the cell put right; as it was, where others could be to blame as well. */
  corrected: Network;
}

/** So many failing constraints that agree about a cell's value hardly do so by chance. */
const LEAST_AGREEING = 2;

interface Agreement {
  cell: number;
  /** Failing constraints that one value settles, ascending. */
  settled: number[];
  /** Failing constraints of the cell that this value does not settle. */
  rest: number[];
}

/**
 * The cell most failing constraints agree about, where they are not all of its failing ones; null where there is
 * none, or where another cell, in the way of this one, has as many.
 */
export function commonCulprit(
  network: Network,
  violated: ReadonlySet<number>,
  hedged: ReadonlySet<string>,
): Common | null {
  const agreements = cellsFailingOften(network, violated)
    .filter((cell) => isSuspect(network, cell, hedged))
    .flatMap((cell) => agreementOf(network, cell, violated) ?? [])
    .sort((a, b) => b.settled.length - a.settled.length || a.cell - b.cell);
  const best = agreements.find((a) => a.rest.length > 0);
  if (!best || agreements.some((other) => isInTheWay(other, best))) return null;
  const view = without(network, new Set(best.rest));
  const problem: Problem = { violated: best.settled, within: view };
  const explanations = explanationsOf(network, problem, new Set(best.settled), hedged);
  const [only] = explanations;
  const change = only?.changes[0];
  if (!change) return null;
  return { problem, corrected: explanations.length === 1 ? putRight(network, change) : network };
}

/** Cells in several violated constraints. */
function cellsFailingOften(network: Network, violated: ReadonlySet<number>): number[] {
  const times = new Map<number, number>();
  for (const index of violated)
    for (const cell of network.constraints[index]?.cells ?? []) times.set(cell, (times.get(cell) ?? 0) + 1);
  return [...times].flatMap(([cell, count]) => (count > LEAST_AGREEING ? [cell] : []));
}

/** At least as many agree about another cell, and some of them about this one. */
const isInTheWay = (other: Agreement, best: Agreement): boolean =>
  other.cell !== best.cell &&
  other.settled.length >= best.settled.length &&
  other.settled.some((index) => best.settled.includes(index)) &&
  other.settled.some((index) => !best.settled.includes(index));

/** The largest set of the cell's failing constraints that one value settles, what holds now holding still. */
function agreementOf(network: Network, cell: number, violated: ReadonlySet<number>): Agreement | null {
  const own = (network.ofCell[cell] ?? []).filter((index) => violated.has(index));
  const free = allowedFor(without(network, new Set(own)), cell, new Set());
  if (!free) return null;
  const wanted = own.flatMap((index) => {
    const constraint = network.constraints[index];
    if (!constraint) return [];
    const values = valuesOf(network, constraint);
    const allowed = intersect(free, implied(constraint, constraint.cells.indexOf(cell), values));
    return allowed ? [{ index, allowed }] : [];
  });
  const best = mostAgreed(wanted);
  const telling = best.filter((index) => isEquation(network, index));
  if (telling.length < LEAST_AGREEING || !telling.some((i) => network.constraints[i]?.strength === "hard"))
    return null;
  const rest = own.filter((index) => !best.includes(index));
  const view = without(network, new Set(rest));
  const allowed = allowedFor(view, cell, new Set(best));
  const change = allowed && changeOf(view, cell, allowed, new Set(best));
  return change ? { cell, settled: best, rest } : null;
}

/** A part that exceeds its whole says nothing of what either should be. */
function isEquation(network: Network, index: number): boolean {
  const form = network.constraints[index]?.form;
  return form !== undefined && !(form.kind === "sum" && form.relation === "atMost");
}

/** The intervals that share a point, where most do: the point is the low end of one of them. */
function mostAgreed(wanted: readonly { index: number; allowed: Interval }[]): number[] {
  let best: number[] = [];
  for (const { allowed: start } of wanted) {
    const sharing = wanted.filter(
      ({ allowed: { lo, hi } }) =>
        (!lo || (start.lo ? lo.lte(start.lo) : false)) && (!hi || !start.lo || hi.gte(start.lo)),
    );
    if (sharing.length > best.length) best = sharing.map(({ index }) => index);
  }
  return best.toSorted((a, b) => a - b);
}

function putRight(network: Network, { cell, values }: Change): Network {
  const [best] = values;
  const subject = network.cells[cell] as Cell;
  if (!best) return network;
  const cells = [...network.cells];
  cells[cell] = { ...subject, interval: intervalAt(subject, best.value) };
  return { ...network, cells };
}
