import { cellAt, type Grid, type Lines, linesOf, type Pattern, type Relation } from "./grid.js";
import { ratioPatterns } from "./ratios.js";
import { sumPatterns } from "./sums.js";

export type { Grid, Operator, Relation } from "./grid.js";

/**
 * Sums, averages, shares and relative changes between the cells of a table, found without being told
 * (after AggreCol, EDBT 2022): a relation is kept where enough lines share it, and lines that break it are
 * given too. Pure; time grows with the number of cells times their neighbourhood.
 */
export function discover(grid: Grid): Relation[] {
  return (["row", "column"] as const).flatMap((axis) => {
    const lines = linesOf(grid, axis);
    return [...sumPatterns(lines), ...ratioPatterns(lines)].flatMap((pattern) => relationsOf(lines, pattern));
  });
}

function relationsOf(lines: Lines, pattern: Pattern): Relation[] {
  const holding = new Set(pattern.support);
  return pattern.asked.map((line) => ({
    operator: pattern.operator,
    result: cellAt(lines, line, pattern.result),
    terms: pattern.terms.map((position) => cellAt(lines, line, position)),
    holds: holding.has(line),
  }));
}
