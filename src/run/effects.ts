import { plainLine } from "../model/index.js";

/** What a run does to the world outside its output folder: one small argument, so a test passes its own. */
export interface Effects {
  /** A line for the user (standard output). */
  say(line: string): void;
  /** A line of warning or error (standard error). */
  warn(line: string): void;
  /** How far a batch is; `label` names what was just done. */
  progress(done: number, total: number, label: string): void;
  env: Record<string, string | undefined>;
}

const BAR_WIDTH = 30;

/** A bar that redraws itself on a terminal, and a line a document elsewhere. */
function drawProgress(stream: NodeJS.WriteStream, done: number, total: number, label: string): void {
  if (!stream.isTTY) {
    if (done > 0) stream.write(`[${done}/${total}] ${label}\n`);
    return;
  }
  const filled = total === 0 ? BAR_WIDTH : Math.round((done / total) * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  const room = Math.max(10, (stream.columns ?? 80) - BAR_WIDTH - 16);
  stream.write(`\r\u001b[2K${bar} ${done}/${total} ${label.slice(0, room)}`);
  if (done === total) stream.write("\n");
}

export const terminal: Effects = {
  say: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  progress: (done, total, label) => drawProgress(process.stderr, done, total, plainLine(label)),
  env: process.env,
};
