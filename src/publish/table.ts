/** What a column holds, for every format that can say so. */
export interface ColumnMeaning {
  /** `decimal`: exact, as text; `number`: a binary estimate (a confidence, a share of coverage). */
  type: "string" | "integer" | "decimal" | "number";
  en: string;
  fr: string;
  /** Never empty. */
  required?: boolean;
  /** Name of the code list its values come from. */
  codes?: string;
  /** Table and column its values come from; without a table, the same one. */
  refers?: { table?: string; column: string };
  /** The only values there are. */
  among?: readonly string[];
  /** Regular expression that the whole value matches. */
  pattern?: string;
  least?: number;
  most?: number;
}

export interface Column extends ColumnMeaning {
  name: string;
}

/** Integers and numbers as numbers, decimals and text as text; null where nothing is stated. */
export type Cell = string | number | null;

/** One table of a publication, whatever the format. */
export interface Table {
  /** `observations`, `codelists/sex`: path of its CSV without the extension. */
  name: string;
  fr: string;
  en: string;
  /** Columns whose values together tell rows apart. */
  key: string[];
  columns: Column[];
  /** Can be gone through again and again; worked out anew each time where they are many. */
  rows: Iterable<Cell[]>;
}

export const columnsOf = (meanings: Readonly<Record<string, ColumnMeaning>>): Column[] =>
  Object.entries(meanings).map(([name, meaning]) => ({ name, ...meaning }));
