import type { Decimal } from "../../model/index.js";

/** A table as discovery sees it: numbers where there are numbers, texts elsewhere. */
export interface Grid {
  rows: number;
  columns: number;
  /** `values[row][column]`; null where the cell holds no number. */
  values: readonly (readonly (Decimal | null)[])[];
  /** `texts[row][column]`; the label where the cell holds one, empty otherwise. */
  texts: readonly (readonly string[])[];
}

export type Operator = "sum" | "average" | "share" | "change";

/** One cell that follows from others of its line. */
export interface Relation {
  operator: Operator;
  /** `[row, column]`. */
  result: readonly [number, number];
  /** For sums and averages all cells of the range, blank ones too; for a share numerator and denominator; for a change base and current. */
  terms: readonly (readonly [number, number])[];
  /** False where the regularity of the table asks for it and this line breaks it. */
  holds: boolean;
}

/** Lines of a table along one axis: `cells[line][position]`. */
export interface Lines {
  axis: "row" | "column";
  count: number;
  size: number;
  /** NaN where there is no number. Doubles are good enough to find a relation; edits check it exactly. */
  values: readonly Float64Array[];
  /** Worth of a unit of the last printed digit, by line and position. */
  units: readonly Float64Array[];
  /** True where the position is labelled as a total, by position. */
  isTotal: readonly boolean[];
  /** True where the position holds neither number nor text in any line. */
  isEmpty: readonly boolean[];
}

const TOTAL =
  /(?<!\p{L})(?:total|totaux|totals|ensemble|sum|somme|all|tous|overall|subtotal|sous-total)(?!\p{L})/iu;

/**
 * Worth of the last digit that a column makes use of: trailing zeros that all its numbers have are padding, and
 * one that is dropped here and there ("117" beside "138.2") is meant.
 */
function columnUnits(grid: Grid): number[] {
  return Array.from({ length: grid.columns }, (_, column) => {
    let decimals = 0;
    for (const row of grid.values) {
      const fraction = (row[column] ?? "").split(".")[1]?.replace(/0+$/, "") ?? "";
      decimals = Math.max(decimals, fraction.length);
    }
    return 10 ** -decimals;
  });
}

/** The rows of a grid as lines, or its columns. */
export function linesOf(grid: Grid, axis: "row" | "column"): Lines {
  const byRow = axis === "row";
  const count = byRow ? grid.rows : grid.columns;
  const size = byRow ? grid.columns : grid.rows;
  const cell = (line: number, position: number): Decimal | null =>
    (byRow ? grid.values[line]?.[position] : grid.values[position]?.[line]) ?? null;
  const text = (line: number, position: number): string =>
    (byRow ? grid.texts[line]?.[position] : grid.texts[position]?.[line]) ?? "";
  const units = columnUnits(grid);
  const unit = (line: number, position: number): number => units[byRow ? position : line] ?? 1;
  const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  return {
    axis,
    count,
    size,
    values: range(count).map((l) => Float64Array.from(range(size), (p) => Number(cell(l, p) ?? Number.NaN))),
    units: range(count).map((l) => Float64Array.from(range(size), (p) => unit(l, p))),
    isEmpty: range(size).map((p) =>
      range(count).every((l) => cell(l, p) === null && text(l, p).trim() === ""),
    ),
    isTotal: range(size).map((p) => range(count).some((l) => TOTAL.test(text(l, p)))),
  };
}

export const cellAt = (lines: Lines, line: number, position: number): readonly [number, number] =>
  lines.axis === "row" ? [line, position] : [position, line];

/** A relation that lines may share: which position follows from which others, and how. */
export interface Pattern {
  operator: Operator;
  result: number;
  terms: readonly number[];
  /** Lines where it holds, and lines where it could be asked for. */
  support: readonly number[];
  asked: readonly number[];
  /** Bits of evidence: how unlikely its matches are by chance, less what the search among others costs. */
  bits: number;
}

/** Tells whether a tuple of numbers was seen before: the same numbers again are no new evidence. */
export function newcomers(): (numbers: readonly number[]) => boolean {
  const seen = new Set<string>();
  return (numbers) => {
    const key = numbers.join("|");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

/** Share of the lines asked for in which a regularity has to hold. */
export const REGULAR = 0.7;
/** Bits of evidence from which a regularity is no accident. */
export const ENOUGH_BITS = 8;
