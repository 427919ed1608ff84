import { languageOf } from "./language.js";
import type { Progress } from "./progress.js";
import { progressBar, progressLine } from "./progress-line.js";

/** What a run does to the world outside its output folder: one small argument, so a test passes its own. */
export interface Effects {
  /** A line for the user (standard output). */
  say(line: string): void;
  /** A line of warning or error (standard error). */
  warn(line: string): void;
  /** How far a batch is: at its start, with each page that is recognised and each document that is done. */
  progress(step: Progress): void;
  env: Record<string, string | undefined>;
}

/** Milliseconds between lines about the pages of documents. */
const SELDOM = 10_000;
const COLUMNS = 80;

/** Where progress is shown: a terminal, or a file or pipe that keeps every line. */
export type ProgressStream = Pick<NodeJS.WriteStream, "write"> &
  Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

/** A bar that redraws itself on a terminal; elsewhere a line a document, and now and then one about a page. */
export function progressOn(
  stream: ProgressStream,
  env: Effects["env"],
  now: () => number = () => performance.now(),
): Effects["progress"] {
  let last = now();
  return (step) => {
    if (stream.isTTY) {
      stream.write(`\r\u001b[2K${progressBar(step, stream.columns ?? COLUMNS)}`);
      if (step.done === step.total) stream.write("\n");
    } else if (step.page === undefined ? step.done > 0 : now() - last >= SELDOM) {
      stream.write(`${progressLine(step, languageOf(env))}\n`);
      last = now();
    }
  };
}

export const terminal: Effects = {
  say: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  progress: progressOn(process.stderr, process.env),
  env: process.env,
};
