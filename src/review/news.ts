/** Changes that are kept, so that a page need not ask for the whole queue after each. */
const MOST_KEPT = 200;

/** What has changed, and who wants to be told. */
export class News {
  readonly #listeners = new Set<() => void>();
  #kept: { version: number; ids: readonly string[] }[] = [];
  /** Of this session and no earlier one. */
  #version = Date.now();

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** Ids of what has changed since a version; undefined where that was too long ago, or never was. */
  since(version: number): string[] | undefined {
    const earliest = (this.#kept[0]?.version ?? this.#version + 1) - 1;
    if (!(version >= earliest && version <= this.#version)) return undefined;
    const recent = this.#kept.filter((change) => change.version > version);
    return [...new Set(recent.flatMap((change) => change.ids))];
  }

  tell(ids: readonly string[]): void {
    this.#version += 1;
    this.#kept.push({ version: this.#version, ids });
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener();
  }

  /** Calls back after every change; returns the way to stop that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
