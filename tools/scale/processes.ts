import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
/** Clock ticks a second in what Linux tells of a process. */
const TICKS = 100;
/** Bytes of a page of memory. */
const PAGE = 4096;
/** Milliseconds. */
const LOOK = 200;

export interface Measured {
  /** Of the wall clock, and of processor time over all processes, which other load does not stretch much. */
  seconds: number;
  processor: number;
  /** Megabytes that all processes held at once, as Linux tells it; 0 elsewhere. Pages that they share count for each. */
  peak: number;
}

/** A command of the built program at work. */
export interface Command {
  child: ChildProcess;
  said(): string;
  ended: Promise<Measured>;
}

export function start(words: readonly string[], env: Record<string, string>, heap?: number): Command {
  const started = performance.now();
  const limit = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
  const child = spawn(process.execPath, [...limit, MAIN, ...words], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4000);
  });
  let [peak, processor] = [0, 0];
  const look = async (): Promise<void> => {
    const all = await familyOf(child.pid ?? 0);
    peak = Math.max(peak, sum(all.map(({ memory }) => memory)));
    processor = Math.max(processor, sum(all.map((one) => one.processor)));
  };
  const watch = setInterval(() => void look(), LOOK);
  const ended = new Promise<Measured>((resolve, reject) => {
    child.on("error", reject).on("exit", (code, signal) => {
      clearInterval(watch);
      if (code !== 0 && code !== 1 && signal !== "SIGTERM")
        reject(new Error(`ended with ${code ?? signal}: ${said}`));
      else resolve({ seconds: (performance.now() - started) / 1000, processor, peak });
    });
  });
  return { child, said: () => said, ended };
}

/** Until a worker says that it is ready. */
export async function ready({ said, child }: Command): Promise<void> {
  while (!said().includes("worker ready")) {
    if (child.exitCode !== null) throw new Error(said());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Looked {
  pid: number;
  parent: number;
  /** Seconds, with those of its children that have ended. */
  processor: number;
  /** Megabytes. */
  memory: number;
}

/** A process, its children, and theirs. */
async function familyOf(pid: number): Promise<Looked[]> {
  const names = await readdir("/proc").catch(() => []);
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(looked));
  const family = new Set([pid]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  return all.filter((one) => family.has(one.pid));
}

async function looked(pid: string): Promise<Looked> {
  const facts = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = facts.slice(facts.lastIndexOf(")") + 2).split(" ");
  const at = (i: number): number => Number(fields[i] ?? 0);
  return {
    pid: Number(pid),
    parent: at(1),
    processor: sum([11, 12, 13, 14].map(at)) / TICKS,
    memory: (at(21) * PAGE) / 2 ** 20,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
