import type { Item } from "./wire.js";

/** A line of the queue that is new (nothing before), gone (nothing after), or another one than it was. */
export interface Change {
  id: string;
  before: Item | undefined;
  after: Item | undefined;
}

/** The lines of the queue: each worked out once, and again only when something it depends on was touched. */
export class Lines {
  readonly #made: Map<string, Item>;
  readonly #touched = new Set<string>();
  /** By id: the line as it was when changes were last asked for. */
  readonly #before = new Map<string, Item | undefined>();
  readonly #make: (id: string) => Item | undefined;

  /** `make` gives the line of an id as it now is; undefined where there is none. */
  constructor(make: (id: string) => Item | undefined, made: Iterable<[string, Item]> = []) {
    this.#make = make;
    this.#made = new Map(made);
  }

  touch(id: string): void {
    this.#touched.add(id);
  }

  get(id: string): Item | undefined {
    this.#settle();
    return this.#made.get(id);
  }

  entries(): Iterable<[string, Item]> {
    this.#settle();
    return this.#made;
  }

  /** The lines that have changed since this was last asked. */
  changes(): Change[] {
    this.#settle();
    const changes = [...this.#before].map(([id, before]) => ({ id, before, after: this.#made.get(id) }));
    this.#before.clear();
    return changes.filter(({ before, after }) => !isSame(before, after));
  }

  #settle(): void {
    for (const id of this.#touched) {
      const before = this.#made.get(id);
      const after = this.#make(id);
      if (isSame(before, after)) continue;
      if (after === undefined) this.#made.delete(id);
      else this.#made.set(id, after);
      if (!this.#before.has(id)) this.#before.set(id, before);
    }
    this.#touched.clear();
  }
}

const isSame = (one: Item | undefined, other: Item | undefined): boolean =>
  one === other ||
  (one?.state === other?.state &&
    one?.decision === other?.decision &&
    JSON.stringify(one) === JSON.stringify(other));
