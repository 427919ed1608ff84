import { columnLabel, type Grid, groupLabel, rowLabel, turn } from "./grid.js";
import { findLabel, indexStatements, type Pattern, type Statement, statementOf } from "./pattern.js";
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
  upright: Labelled;
  turned: Labelled;
}

interface Labelled {
  grid: Grid;
  labels: Labels;
  /** The labels, of all grids of the document, in which a pattern may stand. */
  holding: (pattern: Pattern) => ReadonlySet<Statement>;
}

type Prepare = (text: string) => Statement;

const bodyRows = (grid: Grid): number[] =>
  Array.from({ length: grid.rows }, (_, row) => row).filter((row) => row >= grid.headerRows);

function labelsOf(grid: Grid, prepare: Prepare): Labels {
  const ready = (texts: string[]): Statement[] => texts.filter((text) => text !== "").map(prepare);
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

/** The grids of a document with their labels; each label is prepared once, and each pattern looked up once. */
export function labelGrids(grids: readonly Grid[]): LabelledGrid[] {
  const statements = new Map<string, Statement>();
  const prepare: Prepare = (text) => {
    const statement = statements.get(text) ?? statementOf(text);
    statements.set(text, statement);
    return statement;
  };
  const sides = grids.map((grid) =>
    [grid, turn(grid)].map((side) => ({ grid: side, labels: labelsOf(side, prepare) })),
  );
  const holding = holdingAmong([...statements.values()]);
  return sides.flatMap(([upright, turned]) =>
    upright === undefined || turned === undefined
      ? []
      : [{ upright: { ...upright, holding }, turned: { ...turned, holding } }],
  );
}

function holdingAmong(statements: readonly Statement[]): Labelled["holding"] {
  const index = indexStatements(statements);
  const known = new Map<Pattern, ReadonlySet<Statement>>();
  return (pattern) => {
    const found = known.get(pattern) ?? new Set(index(pattern).flatMap((place) => statements[place] ?? []));
    known.set(pattern, found);
    return found;
  };
}

/** Every pattern must be found in one of the labels; null where one is not. */
function findAll(
  patterns: readonly Pattern[],
  labels: readonly Statement[],
  holding: Labelled["holding"],
): { words: number; misprints: number } | null {
  let words = 0;
  let misprints = 0;
  for (const pattern of patterns) {
    const may = holding(pattern);
    const best = labels
      .flatMap((label) => (may.has(label) ? (findLabel(pattern, label) ?? []) : []))
      .sort((a, b) => b.words - a.words || a.misprints.length - b.misprints.length)[0];
    if (best === undefined) return null;
    words += best.words;
    misprints += best.misprints.length;
  }
  return { words, misprints };
}

function matchAs(rule: CompiledTable, { grid, labels, holding }: Labelled): TableMatch | null {
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
    const part = findAll(patterns, found, holding);
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
