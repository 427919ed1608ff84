import { columnLabel, type Grid, groupLabel, rowLabel, turn } from "./grid.js";
import { findLabel, type Pattern, type Statement, statementOf } from "./pattern.js";
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
  section: Statement[];
  caption: Statement[];
  headers: Statement[];
  rows: Statement[];
}

/** A grid upright and turned, its labels ready for matching. */
export interface LabelledGrid {
  upright: { grid: Grid; labels: Labels };
  turned: { grid: Grid; labels: Labels };
}

const bodyRows = (grid: Grid): number[] =>
  Array.from({ length: grid.rows }, (_, row) => row).filter((row) => row >= grid.headerRows);

function labelsOf(grid: Grid): Labels {
  const ready = (texts: string[]): Statement[] =>
    texts.filter((text) => text !== "").map((text) => statementOf(text));
  const columns = Array.from({ length: grid.columns }, (_, column) => columnLabel(grid, column));
  const rows = bodyRows(grid).map((row) =>
    [groupLabel(grid, row), rowLabel(grid, row)].filter((part) => part !== "").join(" > "),
  );
  return {
    section: ready([grid.section.join(" > ")]),
    caption: ready([grid.caption]),
    headers: ready(columns),
    rows: ready(rows),
  };
}

export function labelGrid(grid: Grid): LabelledGrid {
  const turned = turn(grid);
  return { upright: { grid, labels: labelsOf(grid) }, turned: { grid: turned, labels: labelsOf(turned) } };
}

/** Every pattern must be found in one of the labels; null where one is not. */
function findAll(
  patterns: readonly Pattern[],
  labels: readonly Statement[],
): { words: number; misprints: number } | null {
  let words = 0;
  let misprints = 0;
  for (const pattern of patterns) {
    const best = labels
      .flatMap((label) => findLabel(pattern, label) ?? [])
      .sort((a, b) => b.words - a.words || a.misprints.length - b.misprints.length)[0];
    if (best === undefined) return null;
    words += best.words;
    misprints += best.misprints.length;
  }
  return { words, misprints };
}

function matchAs(rule: CompiledTable, { grid, labels }: LabelledGrid["upright"]): TableMatch | null {
  // A title over all columns is a caption as well as the first line of the header.
  const titles = [...labels.caption, ...labels.headers];
  const pairs: [readonly Pattern[], readonly Statement[]][] = [
    [rule.section, labels.section],
    [rule.caption, titles],
    [rule.headers, titles],
    [rule.rowLabels, labels.rows],
  ];
  let words = 0;
  let misprints = 0;
  for (const [patterns, found] of pairs) {
    const part = findAll(patterns, found);
    if (part === null) return null;
    words += part.words;
    misprints += part.misprints;
  }
  return { rule, grid, words, misprints };
}

const turns = ({ grid }: TableMatch): number => (grid.turned ? 1 : 0);

/** The rules a table answers to, as it stands or turned, the most specific first, then those it answers to as it stands, then in file order. */
export function matchTable(rules: readonly CompiledTable[], labelled: LabelledGrid): TableMatch[] {
  return rules
    .flatMap((rule) => {
      const match = matchAs(rule, labelled.upright);
      if (match !== null) return [match];
      const sides = rule.headers.length + rule.rowLabels.length > 0;
      return (sides ? matchAs(rule, labelled.turned) : null) ?? [];
    })
    .sort((a, b) => b.words - a.words || turns(a) - turns(b) || a.rule.order - b.rule.order);
}
