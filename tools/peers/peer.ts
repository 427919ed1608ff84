import { spawnSync } from "node:child_process";

/** A table of one page as rows of texts; null where a neighbouring cell reaches over the place. */
export interface Grid {
  page: number;
  rows: (string | null)[][];
}

/** What a tool made of one file. */
export interface Reading {
  seconds: number;
  /** Undefined for tools that give text alone. */
  grids?: Grid[];
}

/** A tool that reads PDF files. */
export interface Peer {
  name: string;
  /** What it is asked to do, as a user would. */
  command: string;
  /** Its version; undefined where it is not installed. */
  version(): string | undefined;
  /** Throws where it fails on the file. */
  read(file: string): Reading;
}

const MOST_OUTPUT = 256 * 2 ** 20;
const PATIENCE_MS = 600_000;

/** What a program prints on success; undefined where it is missing or fails. */
export function printed(program: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: PATIENCE_MS });
  return status === 0 ? `${stdout}${stderr}` : undefined;
}

/** Runs a program over a file, from its start to its end, as whoever calls it waits. Throws where it fails. */
export function timed(program: string, args: readonly string[]): { seconds: number; out: string } {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: MOST_OUTPUT,
    timeout: PATIENCE_MS,
  });
  if (status !== 0) throw new Error(`${program}: ${stderr.trim().split("\n").at(-1) ?? "failed"}`);
  return { seconds: (performance.now() - started) / 1000, out: stdout };
}
