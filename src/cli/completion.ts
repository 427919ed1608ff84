import type { Command } from "commander";
import { terminal } from "../run/effects.js";
import { knownPublishers } from "../run/rules.js";
import { everyCommand } from "./commands.js";
import { type CompletedCommand, completed } from "./completed.js";
import { bashScript } from "./completion-bash.js";
import { fishScript } from "./completion-fish.js";
import { zshScript } from "./completion-zsh.js";

const SCRIPTS: Record<string, (commands: readonly CompletedCommand[]) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints what a shell reads to complete command lines: all from the commands as they are, nothing is asked later. */
export function completionCommand(program: Command, shell: string): void {
  const publishers = knownPublishers();
  const commands = everyCommand(program).map((command) => completed(command, publishers));
  terminal.say(SCRIPTS[shell]?.(commands) ?? "");
}
