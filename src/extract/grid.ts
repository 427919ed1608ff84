import { LEADS_TO, type List, pathOf, type Table } from "../model/index.js";
import { charactersOf, type ReadBlock, type SourceText, type Stretch, wholeOf } from "./source-text.js";

export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  stretch: Stretch;
  text: string;
}

/** A table as rules see it: a real one, one turned by a quarter, or a list of `label : value` items. */
export interface Grid {
  kind: "table" | "list";
  /** True where rows and columns were exchanged to suit a rule. */
  turned: boolean;
  page: number;
  section: string[];
  /** The title printed over it; for a list the sentence that leads to it. */
  caption: string;
  notes: string[];
  rows: number;
  columns: number;
  cells: GridCell[];
  headerRows: number;
  stubColumns: number;
  totalRows: Set<number>;
  totalColumns: Set<number>;
  groupRows: Set<number>;
  block: ReadBlock;
}

const ITEM = /^(?<label>[^:]*\p{L}[^:]*?)\s*:\s*(?<value>[^:]*\d.*|[/–—-])$/u;
const PAIR = /^(?<label>\p{L}.*?)\s+(?<value>[+-]?\d[\d\s.,]*(?:%|€|k€|M€)?)$/u;

/** "58 % Titulaires du permis B": the value first. */
const TURNED = /^(?<value>[+-]?\d[\d\s.,]*(?:%|€|k€|M€)?)\s+\p{L}/u;

/** The grid of a table block. */
export function gridOfTable(read: ReadBlock, table: Table, caption: string): Grid {
  return {
    kind: "table",
    turned: false,
    page: table.page,
    section: table.section,
    caption,
    notes: table.notes.map((note) => note.text),
    rows: table.rows,
    columns: table.columns,
    cells: table.cells.flatMap((cell, i) => {
      const source = read.texts[i];
      if (source === undefined) return [];
      const { row, column, rowSpan, columnSpan } = cell;
      return [{ row, column, rowSpan, columnSpan, stretch: wholeOf(source), text: source.text.text }];
    }),
    headerRows: table.headerRows,
    stubColumns: table.stubColumns,
    totalRows: new Set(table.totalRows),
    totalColumns: new Set(table.totalColumns),
    groupRows: new Set(table.groupRows),
    block: read,
  };
}

function splitItem(source: SourceText): Pair | undefined {
  const text = source.text.text;
  const turned = text.match(TURNED)?.groups?.value;
  if (turned !== undefined)
    return {
      label: { source, from: turned.length, to: text.length },
      value: { source, from: 0, to: turned.length },
    };
  const groups = (text.match(ITEM) ?? text.match(PAIR))?.groups;
  const label = groups?.label ?? "";
  const value = groups?.value ?? "";
  if (label === "" || value === "") return undefined;
  return {
    label: { source, from: 0, to: label.length },
    value: { source, from: text.length - value.length, to: text.length },
  };
}

interface Pair {
  label: Stretch;
  value: Stretch;
}

function gridOfPairs(read: ReadBlock, list: List, caption: string, pairs: readonly Pair[]): Grid {
  const cell = (stretch: Stretch, row: number, column: number): GridCell => ({
    row,
    column,
    rowSpan: 1,
    columnSpan: 1,
    stretch,
    text: charactersOf(stretch),
  });
  return {
    kind: "list",
    turned: false,
    page: list.page,
    section: list.section,
    caption,
    notes: [],
    rows: pairs.length,
    columns: 2,
    cells: pairs.flatMap((pair, row) => [cell(pair.label, row, 0), cell(pair.value, row, 1)]),
    headerRows: 0,
    stubColumns: 1,
    totalRows: new Set(),
    totalColumns: new Set(),
    groupRows: new Set(),
    block: read,
  };
}

/**
 * The grids of a list: one for each run of items under one item, or under none, of which at least two
 * and half of all name a value each. `caption` is what leads to the list.
 */
export function gridsOfList(read: ReadBlock, list: List, caption: string): Grid[] {
  const texts = read.texts.filter((text) => !text.marker);
  const families = new Map<number, SourceText[]>();
  for (const [i, text] of texts.entries()) {
    const depth = list.items[i]?.depth ?? 0;
    const parent = list.items.findLastIndex((item, j) => j < i && item.depth < depth);
    families.set(parent, [...(families.get(parent) ?? []), text]);
  }
  return [...families].flatMap(([parent, members]) => {
    const pairs = members.flatMap((member) => splitItem(member) ?? []);
    if (pairs.length < 2 || pairs.length * 2 < members.length) return [];
    const above = texts[parent]?.text.text ?? "";
    const title = pathOf([caption, above]);
    return [gridOfPairs(read, list, title, pairs)];
  });
}

/** The same grid with rows and columns exchanged. */
export function turn(grid: Grid): Grid {
  return {
    ...grid,
    turned: !grid.turned,
    rows: grid.columns,
    columns: grid.rows,
    cells: grid.cells.map((cell) => ({
      ...cell,
      row: cell.column,
      column: cell.row,
      rowSpan: cell.columnSpan,
      columnSpan: cell.rowSpan,
    })),
    headerRows: grid.stubColumns,
    stubColumns: grid.headerRows,
    totalRows: grid.totalColumns,
    totalColumns: grid.totalRows,
    groupRows: new Set(),
  };
}

/** By row and column, the first cell that covers the slot. */
type Slots = (GridCell | undefined)[][];

/** Each rule that a table answers to reads it anew: its slots and its labels are put together once. */
const slots = new WeakMap<Grid, Slots>();

function slotsOf(grid: Grid): Slots {
  const known = slots.get(grid);
  if (known !== undefined) return known;
  const made: Slots = Array.from({ length: grid.rows }, () => []);
  for (const cell of grid.cells)
    for (const line of made.slice(cell.row, cell.row + cell.rowSpan))
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) line[column] ??= cell;
  slots.set(grid, made);
  return made;
}

export const cellAt = (grid: Grid, row: number, column: number): GridCell | undefined =>
  slotsOf(grid)[row]?.[column];

/** Keeps the labels of a grid's lines. */
function kept(labelOf: (grid: Grid, line: number) => string): (grid: Grid, line: number) => string {
  const known = new WeakMap<Grid, Map<number, string>>();
  return (grid, line) => {
    const labels = known.get(grid) ?? new Map<number, string>();
    known.set(grid, labels);
    const label = labels.get(line) ?? labelOf(grid, line);
    labels.set(line, label);
    return label;
  };
}

function joinLabels(cells: (GridCell | undefined)[]): string {
  const seen = new Set<GridCell>();
  const labels: string[] = [];
  for (const cell of cells) {
    if (cell === undefined || seen.has(cell)) continue;
    seen.add(cell);
    if (cell.text !== "" && labels.at(-1) !== cell.text) labels.push(cell.text);
  }
  return labels.join(LEADS_TO);
}

/** Header cells over a column, joined from the top. */
export const columnLabel = kept((grid, column) => {
  const rows = Array.from({ length: grid.headerRows }, (_, row) => row);
  return joinLabels(rows.filter((row) => !grid.groupRows.has(row)).map((row) => cellAt(grid, row, column)));
});

/** The label cells of a row, without the group it stands in. */
export const rowLabel = kept((grid, row) =>
  joinLabels(Array.from({ length: grid.stubColumns }, (_, column) => cellAt(grid, row, column))),
);

/** The label of the group row over a row; empty where there is none. */
export const groupLabel = kept((grid, row) => {
  const groups = [...grid.groupRows].filter((group) => group < row && group >= grid.headerRows);
  const last = Math.max(-1, ...groups);
  return last < 0 ? "" : joinLabels(Array.from({ length: grid.columns }, (_, c) => cellAt(grid, last, c)));
});

/** The label of a row under that of its group. */
export const rowPath = (grid: Grid, row: number): string =>
  pathOf([groupLabel(grid, row), rowLabel(grid, row)]);
