import type Big from "big.js";
import { type Cell, first, intervalAt, isCount } from "./cell.js";
import { type Constraint, holds, implied } from "./constraint.js";
import { slipOf } from "./diagnosis.js";
import { EVERYTHING, type Interval, intersect, isPoint, middle, ZERO } from "./interval.js";
import { type Misprint, misprintsOf } from "./misprint.js";
import { type Network, valuesOf } from "./network.js";

/** One cell, and the values that would restore every constraint it takes part in. */
export interface Change {
  cell: number;
  /** All values that would do. */
  allowed: Interval;
  /** The likely ones among them, most likely first; empty where none is more likely than another. */
  values: Misprint[];
}

/** A smallest set of cells whose change satisfies all hard constraints. */
export interface Explanation {
  changes: Change[];
}

/** Any value is possible but a slip that leaves no trace is rare; a total that was not redone is less so. */
const OTHER = 1e-4;
const RECOUNT = 1e-4;
/** The value of the line above or below typed again; numbers of one digit are alike by chance. */
const COPIED = 1e-3;
const LEAST_COPIED = 20;
/** A rate that comes out as printed by a well-known wrong division was hardly mistyped. */
const WRONG_DIVISION = 0.05;

/** Constraints that any explanation has to meet: the hard ones, and those under examination. */
function binding(network: Network, cell: number, violated: ReadonlySet<number>): Constraint[] {
  return (network.ofCell[cell] ?? []).flatMap((index) => {
    const constraint = network.constraints[index];
    return constraint && (constraint.strength === "hard" || violated.has(index)) ? [constraint] : [];
  });
}

/** What each constraint of the cell leaves to it, taken together; null where nothing is left. */
export function allowedFor(
  network: Network,
  cell: number,
  violated: ReadonlySet<number>,
  changed?: ReadonlyMap<number, Interval>,
): Interval | null {
  let allowed: Interval | null = isCount(network.cells[cell] as Cell) ? { lo: ZERO, hi: null } : EVERYTHING;
  for (const constraint of binding(network, cell, violated)) {
    const values = valuesOf(network, constraint, changed);
    constraint.cells.forEach((member, position) => {
      if (member === cell && allowed) allowed = intersect(allowed, implied(constraint, position, values));
    });
    if (!allowed) return null;
  }
  return allowed;
}

/** The change of one cell, given what it may be; null where no value of its precision is possible. */
export function changeOf(
  network: Network,
  cell: number,
  allowed: Interval,
  violated: ReadonlySet<number>,
): Change | null {
  const subject = network.cells[cell] as Cell;
  const single = singleValue(subject, allowed);
  if (single === "none") return null;
  const only = single === "many" && isRate(network, cell, violated) ? nearest(subject, allowed) : single;
  const slips = misprintsOf(subject.value, subject.step, {
    recognised: first(subject).method === "ocr",
    whole: isWhole(subject),
  }).filter((slip) => !(isCount(subject) && slip.value.lt(0)) && reaches(subject, allowed, slip.value));
  const weigh = closeness(network, cell, violated);
  const values = slips
    .filter((slip) => fits(network, cell, slip.value, violated))
    .map((slip) => ({ ...slip, likelihood: slip.likelihood * weigh(slip.value) }));
  if (only !== "many" && !values.some((slip) => slip.value.eq(only)) && fits(network, cell, only, violated))
    values.push(bareCorrection(network, cell, only, violated));
  values.sort((a, b) => b.likelihood - a.likelihood || a.value.cmp(b.value));
  return single === "many" || values.length > 0 ? { cell, allowed, values } : null;
}

/** People, and money told in units: such a column has no decimals to lose. */
const isWhole = (cell: Cell): boolean =>
  isCount(cell) || (first(cell).measure === "AMOUNT" && cell.decimals === 0);

/** Whether the value's interval and the allowed one have more than an end in common, where they have a width. */
function reaches(cell: Cell, allowed: Interval, value: Big): boolean {
  const own = intervalAt(cell, value);
  const common = intersect(allowed, own);
  return common !== null && (!isPoint(common) || isPoint(allowed) || isPoint(own));
}

/** Sums of fewer rounded terms than this may be anywhere within their bounds. */
const FEW_TERMS = 3;

/**
 * How well a value suits the failing sums of rounded terms: errors of rounding mostly cancel, so what lies in
 * the middle of the bounds is far likelier than what lies at their ends (their sum is nearly normal).
 */
function closeness(network: Network, cell: number, violated: ReadonlySet<number>): (value: Big) => number {
  const bells = (network.ofCell[cell] ?? []).flatMap((index) => {
    const constraint = network.constraints[index];
    if (!constraint || !violated.has(index) || constraint.form.kind !== "sum") return [];
    const widths = constraint.cells.map((member) => widthOf(network.cells[member]?.interval));
    if (widths.filter((width) => width > 0).length <= FEW_TERMS) return [];
    const values = valuesOf(network, constraint);
    const centre = middle(implied(constraint, constraint.cells.indexOf(cell), values));
    const variance = widths.reduce((sum, width) => sum + width ** 2 / 12, 0);
    return centre ? [{ centre, variance }] : [];
  });
  return (value) =>
    bells.reduce((product, bell) => {
      const off = Number(value.minus(bell.centre));
      return product * Math.exp(-(off ** 2) / (2 * bell.variance));
    }, 1);
}

const widthOf = (interval: Interval | undefined): number =>
  interval?.lo && interval.hi ? Number(interval.hi.minus(interval.lo)) : 0;

/** The one value of the cell's precision that is allowed; "many" or "none" where there is not one. */
function singleValue(cell: Cell, allowed: Interval): Big | "many" | "none" {
  const { lo, hi } = allowed;
  if (!lo || !hi) return "many";
  const half = cell.interval.hi && cell.interval.lo ? cell.interval.hi.minus(cell.interval.lo).div(2) : ZERO;
  const lowest = ceilTo(lo.minus(half), cell.step);
  const highest = floorTo(hi.plus(half), cell.step);
  if (lowest.gt(highest)) return "none";
  if (lowest.eq(highest)) return lowest;
  // Half a unit on either side often leaves two neighbours: the one nearer to the middle is meant.
  const middle = lo.plus(hi).div(2);
  return highest.minus(lowest).lte(cell.step) ? floorTo(middle.plus(cell.step.div(2)), cell.step) : "many";
}

/** Whether a failing constraint says how the value is worked out from others: rounded terms then leave a range. */
const isRate = (network: Network, cell: number, violated: ReadonlySet<number>): boolean =>
  (network.ofCell[cell] ?? []).some((index) => {
    const constraint = network.constraints[index];
    const isQuotient = constraint?.form.kind === "quotient" || constraint?.form.kind === "increase";
    return violated.has(index) && isQuotient && constraint.cells[0] === cell;
  });

/** The value in the middle of the range, at the cell's precision. */
function nearest(cell: Cell, allowed: Interval): Big | "many" {
  const centre = middle(allowed);
  return centre ? floorTo(centre.plus(cell.step.div(2)), cell.step) : "many";
}

const floorTo = (value: Big, step: Big): Big => {
  const quotient = value.div(step);
  const whole = quotient.round(0, 0);
  return (whole.gt(quotient) ? whole.minus(1) : whole).times(step);
};
const ceilTo = (value: Big, step: Big): Big => floorTo(value.times(-1), step).times(-1);

/** Whether every binding constraint of the cell holds with that value. */
function fits(network: Network, cell: number, value: Big, violated: ReadonlySet<number>): boolean {
  const changed = new Map([[cell, intervalAt(network.cells[cell] as Cell, value)]]);
  return binding(network, cell, violated).every((constraint) =>
    holds(constraint, valuesOf(network, constraint, changed)),
  );
}

/** A value that no single slip explains: a total not redone, or something else. */
function bareCorrection(network: Network, cell: number, value: Big, violated: ReadonlySet<number>): Misprint {
  for (const index of violated) {
    const constraint = network.constraints[index];
    const position = constraint?.cells.indexOf(cell) ?? -1;
    const role = constraint?.terms[position]?.role;
    if (constraint && position === 0 && slipOf(constraint, network.cells))
      return { value, kind: "wrong_base", likelihood: WRONG_DIVISION };
    if (constraint?.check === "total" && role === "total")
      return { value, kind: "total_recount", likelihood: RECOUNT };
    if (constraint?.check === "share" && constraint.form.kind === "quotient" && position === 0)
      return { value, kind: "share_recount", likelihood: RECOUNT };
  }
  if (isCopied(network, cell, violated)) return { value, kind: "copied", likelihood: COPIED };
  return { value, kind: "other", likelihood: OTHER };
}

/** Whether a failing sum holds another cell with the same value, too large to be so by chance. */
function isCopied(network: Network, cell: number, violated: ReadonlySet<number>): boolean {
  const { value, step } = network.cells[cell] as Cell;
  if (value.abs().div(step).lt(LEAST_COPIED)) return false;
  return (network.ofCell[cell] ?? []).some((index) => {
    const constraint = network.constraints[index];
    if (!violated.has(index) || constraint?.check !== "total") return false;
    return constraint.cells.some((other) => other !== cell && network.cells[other]?.value.eq(value));
  });
}
