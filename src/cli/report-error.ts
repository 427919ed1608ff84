import { CommanderError } from "commander";
import { Fault } from "../model/index.js";

/** Tells the user what went wrong and returns the exit code. Bugs keep their stack. */
export function report(error: unknown, usage: number): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usage;
  if (error instanceof Fault) {
    process.stderr.write(`recoupe: ${error.line}\n`);
    return usage;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 70;
}
