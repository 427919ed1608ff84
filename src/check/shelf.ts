import type { Observation } from "../model/index.js";

/**
 * Where documents and notes about them are put until all have been seen. A run that holds its documents anyway keeps
 * them in memory; one that must not gives a shelf on disk, and memory then holds no more however many there are.
 */
export interface Shelf {
  /** Puts the observations of the next document away; documents are numbered from 0. */
  put: (observations: readonly Observation[]) => void;
  take: (document: number) => readonly Observation[];
  /** Adds numbers at the end of a drawer. They are copied. */
  append: (drawer: string, numbers: Float64Array) => void;
  /** All numbers of a drawer, in the order in which they came. */
  open: (drawer: string) => Float64Array;
}

/** A shelf in memory: documents are not copied. */
export function shelfInMemory(): Shelf {
  const documents: (readonly Observation[])[] = [];
  const drawers = new Map<string, Float64Array[]>();
  return {
    put: (observations) => void documents.push(observations),
    take: (document) => documents[document] ?? [],
    append: (drawer, numbers) => {
      const known = drawers.get(drawer);
      if (known) known.push(numbers.slice());
      else drawers.set(drawer, [numbers.slice()]);
    },
    open: (drawer) => joined(drawers.get(drawer) ?? []),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Drawers of one kind. What is looked at together lies in one, so that one at a time is enough. */
const DRAWERS = 64;
/** Numbers gathered before a drawer is opened. */
const GATHERED = 2048;

interface Gathering {
  numbers: Float64Array;
  size: number;
}

/** Rows of so many numbers each, told apart by the mark of what they are about. */
export interface Rows {
  /** Notes a row in the drawer of `mark`. */
  note: (mark: number, row: readonly number[]) => void;
  /** Drawer after drawer, as one array of numbers each. */
  drawers: () => Generator<Float64Array>;
}

export function rowsOn(shelf: Shelf, kind: string): Rows {
  const waiting = Array.from(
    { length: DRAWERS },
    (): Gathering => ({
      numbers: new Float64Array(64),
      size: 0,
    }),
  );
  const flush = (drawer: number): void => {
    const own = waiting[drawer];
    if (!own || own.size === 0) return;
    shelf.append(`${kind}-${drawer}`, own.numbers.subarray(0, own.size));
    own.size = 0;
  };
  return {
    note: (mark, row) => {
      const drawer = mark % DRAWERS;
      const own = waiting[drawer];
      if (!own) return;
      if (own.size + row.length > GATHERED) flush(drawer);
      if (own.size + row.length > own.numbers.length) own.numbers = grown(own.numbers);
      own.numbers.set(row, own.size);
      own.size += row.length;
    },
    drawers: function* () {
      for (let drawer = 0; drawer < DRAWERS; drawer++) {
        flush(drawer);
        yield shelf.open(`${kind}-${drawer}`);
      }
    },
  };
}

function grown(numbers: Float64Array): Float64Array {
  const larger = new Float64Array(Math.min(GATHERED, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}

/**
 * A number of 53 bits that stands for a text (cyrb53, public domain). Among ten million texts two are mistaken for one
 * another once in two hundred times, so what is found by marks is looked at in full before it is told.
 */
export function markOf(text: string): number {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & other) + (one >>> 0);
}
