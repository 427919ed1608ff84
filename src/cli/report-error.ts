import { CommanderError } from "commander";
import { Fault, type Language, type Message } from "../model/index.js";
import { coloured } from "./colour.js";

/** A mistake of this programme, as `sysexits.h` numbers it. */
const BUG = 70;

/** How a line begins that is about the user's own doing. */
export const NAMED: Message = { fr: "recoupe : ", en: "recoupe: " };

/** Tells the user what went wrong and returns the exit code. Bugs keep their stack. */
export function reportError(error: unknown, usage: number, language: Language): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usage;
  const text =
    error instanceof Fault
      ? `${NAMED[language]}${error.line[language]}`
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${coloured("red", text, process.stderr)}\n`);
  return error instanceof Fault ? usage : BUG;
}
