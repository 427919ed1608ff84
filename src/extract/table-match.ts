import { LEADS_TO } from "../model/index.js";
import { columnLabel, type Grid, rowPath, turn } from "./grid.js";
import {
  findLabel,
  indexTexts,
  type LabelMatch,
  type Pattern,
  type PreparedText,
  preparedText,
} from "./pattern.js";
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
  section: PreparedText[];
  /** The caption and the headers: a title over all columns is both. */
  titles: PreparedText[];
  rows: PreparedText[];
}

/** A grid upright and turned, its labels ready for matching. */
export interface LabelledGrid {
  upright: Labelled;
  turned: Labelled;
}

interface Labelled {
  grid: Grid;
  labels: Labels;
  matcher: Matcher;
}

/** Where a pattern stands in the labels of a document, all grids together: tables of one form share most of theirs. */
type Matcher = (pattern: Pattern) => (label: PreparedText) => LabelMatch | null;

type Prepare = (text: string) => PreparedText;

const bodyRows = (grid: Grid): number[] =>
  Array.from({ length: grid.rows }, (_, row) => row).filter((row) => row >= grid.headerRows);

function labelsOf(grid: Grid, prepare: Prepare): Labels {
  const ready = (texts: string[]): PreparedText[] => texts.filter((text) => text !== "").map(prepare);
  const columns = Array.from({ length: grid.columns }, (_, column) => columnLabel(grid, column));
  const rows = bodyRows(grid).map((row) => rowPath(grid, row));
  return {
    section: ready([grid.section.join(LEADS_TO)]),
    titles: ready([grid.caption, ...columns]),
    rows: ready(rows),
  };
}

/** The grids of a document with their labels; each label is prepared once, and each pattern looked up once. */
export function labelGrids(grids: readonly Grid[]): LabelledGrid[] {
  const statements = new Map<string, PreparedText>();
  const prepare: Prepare = (text) => {
    const statement = statements.get(text) ?? preparedText(text);
    statements.set(text, statement);
    return statement;
  };
  const sides = grids.map((grid) =>
    [grid, turn(grid)].map((side) => ({ grid: side, labels: labelsOf(side, prepare) })),
  );
  const matcher = matcherOf([...statements.values()]);
  return sides.flatMap(([upright, turned]) =>
    upright === undefined || turned === undefined
      ? []
      : [{ upright: { ...upright, matcher }, turned: { ...turned, matcher } }],
  );
}

function matcherOf(statements: readonly PreparedText[]): Matcher {
  const index = indexTexts(statements);
  const known = new Map<Pattern, ReadonlyMap<PreparedText, LabelMatch>>();
  const matchesOf = (pattern: Pattern): ReadonlyMap<PreparedText, LabelMatch> => {
    const matches = new Map<PreparedText, LabelMatch>();
    for (const place of index(pattern)) {
      const label = statements[place];
      const match = label === undefined ? null : findLabel(pattern, label);
      if (label !== undefined && match !== null) matches.set(label, match);
    }
    return matches;
  };
  return (pattern) => {
    const matches = known.get(pattern) ?? matchesOf(pattern);
    known.set(pattern, matches);
    return (label) => matches.get(label) ?? null;
  };
}

/** Every pattern must be found in one of the labels; null where one is not. */
function findAll(
  patterns: readonly Pattern[],
  labels: readonly PreparedText[],
  matcher: Matcher,
): { words: number; misprints: number } | null {
  let words = 0;
  let misprints = 0;
  for (const pattern of patterns) {
    const match = matcher(pattern);
    const best = labels
      .flatMap((label) => match(label) ?? [])
      .sort((a, b) => b.words - a.words || a.misprints.length - b.misprints.length)[0];
    if (best === undefined) return null;
    words += best.words;
    misprints += best.misprints.length;
  }
  return { words, misprints };
}

function matchAs(rule: CompiledTable, { grid, labels, matcher }: Labelled): TableMatch | null {
  const pairs: [readonly Pattern[], readonly PreparedText[]][] = [
    [rule.section, labels.section],
    [rule.caption, labels.titles],
    [rule.headers, labels.titles],
    [rule.rowLabels, labels.rows],
  ];
  let words = 0;
  let misprints = 0;
  for (const [patterns, found] of pairs) {
    const part = findAll(patterns, found, matcher);
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
