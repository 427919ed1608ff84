import { columnLabel, type Grid, groupLabel, rowLabel, turn } from "./grid.js";
import { findLabel, type Pattern, statementOf } from "./pattern.js";
import type { CompiledTable } from "./rulebook.js";

/** A rule that a table answers to, with the table turned as the rule wants it. */
export interface TableMatch {
  rule: CompiledTable;
  grid: Grid;
  /** Words of the rule's `where` found: the more, the more specific. */
  words: number;
  misprints: number;
}

interface Labels {
  section: string[];
  caption: string[];
  headers: string[];
  rows: string[];
}

const bodyRows = (grid: Grid): number[] =>
  Array.from({ length: grid.rows }, (_, row) => row).filter((row) => row >= grid.headerRows);

function labelsOf(grid: Grid): Labels {
  const columns = Array.from({ length: grid.columns }, (_, column) => columnLabel(grid, column));
  const rows = bodyRows(grid).map((row) =>
    [groupLabel(grid, row), rowLabel(grid, row)].filter(Boolean).join(" > "),
  );
  return {
    section: [grid.section.join(" > ")],
    caption: [grid.caption],
    headers: columns.filter(Boolean),
    rows: rows.filter(Boolean),
  };
}

/** Every pattern must be found in one of the labels; null where one is not. */
function findAll(
  patterns: readonly Pattern[],
  labels: readonly string[],
): { words: number; misprints: number } | null {
  let words = 0;
  let misprints = 0;
  for (const pattern of patterns) {
    const best = labels
      .flatMap((label) => findLabel(pattern, statementOf(label)) ?? [])
      .sort((a, b) => b.words - a.words || a.misprints.length - b.misprints.length)[0];
    if (best === undefined) return null;
    words += best.words;
    misprints += best.misprints.length;
  }
  return { words, misprints };
}

function matchAs(rule: CompiledTable, grid: Grid, labels: Labels): TableMatch | null {
  const parts = [
    findAll(rule.section, labels.section),
    findAll(rule.caption, labels.caption),
    findAll(rule.headers, labels.headers),
    findAll(rule.rowLabels, labels.rows),
  ];
  let words = 0;
  let misprints = 0;
  for (const part of parts) {
    if (part === null) return null;
    words += part.words;
    misprints += part.misprints;
  }
  return { rule, grid, words, misprints };
}

/** The rules a table answers to, as it stands or turned, the most specific first, then in file order. */
export function matchTable(rules: readonly CompiledTable[], grid: Grid): TableMatch[] {
  const turned = turn(grid);
  const [upright, sideways] = [labelsOf(grid), labelsOf(turned)];
  return rules
    .flatMap((rule) => {
      const match = matchAs(rule, grid, upright);
      if (match !== null) return [match];
      const side = rule.headers.length + rule.rowLabels.length > 0 ? matchAs(rule, turned, sideways) : null;
      return side ?? [];
    })
    .sort((a, b) => b.words - a.words || a.rule.order - b.rule.order);
}
