import type { Cell } from "./cell.js";
import { levelMeasures } from "./changes.js";
import { cutsText, type Key, shifted, textOf, yearOf } from "./key.js";
import type { Library, Place } from "./library.js";
import type { Ledger } from "./network.js";
import { markOf, type Rows, rowsOn } from "./shelf.js";

/** One reading of one quantity by one document: no more than what comparing it takes. */
export interface Reading extends Place {
  /** Mark of the quantity's key. */
  quantity: number;
  /** In units, as doubles: decimals in order stay in order. */
  value: number;
  lo: number;
  hi: number;
  /** 1 where the quantity is of the year that the document's name tells. */
  own: number;
}

/** A stated change in %, and the marks of the levels it may be the change of: now, and a year before. */
export interface Change {
  reading: Reading;
  levels: { current: number; base: number }[];
}

/** What lies in one drawer: quantities that differ in measure and period only lie together. */
export interface Drawer {
  /** By mark, in the order of their documents' ids. */
  readings: Map<number, Reading[]>;
  changes: Change[];
}

const MOST_LEVELS = 5;
const READING = 7;
const CHANGE = READING + 2 * MOST_LEVELS;

export interface Readings {
  add: (ledger: Ledger, placeOf: (cell: Cell) => Place, document_id: string) => void;
  drawers: (library: Library) => Generator<Drawer>;
}

/** The readings of all documents, on the library's shelf. */
export function readingsOn({ shelf }: Library): Readings {
  const readings = rowsOn(shelf, "readings");
  const changes = rowsOn(shelf, "changes");
  return {
    add: (ledger, placeOf, document_id) => {
      for (const [text, cells] of ledger.byKey)
        for (const index of cells) {
          const [cell, key] = [ledger.cells[index], ledger.keys[index]];
          if (!cell || !key) continue;
          const family = markOf(familyOf(key));
          const own = document_id.includes(String(yearOf(key.period))) ? 1 : 0;
          const row = rowOf(markOf(text), cell, placeOf(cell), own);
          readings.note(family, row);
          if (isRate(key)) changes.note(family, [...row, ...levelsOf(key)]);
        }
    },
    drawers: (library) => together(readings, changes, library),
  };
}

const familyOf = ({ indicator, area, basis, cuts }: Key): string =>
  `${indicator}|${area}|${basis}|${cutsText(cuts)}`;

const isRate = (key: Key): boolean =>
  (key.measure === "CHANGE" || key.measure === "DECREASE") && key.unit === "PT";

function rowOf(quantity: number, cell: Cell, { document, index }: Place, own: number): number[] {
  const { lo, hi } = cell.interval;
  return [
    quantity,
    document,
    index,
    Number(cell.value),
    lo ? Number(lo) : Number.NEGATIVE_INFINITY,
    hi ? Number(hi) : Number.POSITIVE_INFINITY,
    own,
  ];
}

/** Marks of the levels a change may be of, and of the same a year before; NaN where there are no more. */
function levelsOf(key: Key): number[] {
  const marks = levelMeasures(key).flatMap((measure) => {
    const level = { ...key, measure };
    return [markOf(textOf(level)), markOf(textOf({ ...level, period: shifted(key.period, -1) }))];
  });
  return Array.from({ length: 2 * MOST_LEVELS }, (_, i) => marks[i] ?? Number.NaN);
}

function* together(readings: Rows, changes: Rows, library: Library): Generator<Drawer> {
  const others = changes.drawers();
  for (const numbers of readings.drawers()) {
    const rates = others.next().value ?? new Float64Array();
    const byMark = new Map<number, Reading[]>();
    for (const reading of rowsIn(numbers, READING, readingAt)) {
      const known = byMark.get(reading.quantity);
      if (known) known.push(reading);
      else byMark.set(reading.quantity, [reading]);
    }
    for (const group of byMark.values())
      if (group.length > 1) group.sort((a, b) => byDocument(a, b, library));
    yield { readings: byMark, changes: rowsIn(rates, CHANGE, (n, at) => changeAt(n, at, byMark)) };
  }
}

/** By id, whatever the order in which documents came. */
function byDocument(a: Reading, b: Reading, { idOf }: Library): number {
  if (a.document === b.document) return a.index - b.index;
  return idOf(a.document) < idOf(b.document) ? -1 : 1;
}

const rowsIn = <T>(numbers: Float64Array, size: number, rowAt: (n: Float64Array, at: number) => T): T[] =>
  Array.from({ length: numbers.length / size }, (_, i) => rowAt(numbers, i * size));

function readingAt(numbers: Float64Array, at: number): Reading {
  const [quantity, document, index, value, lo, hi, own] = numbers.subarray(at, at + READING);
  return { quantity, document, index, value, lo, hi, own } as Reading;
}

/** The reading is the one among the readings, so that both are one cell. */
function changeAt(
  numbers: Float64Array,
  at: number,
  byMark: ReadonlyMap<number, readonly Reading[]>,
): Change {
  const row = readingAt(numbers, at);
  const reading = byMark.get(row.quantity)?.find((r) => r.document === row.document && r.index === row.index);
  const levels: Change["levels"] = [];
  for (let i = at + READING; i < at + CHANGE; i += 2) {
    const [current, base] = [numbers[i] ?? Number.NaN, numbers[i + 1] ?? Number.NaN];
    if (!Number.isNaN(current)) levels.push({ current, base });
  }
  return { reading: reading ?? row, levels };
}
