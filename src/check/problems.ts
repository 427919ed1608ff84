import { commonCulprit } from "./culprits.js";
import { cellsOf, explanationsOf, isInAll, isSuspect, type Problem, singleChange } from "./localise.js";
import { holdsAsPrinted, type Network, without } from "./network.js";

/** More failing constraints than this are not explained by two or three cells together. */
const MOST_TOGETHER = 12;

/**
 * Violated constraints, joined where one cell could be to blame for several. A cell that several agree about, though
 * others of its constraints fail for another fault, comes first, and the rest is looked at with that cell put right.
 * A cell that cannot put right all the constraints it stands in (a total of thousands of shares, say) joins nothing;
 * what is left without a single culprit is joined by any shared cell, for two or three cells may be wrong together.
 * Ascending in their first constraint.
 */
export function problemsOf(whole: Network, all: readonly number[], hedged: ReadonlySet<string>): Problem[] {
  const found: Problem[] = [];
  let [network, violated] = [whole, all];
  for (;;) {
    const common = commonCulprit(network, new Set(violated), hedged);
    if (!common) break;
    found.push(common.problem);
    network = without(common.corrected, new Set(common.problem.violated));
    violated = violated.filter((index) => !isSettled(network, common.problem, index));
  }
  const firm = divided(network, violated, hedged).solved.filter((problem) =>
    isFirm(network, problem, hedged),
  );
  found.push(...firm.map((problem) => ({ ...problem, within: network })));
  const blamed = new Set(firm.flatMap((problem) => problem.violated));
  const left = without(network, blamed);
  const { solved, open } = divided(
    left,
    violated.filter((index) => !blamed.has(index)),
    hedged,
  );
  found.push(...solved.map((problem) => ({ ...problem, within: left })));
  const within = without(left, new Set(solved.flatMap((problem) => problem.violated)));
  const rest = divided(within, open, hedged);
  const others = [...rest.solved, ...unsolved(within, open, rest.open)];
  found.push(...others.map((problem) => ({ ...problem, within })));
  return found.toSorted((a, b) => (a.violated[0] ?? 0) - (b.violated[0] ?? 0));
}

/** One cell only can be to blame, whoever else stands in what fails: it asks nothing of them. */
const isFirm = (network: Network, problem: Problem, hedged: ReadonlySet<string>): boolean =>
  explanationsOf(network, problem, new Set(problem.violated), hedged).length === 1;

function isSettled(network: Network, solved: Problem, index: number): boolean {
  const constraint = network.constraints[index];
  return solved.violated.includes(index) || constraint === undefined || holdsAsPrinted(network, constraint);
}

/** Problems that one cell could be to blame for, and the constraints that none could. */
function divided(
  network: Network,
  violated: readonly number[],
  hedged: ReadonlySet<string>,
): { solved: Problem[]; open: number[] } {
  const all = new Set(violated);
  const culprits = new Map<number, boolean>();
  const canBeCulprit = (cell: number): boolean => {
    const known = culprits.get(cell);
    if (known !== undefined) return known;
    const verdict = isSuspect(network, cell, hedged) && singleChange(network, cell, all) !== null;
    culprits.set(cell, verdict);
    return verdict;
  };
  const joined = joinedBy(network, violated, canBeCulprit);
  const hasCulprit = (problem: Problem): boolean =>
    cellsOf(network, problem).some((cell) => canBeCulprit(cell) && isInAll(network, problem, cell));
  return {
    solved: joined.filter(hasCulprit),
    open: joined.filter((problem) => !hasCulprit(problem)).flatMap((problem) => problem.violated),
  };
}

/** Guesses by themselves, and what else has no single culprit by the cells it shares. */
function unsolved(network: Network, violated: readonly number[], open: readonly number[]): Problem[] {
  const all = new Set(violated);
  const isGuess = (index: number): boolean => network.constraints[index]?.strength === "soft";
  const guesses = open.filter(isGuess).map((index) => ({ violated: [index], apart: true }));
  const together = linked(
    network,
    joinedBy(
      network,
      open.filter((index) => !isGuess(index)).toSorted((a, b) => a - b),
      (cell) => isDoubtful(network, cell, all),
    ),
  ).flatMap((problem) =>
    problem.violated.length <= MOST_TOGETHER
      ? [problem]
      : problem.violated.map((index) => ({ violated: [index] })),
  );
  return [...guesses, ...together];
}

/**
 * Two problems without culprit whose cells stand in one hard sum that holds are one: two errors that cancel there,
 * or two values in each other's place.
 */
function linked(network: Network, problems: readonly Problem[]): Problem[] {
  if (problems.length < 2 || problems.length > MOST_TOGETHER) return [...problems];
  const sums = problems.map(
    (problem) =>
      new Set(
        cellsOf(network, problem).flatMap((cell) =>
          (network.ofCell[cell] ?? []).filter((index) => isFirmSum(network, problem, index)),
        ),
      ),
  );
  const pending = new Set(problems.keys());
  const found: Problem[] = [];
  for (const start of problems.keys()) {
    if (!pending.delete(start)) continue;
    const partner = [...pending].find((other) =>
      [...(sums[start] ?? [])].some((sum) => sums[other]?.has(sum)),
    );
    if (partner !== undefined) pending.delete(partner);
    const members = [start, partner].flatMap((i) => (i === undefined ? [] : (problems[i]?.violated ?? [])));
    found.push({ violated: members.sort((a, b) => a - b) });
  }
  return found;
}

function isFirmSum(network: Network, problem: Problem, index: number): boolean {
  const constraint = network.constraints[index];
  return constraint?.check === "total" && constraint.strength === "hard" && !problem.violated.includes(index);
}

function joinedBy(
  network: Network,
  violated: readonly number[],
  joins: (cell: number) => boolean,
): Problem[] {
  const pending = new Set(violated);
  const problems: Problem[] = [];
  for (const start of violated) {
    if (!pending.delete(start)) continue;
    const members = [start];
    for (let i = 0; i < members.length; i++)
      for (const cell of network.constraints[members[i] ?? -1]?.cells ?? []) {
        const next = (network.ofCell[cell] ?? []).filter((index) => pending.has(index));
        if (next.length === 0 || !joins(cell)) continue;
        for (const index of next) if (pending.delete(index)) members.push(index);
      }
    problems.push({ violated: members.sort((a, b) => a - b) });
  }
  return problems;
}

/** More of its equations fail than hold. */
function isDoubtful(network: Network, cell: number, violated: ReadonlySet<number>): boolean {
  const own = (network.ofCell[cell] ?? []).filter((index) => network.constraints[index]?.check !== "part");
  return 2 * own.filter((index) => violated.has(index)).length > own.length;
}
