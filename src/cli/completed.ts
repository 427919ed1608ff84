import type { Argument, Command, Option } from "commander";
import { nameOf } from "./commands.js";

/** What may stand in a place of a command line: one of some words, a path, or something nobody can guess. */
export type Values = readonly string[] | "folder" | "file" | "anything" | "nothing";

export interface CompletedOption {
  /** `["-o", "--out"]`. */
  flags: string[];
  description: string;
  values: Values;
}

/** One command as a shell completes it. */
export interface CompletedCommand {
  /** `["rules", "check"]`; empty for the program itself. */
  path: string[];
  summary: string;
  subcommands: { name: string; summary: string }[];
  options: CompletedOption[];
  /** What its arguments are. */
  values: Values;
}

/** A command and what may follow it. */
export function completed(command: Command, publishers: readonly string[]): CompletedCommand {
  const [argument] = command.registeredArguments;
  return {
    path: nameOf(command)
      .split(" ")
      .filter((word) => word !== ""),
    summary: command.summary(),
    subcommands: command.commands.map((c) => ({ name: c.name(), summary: c.summary() })),
    options: [
      ...command.options.map((option) => ({
        flags: [option.short, option.long].filter((flag) => flag !== undefined),
        description: option.description,
        values: valuesOf(option, publishers),
      })),
      { flags: ["-h", "--help"], description: "", values: "nothing" as const },
    ],
    values: argument === undefined ? "nothing" : argumentValues(argument),
  };
}

function valuesOf(option: Option, publishers: readonly string[]): Values {
  if (!option.required) return "nothing";
  if (option.long === "--publisher") return publishers;
  if (option.long === "--lang") return ["fr", "en"];
  return option.argChoices ?? (option.flags.includes("<folder>") ? "folder" : "anything");
}

const FOLDERS = new Set(["folder", "old", "new"]);

const argumentValues = (argument: Argument): Values =>
  argument.argChoices ?? (FOLDERS.has(argument.name()) ? "folder" : "file");
