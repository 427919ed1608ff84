import type { Box } from "./geometry.js";
import type { Word } from "./page.js";

/** Text of a block: lines joined by one space, words hyphenated over a line end joined. */
export interface Text {
  text: string;
  words: Word[];
  /** For each word, where it stands in `text`: `[start, end)`. Same length as `words`. */
  spans: [number, number][];
}

interface BlockBase {
  page: number;
  box: Box;
  /** Headings above the block, outermost first. */
  section: string[];
}

export interface Heading extends BlockBase {
  kind: "heading";
  /** 1 is the outermost. */
  level: number;
  text: Text;
}

export interface Paragraph extends BlockBase {
  kind: "paragraph";
  text: Text;
}

export interface List extends BlockBase {
  kind: "list";
  items: ListItem[];
}

export interface ListItem {
  /** "•", "-", "1." …; empty where an indent alone marks the item. Its words are not in `text`. */
  marker: string;
  markerWords: Word[];
  /** 0 for the outermost. */
  depth: number;
  text: Text;
  box: Box;
}

export interface Cell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  box: Box;
  text: Text;
  /** Where the cell stands on another page than its table begins on. */
  page?: number;
}

/**
 * A grid. Cells cover each slot at most once; slots without a cell are empty.
 * Two-column-pair lists (name, value | name, value) come unfolded as one two-column table.
 */
export interface Table extends BlockBase {
  kind: "table";
  rows: number;
  columns: number;
  cells: Cell[];
  /** How many first rows hold headers; 0 where the table has none. */
  headerRows: number;
  /** How many first columns hold labels (the stub); 0 where the table has none. */
  stubColumns: number;
  totalRows: number[];
  totalColumns: number[];
  /** Rows that span all columns and name what follows. */
  groupRows: number[];
  /** The line of text above that titles the table. */
  caption?: Text;
  /** Remarks under the table, or inside it, that belong to it. */
  notes: Text[];
  /** Pages after `page` that the table goes on over; cells there carry `page`. */
  continuedOn: number[];
  /** How it was recognised. */
  ruling: "ruled" | "partial" | "unruled" | "shaded";
}

/** A number set large, and the label that belongs to it. */
export interface KeyFigure extends BlockBase {
  kind: "keyFigure";
  value: Text;
  label: Text;
}

/** A footnote, a source line. */
export interface Note extends BlockBase {
  kind: "note";
  /** "*", "(1)", "¹"; empty where there is none. */
  mark: string;
  text: Text;
}

/** Page numbers, running heads and feet, marks of a chart's axes: kept so that nothing is lost. */
export interface Furniture extends BlockBase {
  kind: "furniture" | "chart";
  text: Text;
}

/** Every word of a page stands in exactly one block. */
export type Block = Heading | Paragraph | List | Table | KeyFigure | Note | Furniture;
