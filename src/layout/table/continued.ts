import type { Box, Cell, Table } from "../../model/index.js";
import { hull } from "../line.js";
import { shared } from "./columns.js";

/** Edges of columns on two pages may differ by as much, in points. */
const SHIFT = 8;

/**
 * Tables of a document, in order, with those that go on over a page joined into one: the last table of a
 * page and the first of the next, with the same columns, whose header is repeated or left out. A table
 * that has had its total is complete. Cells keep their boxes; those of later pages say their page.
 */
export function joinContinued(tables: readonly Table[]): Table[] {
  const out: Table[] = [];
  for (const [i, table] of tables.entries()) {
    const before = out.at(-1);
    const firstOfPage = tables[i - 1]?.page !== table.page;
    if (before !== undefined && firstOfPage && goesOn(before, table))
      out[out.length - 1] = joined(before, table);
    else out.push(table);
  }
  return out;
}

const lastPage = (table: Table): number => table.continuedOn.at(-1) ?? table.page;

function goesOn(upper: Table, lower: Table): boolean {
  if (lower.page !== lastPage(upper) + 1 || upper.columns !== lower.columns) return false;
  if (upper.totalRows.includes(upper.rows - 1)) return false;
  if (lower.caption !== undefined && !/\bsuite\b/i.test(lower.caption.text)) return false;
  if (upper.section.length > 0 && lower.section.length > 0 && upper.section.join() !== lower.section.join())
    return false;
  if (upper.box.bottom <= lower.box.top || !sameColumns(upper, lower)) return false;
  return (headerOf(lower) === 0 || sameHeader(upper, lower)) && !sameLabels(upper, lower);
}

/** How many rows name the columns: a table may go on with the name of its next group. */
function headerOf({ cells, columns, headerRows }: Table): number {
  const group = cells.every((c) => c.row >= headerRows || c.columnSpan === columns);
  return group ? 0 : headerRows;
}

function sameColumns(a: Table, b: Table): boolean {
  const sameSides = Math.abs(a.box.x0 - b.box.x0) <= SHIFT && Math.abs(a.box.x1 - b.box.x1) <= SHIFT;
  return sameSides || inLine(columnsOf(a), columnsOf(b));
}

/** Each column of one table stands over that of the other, and over none of its neighbours. */
function inLine(a: readonly Box[], b: readonly Box[]): boolean {
  return a.every((column, i) => b.every((other, j) => shared(column, other) > 0 === (i === j)));
}

const columnsOf = ({ cells, columns }: Table): Box[] =>
  Array.from({ length: columns }, (_, column) =>
    hull(
      cells
        .filter((c) => c.column === column && c.columnSpan === 1)
        .flatMap((c) => c.text.words.map((w) => w.box)),
    ),
  );

const header = (table: Table): string =>
  table.cells
    .filter((c) => c.row < table.headerRows)
    .map((c) => `${c.row} ${c.column} ${c.text.text}`)
    .sort()
    .join("\n");

const sameHeader = (a: Table, b: Table): boolean => header(a) === header(b);

/** The same rows told anew are another table. */
function sameLabels(a: Table, b: Table): boolean {
  const labels = (table: Table): string[] =>
    table.cells.filter((c) => c.row >= table.headerRows && c.column === 0).map((c) => c.text.text);
  const known = new Set(labels(a));
  const own = labels(b);
  return own.length > 0 && own.filter((l) => known.has(l)).length > 0.5 * own.length;
}

function groupRowsOf({ groupRows, headerRows }: Table, skipped: number): number[] {
  return [...Array.from({ length: headerRows - skipped }, (_, i) => skipped + i), ...groupRows];
}

function joined(upper: Table, lower: Table): Table {
  const skipped = headerOf(lower);
  const shift = upper.rows - skipped;
  const cells: Cell[] = lower.cells
    .filter((c) => c.row >= skipped)
    .map((c) => ({ ...c, row: c.row + shift, page: lower.page }));
  return {
    ...upper,
    rows: upper.rows + lower.rows - skipped,
    cells: [...upper.cells, ...cells],
    totalRows: [...upper.totalRows, ...lower.totalRows.map((r) => r + shift)],
    groupRows: [...upper.groupRows, ...groupRowsOf(lower, skipped).map((r) => r + shift)],
    notes: [...upper.notes, ...lower.notes],
    continuedOn: [...upper.continuedOn, lower.page],
  };
}
