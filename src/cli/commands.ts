import type { Command, Option } from "commander";
import type { CommandName } from "./help.js";

/** The program and all its commands, in the order of `--help`. */
export function everyCommand(program: Command): Command[] {
  return [program, ...program.commands.flatMap(everyCommand)];
}

/** "rules check" for the command of that name; empty for the program itself. */
export function nameOf(command: Command): CommandName | "" {
  const above = command.parent;
  if (above === null) return "";
  const head = nameOf(above);
  return (head === "" ? command.name() : `${head} ${command.name()}`) as CommandName;
}

/** `fail-on` for `--fail-on <severity>`. */
export const keyOf = (option: Option): string => (option.long ?? option.short ?? "").replace(/^--?/, "");
