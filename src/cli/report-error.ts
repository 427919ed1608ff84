import { CommanderError } from "commander";
import { Fault } from "../model/index.js";
import { coloured } from "./colour.js";

/** A mistake of this programme, as `sysexits.h` numbers it. */
const BUG = 70;

/** Tells the user what went wrong and returns the exit code. Bugs keep their stack. */
export function reportError(error: unknown, usage: number): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usage;
  const text =
    error instanceof Fault
      ? `recoupe: ${error.line}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${coloured("red", text, process.stderr)}\n`);
  return error instanceof Fault ? usage : BUG;
}
