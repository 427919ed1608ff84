/** A list that can be gone through again and again, in order. It may stand on disk; arrays are such lists too. */
export interface Many<T> extends Iterable<T> {
  readonly length: number;
}

/** The list of what becomes of each, worked out anew each time that it is gone through. */
export function manyOf<T, U>(list: Many<T>, each: (item: T) => U): Many<U> {
  return {
    length: list.length,
    *[Symbol.iterator]() {
      for (const item of list) yield each(item);
    },
  };
}
