import { type Catalogue, LEADS_TO, pathOf } from "../model/index.js";
import { numeralsIn, unitOfHeader } from "../normalise/index.js";
import {
  countingLine,
  isTotalLabel,
  type LabelReader,
  type LineMeaning,
  profileLine,
  readLine,
} from "./axis.js";
import { type CellValue, cellValue } from "./cell-value.js";
import type { IgnoreClaim, PrintedLabels, Strength, ValueClaim } from "./claim.js";
import { columnLabel, type Grid, type GridCell, groupLabel, rowLabel } from "./grid.js";
import { type Mapping, mergeMappings } from "./mapping.js";
import { isRefusal, meaningOf } from "./meaning.js";
import type { CompiledAxis } from "./rulebook.js";
import type { Stretch } from "./source-text.js";
import { isSubset } from "./table-edits.js";
import type { TableMatch } from "./table-match.js";

/** A row or a column of a table's body, read. */
export interface ReadLine {
  index: number;
  /** As printed; of rows without the group. */
  label: string;
  group: string;
  /** Null where the rule does not know the label. */
  meaning: LineMeaning | null;
}

export interface TableClaims {
  /** Number of the grid in its document. */
  grid: number;
  match: TableMatch;
  rows: ReadLine[];
  columns: ReadLine[];
  values: ValueClaim[];
  /** Cells of lines that the rule says are of no interest. */
  ignored: IgnoreClaim[];
  /** Amounts that a remark in a cell includes, by the place of the cell: `row:column`. */
  included: Map<string, { cell: GridCell; amounts: NonNullable<CellValue["numeral"]>[] }>;
  /** Places of totals whose label stands in the body: `row:column`. */
  loose: Set<string>;
  /** Cells with a number that the rule does not explain: sums over them are not complete. */
  unexplained: { row: number; column: number }[];
}

export interface TableContext {
  reader: LabelReader;
  catalogue: Catalogue;
  year: number | null;
  /** Number of the grid in its document. */
  grid: number;
  common: boolean;
  /** Place of the rulebook: the publisher's own before those shared. */
  book: number;
}

const EMPTY: LineMeaning = {
  mapping: { dimensions: {} },
  total: false,
  misprinted: false,
  ignored: false,
  place: null,
};

/**
 * What a line means with no axis to say: a total, a line that says no more than how it counts, or of
 * which year, or the first line that is none of these.
 */
function withoutAxis(label: string, total: boolean, earlier: readonly ReadLine[]): LineMeaning | null {
  if (total || isTotalLabel(label)) return { ...EMPTY, total: true };
  const plain = countingLine(label);
  if (plain !== null) return { ...EMPTY, mapping: plain };
  return earlier.some((line) => line.meaning !== null && !line.meaning.total) ? null : EMPTY;
}

/** "Dont femmes", which no entry names: a part of what the last line before it that is none says. */
function subsetOf(label: string, earlier: readonly ReadLine[], reader: LabelReader): LineMeaning | null {
  const whole = earlier.findLast((line) => !isSubset(line.label))?.meaning;
  if (!isSubset(label) || !whole || whole.ignored) return null;
  const part = profileLine(label.replace(/^.*?(?:dont|parmi)\b/iu, ""), reader);
  if (part === null || Object.keys(part.mapping.dimensions).length === 0) return null;
  return { ...part, total: false, mapping: mergeMappings(whole.mapping, part.mapping) };
}

function readLines(
  axis: CompiledAxis | null,
  lines: { index: number; label: string; group: string; total: boolean }[],
  reader: LabelReader,
): ReadLine[] {
  const read: ReadLine[] = [];
  for (const { index, label, group, total } of lines) {
    const own = axis === null ? withoutAxis(label, total, read) : readLine(axis, label, total, reader);
    const grouped =
      axis?.kind === "labels" && group !== ""
        ? readLine(axis, `${group}${LEADS_TO}${label}`, total, reader)
        : null;
    const meaning = grouped ?? own ?? (axis?.kind === "labels" ? subsetOf(label, read, reader) : null);
    read.push({ index, label, group, meaning });
  }
  return read;
}

function rowsOf(match: TableMatch, reader: LabelReader): ReadLine[] {
  const { grid, rule } = match;
  const lines = Array.from({ length: grid.rows }, (_, index) => index)
    .filter((row) => row >= grid.headerRows && !grid.groupRows.has(row))
    .map((index) => ({
      index,
      label: rowLabel(grid, index),
      group: groupLabel(grid, index),
      total: grid.totalRows.has(index),
    }));
  return readLines(rule.rows, lines, reader);
}

function columnsOf(match: TableMatch, reader: LabelReader): ReadLine[] {
  const { grid, rule } = match;
  const lines = Array.from({ length: grid.columns }, (_, index) => index)
    .filter((column) => column >= grid.stubColumns)
    .map((index) => ({
      index,
      label: columnLabel(grid, index),
      group: "",
      total: grid.totalColumns.has(index),
    }));
  return readLines(rule.columns, lines, reader);
}

const BEFORE_NUMBER = /^[^\d]*\p{L}[^\d]*/u;

/** The label of a total that stands in the body: in the cell itself, or in the cell before it; else null. */
function totalInBody(grid: Grid, cell: GridCell, value: CellValue): string | null {
  if (value.total) return cell.text.match(BEFORE_NUMBER)?.[0].trim() ?? "";
  if (isTotalLabel(rowLabel(grid, cell.row))) return null;
  const before = grid.cells
    .filter((other) => other.row === cell.row && other.column < cell.column && other.text !== "")
    .sort((a, b) => b.column - a.column)[0];
  return before !== undefined && before.column >= grid.stubColumns && isTotalLabel(before.text)
    ? before.text
    : null;
}

/** The printed labels of a cell; `total` is that of a total which stands in the body. */
export function labelsOf(grid: Grid, cell: GridCell, total: string | null): PrintedLabels {
  const down = pathOf([groupLabel(grid, cell.row), rowLabel(grid, cell.row) || (total ?? "")]);
  const across = total === null ? columnLabel(grid, cell.column) : "";
  const [row, column] = grid.turned ? [across, down] : [down, across];
  const table = grid.caption !== "" ? grid.caption : (grid.section.at(-1) ?? "");
  const context = contextOf(cell.stretch.source.text.text, grid, row, column);
  return { section: grid.section, table, row, column, context };
}

/** The words around the value: the item or the cell where it says more, else its labels. */
function contextOf(text: string, grid: Grid, row: string, column: string): string {
  if (/\p{L}{3}/u.test(text)) return grid.kind === "list" ? pathOf([grid.caption, text]) : text;
  return [row, column].filter((part) => part !== "").join(" | ");
}

interface BodyCell {
  cell: GridCell;
  value: CellValue;
  row: ReadLine | undefined;
  column: ReadLine | undefined;
  /** Label of the total it is, where that stands in the body. */
  total: string | null;
}

/** By the cell's characters, which turning a table leaves as they are: each rule reads them. */
const values = new WeakMap<Stretch, { value: CellValue | null }>();

function valueIn({ stretch, text }: GridCell): CellValue | null {
  const known = values.get(stretch) ?? { value: cellValue(text) };
  values.set(stretch, known);
  return known.value;
}

function bodyCells(grid: Grid, rows: readonly ReadLine[], columns: readonly ReadLine[]): BodyCell[] {
  const rowAt = new Map(rows.map((line) => [line.index, line]));
  const columnAt = new Map(columns.map((line) => [line.index, line]));
  return grid.cells.flatMap((cell) => {
    if (cell.row < grid.headerRows || grid.groupRows.has(cell.row)) return [];
    const value = valueIn(cell);
    if (value === null) return [];
    const reaches = cell.column + cell.columnSpan > grid.stubColumns;
    if (!reaches || (cell.column < grid.stubColumns && !value.total)) return [];
    return [
      {
        cell,
        value,
        row: rowAt.get(cell.row),
        column: columnAt.get(Math.max(cell.column, grid.stubColumns)),
        total: totalInBody(grid, cell, value),
      },
    ];
  });
}

/** Mapping of a cell from its rule, column and row; null where the rule leaves the cell unexplained. */
function mappingOf(match: TableMatch, one: BodyCell): { mapping: Mapping; misprints: number } | null {
  if (one.total !== null) return { mapping: match.rule.cells, misprints: 0 };
  const [column, row] = [one.column?.meaning, one.row?.meaning];
  if (!column || !row) return null;
  const misprints = [column, row].filter((line) => line.misprinted).length;
  return { mapping: mergeMappings(match.rule.cells, column.mapping, row.mapping), misprints };
}

/** Most decimals printed in a cell's column, of values in its unit. */
function decimalsAmong(cells: readonly BodyCell[]): (one: BodyCell) => number {
  const most = new Map<string, number>();
  const keyOf = ({ cell, value }: BodyCell): string => `${cell.column} ${value.numeral?.unit}`;
  for (const one of cells)
    most.set(keyOf(one), Math.max(most.get(keyOf(one)) ?? 0, one.value.numeral?.decimals ?? 0));
  return (one) => most.get(keyOf(one)) ?? 0;
}

/** What one rule says about the cells of one table. */
export function claimTable(match: TableMatch, context: TableContext): TableClaims {
  const { grid } = match;
  const [rows, columns] = [rowsOf(match, context.reader), columnsOf(match, context.reader)];
  const cells = bodyCells(grid, rows, columns);
  const decimalsIn = decimalsAmong(cells);
  const claims: TableClaims = {
    grid: context.grid,
    match,
    rows,
    columns,
    values: [],
    ignored: [],
    included: new Map(),
    loose: new Set(),
    unexplained: [],
  };
  for (const one of cells) {
    const { cell, value } = one;
    if (one.row?.meaning?.ignored || one.column?.meaning?.ignored) {
      claims.ignored.push(...ignoredIn(match, cell, context));
      continue;
    }
    const made = claimsOf(match, one, context, decimalsIn(one));
    claims.values.push(...made);
    if (made.length === 0 && value.numeral !== null)
      claims.unexplained.push({ row: cell.row, column: cell.column });
    if (made.length > 0 && one.total !== null) claims.loose.add(`${cell.row}:${cell.column}`);
    if (made.length > 0 && value.included.length > 0)
      claims.included.set(`${cell.row}:${cell.column}`, { cell, amounts: value.included });
  }
  return claims;
}

const strengthOf = (match: TableMatch, context: TableContext): Strength => [
  context.book,
  0,
  -match.words,
  match.rule.order,
];

/** Every numeral of a cell whose line is known and of no interest. */
function ignoredIn(match: TableMatch, cell: GridCell, context: TableContext): IgnoreClaim[] {
  const { source, from } = cell.stretch;
  return numeralsIn(cell.text).map(({ start, end }) => ({
    kind: "ignore",
    stretch: { source, from: from + start, to: from + end },
    rule: match.rule.name,
    strength: strengthOf(match, context),
    found: foundBy(match),
    reason: "the rule names its line without a meaning",
  }));
}

const foundBy = (match: TableMatch): string => `${match.words} words of "where"`;

function claimsOf(match: TableMatch, one: BodyCell, context: TableContext, decimals: number): ValueClaim[] {
  const { cell, value } = one;
  const found = mappingOf(match, one);
  if (found === null) return [];
  const header = columnLabel(match.grid, cell.column);
  const headerUnit = unitOfHeader(header) ?? scaleOf(match.grid.caption);
  const years = [{ numeral: value.numeral, year: null as number | null }, ...value.compared];
  return years.flatMap(({ numeral, year }) => {
    const mapping: Mapping =
      year === null ? found.mapping : { ...found.mapping, period: { kind: "year", year } };
    const meaning = meaningOf(
      mapping,
      numeral,
      { year: context.year, boundYear: null, headerUnit },
      context.catalogue,
    );
    if (isRefusal(meaning)) return [];
    const { from } = cell.stretch;
    const [start, end] = numeral === null ? [0, cell.text.length] : [numeral.start, numeral.end];
    const claim: ValueClaim = {
      kind: "value",
      stretch: { source: cell.stretch.source, from: from + start, to: from + end },
      rule: match.rule.name,
      strength: strengthOf(match, context),
      found: foundBy(match),
      numeral,
      nil: value.nil === null ? null : { nil: value.nil, zero: value.nil.none && match.rule.none === "zero" },
      meaning,
      labels: labelsOf(match.grid, cell, one.total),
      misprints: found.misprints + match.misprints,
      decimals,
      common: context.common,
      atMost: match.rule.confidence,
      group: `table ${context.grid}`,
      partial: match.rule.partial,
      anywhere: false,
      at: year === null ? { grid: context.grid, row: cell.row, column: cell.column } : null,
    };
    return [claim];
  });
}

/** "en k€" over a table gives its bare numbers their scale. */
function scaleOf(caption: string): ReturnType<typeof unitOfHeader> {
  const unit = unitOfHeader(caption);
  return unit !== null && unit.mult > 0 ? unit : null;
}
