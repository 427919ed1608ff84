import type { Grid, GridCell } from "./grid.js";
import { isFigure, isRange, isTotal, isValue, isYear, startsWithFigure } from "./value.js";

/** What the rows and columns of a grid are for. */
export interface Roles {
  headerRows: number;
  stubColumns: number;
  totalRows: number[];
  totalColumns: number[];
  groupRows: number[];
}

/** A cell with its text, as the roles need it. */
export interface Labelled extends GridCell {
  label: string;
}

const MOST_HEADER_ROWS = 5;
const MOST_STUB_COLUMNS = 3;
/** In a table of words one cell of so many, at most, holds a value. */
const FEW_VALUES = 4;
/** Columns named at greater length after a total are a quantity of their own. */
const TOTAL_WORDS = 3;
/** What a total may be of without being a quantity of its own: a kind of sum, a place in capitals. */
const SUM =
  /^(?:total|totaux|ensemble|cumul|grand total|overall|all)(?:\s+(?:g[ée]n[ée]rale?|r[ée]gionale?|globale?|annuel))*/i;
const PLACE = /^(?:\s+\p{Lu}[\p{Lu}\d-]*)*\s*(?::.*|[\d\s.,]*)$/u;

export function rolesOf(grid: Grid, cells: readonly Labelled[]): Roles {
  const rows = rowsOf(grid.rows, cells);
  const headerRows = headerRowsOf(grid, rows);
  const body = cells.filter((c) => c.row >= headerRows);
  const stubColumns = stubColumnsOf(grid, body, rows.slice(0, headerRows).flat());
  const totalRows = totalRowsOf(rows, headerRows);
  return {
    headerRows,
    stubColumns,
    totalRows,
    totalColumns: totalColumnsOf(cells, headerRows, stubColumns),
    groupRows: rows.flatMap((row, r) =>
      r >= headerRows && r < grid.rows - 1 && isGroup(grid, row, stubColumns, body) && !totalRows.includes(r)
        ? [r]
        : [],
    ),
  };
}

function rowsOf(count: number, cells: readonly Labelled[]): Labelled[][] {
  const rows: Labelled[][] = Array.from({ length: count }, () => []);
  for (const cell of cells) rows[cell.row]!.push(cell);
  for (const row of rows) row.sort((a, b) => a.column - b.column);
  return rows;
}

/** Years at the head of columns are labels; a lone figure in a header ("26 et +") is none. */
function holdsValues(row: readonly Labelled[], isFirst: boolean): boolean {
  const beside = row.filter((c) => c.column > 0 || row.length === 1);
  const figures = beside.filter((c) => isFigure(c.label));
  if (figures.length === 0)
    return beside.some((c) => isValue(c.label)) && beside.every((c) => isValue(c.label));
  if (figures.every((c) => isYear(c.label))) return !isFirst;
  if (isFirst && counts(figures.map((c) => c.label))) return false;
  return true;
}

/** 1, 2, 3 … as numbers of the columns. */
function counts(labels: readonly string[]): boolean {
  return labels.length >= 3 && labels.every((l, i) => i === 0 || Number(l) === Number(labels[i - 1]) + 1);
}

function headerRowsOf(grid: Grid, rows: readonly Labelled[][]): number {
  const first = rows.findIndex((row, r) => holdsValues(row, r < 2));
  if (isWorded(rows) && cornered(rows)) return 1;
  if (first < 0) return styledHeader(rows) ? 1 : 0;
  let count = Math.min(first, grid.rows - 1);
  // A row over the whole width just above the first values names a group, not the columns.
  while (count > 0 && spansAll(grid, rows[count - 1]!)) {
    if (rows.slice(0, count - 1).some((row) => row.some((c) => c.column > 0))) count--;
    else break;
  }
  const reach = rows.slice(0, count).findIndex((row, r) => r > 0 && loneStub(row, rows, r, count));
  if (reach > 0) count = reach;
  return count > MOST_HEADER_ROWS ? 1 : count;
}

/** A row with nothing but a label at its left, after the columns have been named. */
function loneStub(row: readonly Labelled[], rows: readonly Labelled[][], at: number, count: number): boolean {
  const named = rows.slice(0, at).some((r) => r.filter((c) => c.column > 0).length > 0);
  const later = rows.slice(at + 1, count).some((r) => r.some((c) => c.column > 0));
  return row.length === 1 && row[0]!.column === 0 && named && !later;
}

function spansAll(grid: Grid, row: readonly Labelled[]): boolean {
  return row.length === 1 && row[0]!.columnSpan === grid.columns && grid.columns > 1;
}

/** In a table of words the first row is a header when it alone is set differently. */
function styledHeader(rows: readonly Labelled[][]): boolean {
  const style = (row: readonly Labelled[]): string => {
    const words = row.flatMap((c) => c.words);
    const bold = words.filter((w) => w.bold).length * 2 > words.length;
    return `${bold} ${words[0]?.colour}`;
  };
  const [head, ...rest] = rows.filter((row) => row.length > 0);
  if (head === undefined || rest.length === 0) return false;
  return rest.every((row) => style(row) !== style(head));
}

/** Few cells beside the labels hold values. */
function isWorded(rows: readonly Labelled[][]): boolean {
  const beside = rows.flat().filter((c) => c.column > 0 && c.row > 0);
  return beside.filter((c) => isValue(c.label)).length * FEW_VALUES < beside.length;
}

/** Nothing stands over the labels that begin all other rows: the first row names the columns. */
function cornered(rows: readonly Labelled[][]): boolean {
  const [head = [], ...rest] = rows;
  const begins = (row: readonly Labelled[]): boolean => row[0]?.column === 0 && row[0].label !== "";
  return rest.length > 1 && head.length > 1 && !begins(head) && rest.every(begins);
}

function stubColumnsOf(grid: Grid, body: readonly Labelled[], header: readonly Labelled[]): number {
  let count = 0;
  while (count < Math.min(MOST_STUB_COLUMNS, grid.columns - 1)) {
    const column = body.filter((c) => c.column === count && c.columnSpan === 1 && c.label !== "");
    if (column.length === 0) break;
    const values = column.filter((c) => isValue(c.label) || (startsWithFigure(c.label) && count > 0));
    const numbered = count === 0 && labelsByNumber(column, body, header);
    if (values.length * 2 > column.length && !numbered) break;
    count++;
    if (count > 1 && !columnsBeyond(body, count).some(isMostlyValues)) {
      count--;
      break;
    }
  }
  return count;
}

function columnsBeyond(body: readonly Labelled[], count: number): Labelled[][] {
  const beyond = body.filter((c) => c.column >= count && c.label !== "");
  return [...new Set(beyond.map((c) => c.column))].map((at) => beyond.filter((c) => c.column === at));
}

/** Texts beside a stray figure ("4 mois") are no labels: they are what the table says. */
const isMostlyValues = (column: readonly Labelled[]): boolean =>
  column.filter((c) => isValue(c.label) || startsWithFigure(c.label)).length * 2 > column.length;

/** A first column of years, ages or running numbers, each different, with figures beside it. */
function labelsByNumber(
  column: readonly Labelled[],
  body: readonly Labelled[],
  header: readonly Labelled[],
): boolean {
  const labels = column.map((c) => c.label);
  const beside = body.filter((c) => c.column > 0 && isFigure(c.label));
  const ranges = labels.filter(isRange).length;
  if (ranges * 2 > labels.length) return beside.some((c) => !isRange(c.label));
  if (new Set(labels).size < labels.length || labels.length < 2) return false;
  if (!body.some((c) => c.column > 0 && isValue(c.label))) return false;
  if (labels.filter(isYear).length * 2 > labels.length) return true;
  const head = header.find((c) => c.column === 0);
  const headed = header.some((c) => c.column > 0);
  return (
    (headed && head === undefined) ||
    labels.some(isTotal) ||
    /^(?:âge|age|ann[ée]e|year|n°|rang)/i.test(head?.label ?? "")
  );
}

/** Rows named as plain totals; in the last row a longer name will do. */
function totalRowsOf(rows: readonly Labelled[][], headerRows: number): number[] {
  const out: number[] = [];
  const last = rows.length - 1;
  for (let r = headerRows; r <= last; r++) {
    const label = rows[r]!.find((c) => c.label !== "")?.label ?? "";
    if (!isTotal(label)) continue;
    if (PLACE.test(label.replace(SUM, "")) || r === last) out.push(r);
  }
  return out;
}

function totalColumnsOf(cells: readonly Labelled[], headerRows: number, stubColumns: number): number[] {
  const out = new Set<number>();
  for (const cell of cells) {
    if (cell.row >= headerRows || cell.column < stubColumns || !isTotal(cell.label)) continue;
    if (cell.columnSpan === 1 && cell.label.split(/\s+/).length <= TOTAL_WORDS) out.add(cell.column);
  }
  return [...out].sort((a, b) => a - b);
}

/** One label over the whole width, or a label alone in its row: of drawn cells it is set otherwise than others are. */
function isGroup(
  grid: Grid,
  row: readonly Labelled[],
  stubColumns: number,
  body: readonly Labelled[],
): boolean {
  if (row.length !== 1 || grid.columns < 2) return false;
  const only = row[0]!;
  if (isValue(only.label) || only.rowSpan > 1) return false;
  if (only.columnSpan === grid.columns) return true;
  if (stubColumns === 0 || only.column > 0) return false;
  return grid.ruling !== "ruled" || (isMarked(only) && labelsAreLight(body));
}

/** Bold or italic throughout. */
const isMarked = ({ words }: Labelled): boolean => words.every((w) => w.bold || w.italic);

function labelsAreLight(body: readonly Labelled[]): boolean {
  const labels = body.filter((c) => c.column === 0);
  return labels.filter(isMarked).length * 2 < labels.length;
}
