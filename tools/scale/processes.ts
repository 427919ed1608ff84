import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
/** Clock ticks a second in what Linux tells of a process. */
const TICKS = 100;

export interface Measured {
  /** Of the wall clock, and of processor time over all threads, which other load does not stretch much. */
  seconds: number;
  processor: number;
  /** Megabytes: the high-water mark that Linux keeps of a process; 0 elsewhere. */
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
    peak = Math.max(peak, await peakOf(child.pid ?? 0));
    processor = Math.max(processor, await processorOf(child.pid ?? 0));
  };
  const watch = setInterval(() => void look(), 100);
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

async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

async function processorOf(pid: number): Promise<number> {
  const facts = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = facts.slice(facts.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS;
}
