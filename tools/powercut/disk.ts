import { type FileHandle, open, default as promises, stat, truncate } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { sep } from "node:path";

/** What happens to the disk at one of the operations that change it. */
export interface Mishap {
  /**
   * `cut`: nothing is done any more, and what was not flushed is lost in part. `kill`: this process ends at once.
   * `full`: there is no space from then on.
   */
  kind: "cut" | "kill" | "full";
  /** Which operation, from 0. */
  at: number;
  /** From 0 to 1. */
  random: () => number;
}

export class PowerCut extends Error {}

const noSpace = (): Error =>
  Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });

type Operation = (this: unknown, ...args: never[]) => Promise<unknown>;

/** Operations of `node:fs/promises` that change the disk, and whether they need space. */
const CHANGES: Readonly<Record<string, boolean>> = {
  writeFile: true,
  appendFile: true,
  mkdir: true,
  mkdtemp: true,
  copyFile: true,
  link: true,
  rename: false,
  rm: false,
  unlink: false,
  truncate: false,
  utimes: false,
};
const HANDLE_CHANGES: Readonly<Record<string, boolean>> = {
  writeFile: true,
  write: true,
  appendFile: true,
  sync: false,
  truncate: false,
};

/** A process number that no system gives: locks made meanwhile are those of a process that is gone. */
const GONE = 2 ** 22 + 1;

/**
 * Does `work` on a disk that fails, and returns how many operations changed the disk. An error of the work itself is
 * thrown, but for the power cut.
 */
export async function onFailingDisk(mishap: Mishap, work: () => Promise<unknown>): Promise<number> {
  const disk = new FailingDisk(mishap);
  const pid = process.pid;
  const mend = await disk.install();
  Object.defineProperty(process, "pid", { value: mishap.kind === "cut" ? GONE : pid });
  try {
    await work();
  } catch (error) {
    if (!disk.dead) throw error;
  } finally {
    Object.defineProperty(process, "pid", { value: pid });
    mend();
    if (disk.dead) await disk.lose();
  }
  return disk.count;
}

const isWrite = (name: string): boolean => /^(?:write|append)/.test(name);

class FailingDisk {
  count = 0;
  dead = false;
  readonly #mishap: Mishap;
  /** Files with content that was not flushed, and how many of their bytes are safe. */
  #unflushed = new Map<string, number>();
  readonly #paths = new WeakMap<object, string>();

  constructor(mishap: Mishap) {
    this.#mishap = mishap;
  }

  /** Puts itself between the program and the disk; returns how to undo that. */
  async install(): Promise<() => void> {
    const handle = await open(process.execPath, "r");
    const prototype = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const undo = [
      ...Object.entries(CHANGES).map(([name, space]) => this.#replace(promises, name, space)),
      ...Object.entries(HANDLE_CHANGES).map(([name, space]) => this.#replace(prototype, name, space)),
      this.#replaceOpen(),
    ];
    syncBuiltinESMExports();
    return () => {
      for (const restore of undo) restore();
      syncBuiltinESMExports();
    };
  }

  #replace(owner: object, name: string, needsSpace: boolean): () => void {
    const real = Reflect.get(owner, name) as Operation;
    const disk = this;
    Reflect.set(owner, name, async function (this: object | undefined, ...args: unknown[]) {
      const opened = this === undefined ? undefined : disk.#paths.get(this);
      const path = opened ?? String(args[0]);
      const call = (given: unknown[]): Promise<unknown> => Reflect.apply(real, this, given);
      if (!disk.dead && isWrite(name)) await disk.#unsafe(path, opened !== undefined);
      await disk.#step(needsSpace, () => disk.#inPart(name, args, call));
      const result = await call(args);
      disk.#noted(name, path, args);
      return result;
    });
    return () => Reflect.set(owner, name, real);
  }

  #replaceOpen(): () => void {
    const real = promises.open;
    const counted: typeof promises.open = async (path, flags, mode) => {
      if (/[wax+]/.test(String(flags ?? "r"))) await this.#step(true, async () => undefined);
      const handle = await real(path, flags, mode);
      this.#paths.set(handle, String(path));
      return handle;
    };
    Reflect.set(promises, "open", counted);
    return () => Reflect.set(promises, "open", real);
  }

  /** Half a write is done, as on a real disk. */
  async #inPart(name: string, args: unknown[], call: (args: unknown[]) => Promise<unknown>): Promise<void> {
    const place = args.length > 1 ? 1 : 0;
    const content = args[place];
    if (!isWrite(name) || !(typeof content === "string" || content instanceof Uint8Array)) return;
    const bytes = Buffer.from(content as Uint8Array);
    const part = bytes.subarray(0, Math.floor(bytes.length * this.#mishap.random()));
    await call(args.map((arg, i) => (i === place ? part : arg))).catch(() => undefined);
  }

  async #step(needsSpace: boolean, inPart: () => Promise<void>): Promise<void> {
    if (this.dead) throw new PowerCut("the power is cut");
    const now = this.count++;
    const { kind, at } = this.#mishap;
    if (kind === "full") {
      if (now < at || !needsSpace) return;
      await inPart();
      throw noSpace();
    }
    if (now !== at) return;
    await inPart();
    if (kind === "kill") process.kill(process.pid, "SIGKILL");
    this.dead = true;
    throw new PowerCut("the power is cut");
  }

  async #unsafe(path: string, keeps: boolean): Promise<void> {
    if (this.#unflushed.has(path)) return;
    const size = keeps ? await stat(path).then((found) => found.size) : 0;
    this.#unflushed.set(path, size);
  }

  #noted(name: string, path: string, args: unknown[]): void {
    const flushed = (args[2] as { flush?: boolean } | undefined)?.flush === true;
    if (name === "sync" || flushed) this.#unflushed.delete(path);
    if (name !== "rename") return;
    const to = String(args[1]);
    const moved = (file: string): string =>
      file === path || file.startsWith(path + sep) ? to + file.slice(path.length) : file;
    this.#unflushed = new Map([...this.#unflushed].map(([file, size]) => [moved(file), size]));
  }

  /** What was not flushed is there in part. */
  async lose(): Promise<void> {
    for (const [path, safe] of this.#unflushed) {
      const size = await stat(path).then(
        (found) => found.size,
        () => 0,
      );
      if (size > safe) await truncate(path, safe + Math.floor(this.#mishap.random() * (size - safe)));
    }
  }
}
