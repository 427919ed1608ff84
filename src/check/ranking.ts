import type Big from "big.js";
import { type Cell, intervalAt } from "./cell.js";
import { holds } from "./constraint.js";
import type { Change, Explanation } from "./explanation.js";
import { contains } from "./interval.js";
import type { Problem } from "./localise.js";
import type { Misprint, MisprintKind } from "./misprint.js";
import { holdsAsPrinted, type Network, valuesOf } from "./network.js";
import { suspicionOf } from "./suspicion.js";

/** A value for a cell, with the probability that this is what was meant. */
export interface Candidate {
  cell: number;
  value: Big;
  kind: MisprintKind;
  probability: number;
}

export interface Ranking {
  candidates: Candidate[];
  /** Each cell's probability of being wrong, with or without a value that would do. */
  suspects: { cell: number; probability: number }[];
  /** Nothing but one sum speaks of these cells: which of them is wrong stays open, whatever is likely. */
  lone: boolean;
}

/** Weight of "the document is inconsistent in some other way", against a suspicion of 0.005. */
const OTHERWISE = 4e-7;
/** Weight of "these were never meant to agree", where the relation is a guess. */
const NO_RELATION = 6e-5;
/** How often one key tells two quantities: by itself, where one is told twice alike, where its likes agree. */
const TWO_THINGS = { usual: 0.05, witnessed: 0.01, known: 0.002 };
/** Where two cells have to be wrong at once, that some other thing is the matter gains on it by this. */
const PER_CELL = 0.02;
/** What a value loses by each relation that holds as printed and would not with it, however uncertain. */
const BROKEN = 0.03;
/** How often two values of a table are exchanged, given that something is misprinted. */
const SWAPPED = 0.02;
/** A suspect for whom nothing but "some other value" can be said. */
const UNKNOWN_VALUE = 1e-5;

interface Weighed {
  explanation: Explanation;
  choices: (Misprint | null)[];
  weight: number;
}

/** Turns explanations into probabilities: prior of the cell, times likelihood of the slip, over their sum. */
export function rankingOf(
  network: Network,
  problem: Problem,
  explanations: readonly Explanation[],
  hedged: ReadonlySet<string>,
): Ranking {
  const weighed = explanations
    .map((e) => withoutVague(network, problem, e))
    .flatMap((explanation) => weigh(network, explanation, hedged));
  const size = Math.max(1, Math.min(...explanations.map((e) => e.changes.length), 3));
  const soft = problem.violated.some((index) => network.constraints[index]?.strength === "soft");
  // One cell that settles several failing constraints at once is hardly a coincidence.
  const witnesses = 0.03 ** (problem.violated.length - size);
  const doubt = OTHERWISE + (soft ? NO_RELATION : 0) + twoThings(network, problem);
  const rest = doubt * PER_CELL ** (size - 1) * Math.min(1, witnesses);
  const all = weighed.reduce((sum, w) => sum + w.weight, rest);
  return {
    candidates: candidatesOf(weighed, all),
    suspects: suspectsOf(weighed, all),
    lone: isLone(network, problem),
  };
}

/**
 * Weight of "these are two quantities": numbers of two digits are one slip apart by chance, numbers of five hardly
 * ever. 0 where anything but one quantity told twice is at odds.
 */
function twoThings(network: Network, problem: Problem): number {
  const constraints = problem.violated.map((index) => network.constraints[index]);
  if (!constraints.every((c) => c?.check === "restated" || c?.check === "crossed")) return 0;
  const cells = constraints.flatMap((c) => (c?.cells ?? []).map((index) => network.cells[index] as Cell));
  const digits = Math.max(...cells.map((c) => c.value.abs().div(c.step).toFixed(0).length));
  const { known, witnessed, usual } = TWO_THINGS;
  const prior = constraints.every((c) => c?.known)
    ? known
    : cells.some((c) => c.mentions.length > 1)
      ? witnessed
      : usual;
  return prior / (9 * 10 ** (digits - 1));
}

/**
 * A weighted mean bears so lightly on each of its terms that nearly any slip in one of them would do: alone, it
 * only tells what the mean itself should be.
 */
function withoutVague(network: Network, problem: Problem, explanation: Explanation): Explanation {
  const constraints = problem.violated.map((index) => network.constraints[index]);
  if (!constraints.every((c) => c?.form.kind === "mixture")) return explanation;
  const isMean = (cell: number): boolean => constraints.some((c) => c?.cells[0] === cell);
  return { changes: explanation.changes.map((c) => (isMean(c.cell) ? c : { ...c, values: [] })) };
}

/** One failing sum, whatever parts larger than their whole it brings along. */
function isLone(network: Network, problem: Problem): boolean {
  const checks = problem.violated.map((index) => network.constraints[index]?.check);
  return checks.filter((check) => check !== "part").length === 1 && checks.includes("total");
}

function weigh(network: Network, explanation: Explanation, hedged: ReadonlySet<string>): Weighed[] {
  const priors = explanation.changes.map((c) => suspicionOf(network.cells[c.cell] as Cell, hedged));
  const prior = priors.reduce((product, p) => product * p, 1);
  if (explanation.changes.length === 1) {
    const [change] = explanation.changes as [Change];
    if (change.values.length === 0) return [{ explanation, choices: [null], weight: prior * UNKNOWN_VALUE }];
    return change.values.map((value) => ({
      explanation,
      choices: [value],
      weight:
        prior *
        value.likelihood *
        usualness(network, change.cell, value) *
        BROKEN ** broken(network, change.cell, value),
    }));
  }
  const swap = swapOf(network, explanation);
  if (swap) return [{ explanation, choices: swap, weight: Math.max(...priors) * SWAPPED }];
  const choices = explanation.changes.map((c) => c.values[0] ?? null);
  const weight = choices.reduce((product, c) => product * (c?.likelihood ?? UNKNOWN_VALUE), prior);
  return [{ explanation, choices, weight }];
}

/** Two values each printed in the other's place are one slip, not two. */
function swapOf(network: Network, { changes }: Explanation): Misprint[] | null {
  const [one, other] = changes;
  if (!one || !other || changes.length !== 2) return null;
  const wanted = (change: Change, by: Change): Misprint | undefined => {
    const value = network.cells[by.cell]?.value;
    const isMeant = value !== undefined && contains(change.allowed, value);
    return isMeant ? { value, kind: "swapped", likelihood: SWAPPED } : undefined;
  };
  const [first, second] = [wanted(one, other), wanted(other, one)];
  return first && second ? [first, second] : null;
}

/**
 * Small counts are as usual as large ones in each order of magnitude (Benford), so that one value of many digits
 * is rarer than one of few. A total follows from its parts, and a count from its share: they have no size of their own.
 */
function usualness(network: Network, cell: number, { value }: Misprint): number {
  const follows = (network.ofCell[cell] ?? []).some((index) => {
    const constraint = network.constraints[index];
    if (!constraint || constraint.check === "part" || constraint.check === "restated") return false;
    return constraint.cells[0] === cell || constraint.check === "share";
  });
  if (follows) return 1;
  const { value: printed, step } = network.cells[cell] as Cell;
  return Number(printed.abs().plus(step).div(value.abs().plus(step)));
}

/** Constraints that hold as printed and would fail with another value of the cell. */
function broken(network: Network, cell: number, { value }: Misprint): number {
  const changed = new Map([[cell, intervalAt(network.cells[cell] as Cell, value)]]);
  return (network.ofCell[cell] ?? []).filter((index) => {
    const constraint = network.constraints[index];
    return (
      constraint !== undefined &&
      holdsAsPrinted(network, constraint) &&
      !holds(constraint, valuesOf(network, constraint, changed))
    );
  }).length;
}

function candidatesOf(weighed: readonly Weighed[], all: number): Candidate[] {
  const byValue = new Map<string, Candidate>();
  for (const { explanation, choices, weight } of weighed)
    explanation.changes.forEach((change, i) => {
      const choice = choices[i];
      if (!choice) return;
      const key = `${change.cell}|${choice.value}`;
      const known = byValue.get(key);
      if (known) known.probability += weight / all;
      else
        byValue.set(key, {
          cell: change.cell,
          value: choice.value,
          kind: choice.kind,
          probability: weight / all,
        });
    });
  return [...byValue.values()].sort(
    (a, b) => b.probability - a.probability || a.cell - b.cell || a.value.cmp(b.value),
  );
}

function suspectsOf(weighed: readonly Weighed[], all: number): Ranking["suspects"] {
  const byCell = new Map<number, number>();
  for (const { explanation, weight } of weighed)
    for (const change of explanation.changes)
      byCell.set(change.cell, (byCell.get(change.cell) ?? 0) + weight / all);
  return [...byCell]
    .map(([cell, probability]) => ({ cell, probability }))
    .sort((a, b) => b.probability - a.probability || a.cell - b.cell);
}
