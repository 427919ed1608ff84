import type { Anomaly, Observation, Proposal } from "../model/index.js";
import { contentId, decimalOf } from "../normalise/index.js";
import { reasonOf } from "./advice.js";
import { type Failing, withCauses } from "./causes.js";
import { type Cell, first, intervalAt } from "./cell.js";
import { type Constraint, holds } from "./constraint.js";
import type { Explanation } from "./explanation.js";
import { explanationsOf, type Problem } from "./localise.js";
import { messageOf } from "./message.js";
import type { Telling } from "./message-parts.js";
import { holdsAsPrinted, type Network, valuesOf } from "./network.js";
import { problemsOf } from "./problems.js";
import { type Candidate, type Ranking, rankingOf } from "./ranking.js";
import { severityOf } from "./severity.js";
import { arithmeticOf } from "./sum-text.js";

const MOST_PROPOSALS = 8;
const LEAST_PROBABILITY = 0.005;

/** The same check of the same cells has the same id, whatever else the run finds. */
export function anomalyId(check: string, terms: readonly { observation: string; role: string }[]): string {
  return contentId(check, ...terms.map((t) => `${t.role}=${t.observation}`).sort());
}

/** One anomaly for each constraint that does not hold; those of one cause carry one group. */
export function findingsOf(telling: Telling): Anomaly[] {
  const { network } = telling;
  const violated = network.constraints.flatMap((c, index) => (holdsAsPrinted(network, c) ? [] : [index]));
  const all = new Set(violated);
  const problems = problemsOf(network, violated, telling.hedged);
  return withCauses(
    telling,
    problems.flatMap((p) => problemFindings(telling, p, all)),
  );
}

function problemFindings(telling: Telling, problem: Problem, all: ReadonlySet<number>): Failing[] {
  const { network, hedged } = telling;
  const explanations = explanationsOf(network, problem, all, hedged);
  const ranking = rankingOf(network, problem, explanations, hedged);
  const ids = new Map(problem.violated.map((index) => [index, idOf(network, index)]));
  const group = contentId(...[...ids.values()].sort());
  return problem.violated
    .filter((index) => !isToldByTotal(network, problem, index))
    .flatMap((index) => {
      const anomaly = finding(telling, index, { explanations, ranking, ids, group });
      return anomaly ? [{ index, anomaly, candidates: ranking.candidates }] : [];
    });
}

/** A part larger than its whole says nothing more where the sum of the whole fails already. */
function isToldByTotal(network: Network, problem: Problem, index: number): boolean {
  const part = network.constraints[index];
  if (part?.check !== "part" || part.origin !== "catalogue") return false;
  return problem.violated.some((other) => {
    const total = network.constraints[other];
    return total?.check === "total" && part.cells.every((cell) => total.cells.includes(cell));
  });
}

const idOf = (network: Network, index: number): string => {
  const constraint = network.constraints[index] as Constraint;
  return anomalyId(constraint.check, constraint.terms);
};

interface Common {
  explanations: Explanation[];
  ranking: Ranking;
  ids: ReadonlyMap<number, string>;
  group: string;
}

function finding(telling: Telling, index: number, common: Common): Anomaly | undefined {
  const { network, observations, context } = telling;
  const constraint = network.constraints[index] as Constraint;
  const arithmetic = arithmeticOf(constraint, network.cells);
  const severity = severityOf(constraint, network.cells, arithmetic, common.explanations, telling);
  if (severity === null) return undefined;
  const members = constraint.terms.flatMap((t) => observations.get(t.observation) ?? []);
  const ranking = concerning(constraint, common.ranking);
  return {
    anomaly_id: common.ids.get(index) ?? "",
    check: constraint.check,
    severity,
    documents: [...new Set(members.map((o) => o.document_id))].sort(),
    observations: [...constraint.terms],
    stated: decimalOf(arithmetic.stated),
    expected: decimalOf(arithmetic.expected),
    difference: decimalOf(arithmetic.stated.minus(arithmetic.expected)),
    tolerance: decimalOf(arithmetic.tolerance),
    arithmetic: arithmetic.text,
    suspects: ranking.suspects.map((s) => ({
      observation: suspectId(constraint, network, s.cell),
      probability: rounded(s.probability),
    })),
    proposals: proposalsOf(telling, constraint, ranking.candidates, common),
    origin: originOf(members),
    group: common.group,
    message: messageOf({
      constraint,
      cells: network.cells,
      observations,
      arithmetic,
      ranking,
      catalogue: context.catalogue,
    }),
    page: Math.min(...members.map((o) => o.source_page)),
    notes: [...constraint.notes],
  };
}

/** What of a problem's ranking is about the cells of one of its constraints. */
function concerning(constraint: Constraint, ranking: Ranking): Ranking {
  const own = (item: { cell: number }): boolean => constraint.cells.includes(item.cell);
  return { ...ranking, candidates: ranking.candidates.filter(own), suspects: ranking.suspects.filter(own) };
}

/** The mention of a cell that the constraint speaks of. */
function suspectId(constraint: Constraint, network: Network, cell: number): string {
  const position = constraint.cells.indexOf(cell);
  return constraint.terms[position]?.observation ?? first(network.cells[cell] as Cell).observation_id;
}

const rounded = (probability: number): number => Math.round(probability * 1000) / 1000;

function proposalsOf(
  telling: Telling,
  constraint: Constraint,
  candidates: readonly Candidate[],
  common: Common,
): Proposal[] {
  const { network, context } = telling;
  return candidates
    .filter((c) => c.probability >= LEAST_PROBABILITY)
    .slice(0, MOST_PROPOSALS)
    .map((candidate) => {
      const cell = network.cells[candidate.cell] as Cell;
      return {
        observation: suspectId(constraint, network, candidate.cell),
        value: decimalOf(candidate.value.div(`1e${cell.unitMult}`)),
        kind: candidate.kind,
        probability: rounded(candidate.probability),
        ...effectsOf(network, candidate, common.ids),
        reason: reasonOf(candidate, constraint, network.cells, context.catalogue),
      };
    });
}

/** Ids of the anomalies that the value would settle, and of those it would make. */
function effectsOf(
  network: Network,
  candidate: Candidate,
  ids: ReadonlyMap<number, string>,
): { repairs: string[]; breaks: string[] } {
  const cell = network.cells[candidate.cell] as Cell;
  const changed = new Map([[candidate.cell, intervalAt(cell, candidate.value)]]);
  const repairs: string[] = [];
  const breaks: string[] = [];
  for (const index of network.ofCell[candidate.cell] ?? []) {
    const constraint = network.constraints[index] as Constraint;
    const after = holds(constraint, valuesOf(network, constraint, changed));
    const id = ids.get(index);
    if (id !== undefined && after) repairs.push(id);
    if (id === undefined && !after) breaks.push(idOf(network, index));
  }
  return { repairs, breaks };
}

/** Characters that the file holds are the publisher's own; recognised ones may be ours. */
function originOf(members: readonly Observation[]): Anomaly["origin"] {
  return members.every((o) => o.method !== "ocr") ? "source" : "undecided";
}
