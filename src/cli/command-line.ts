import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { languageOf } from "../run/language.js";
import { coloured } from "./colour.js";
import { inEnglish, inFrench } from "./commander-words.js";
import { programOf } from "./program.js";
import { reportError } from "./report-error.js";
import { settingsFileAbove } from "./settings-file.js";

/** 0 done, 1 some documents failed, 2 wrong usage or unreadable configuration, 3 anomalies of `--fail-on`. */
const USAGE = 2;

/** Commands that have to work, or tell, whatever stands in the settings. */
const WITHOUT_SETTINGS = new Set(["doctor", "completion"]);

/** Runs one command line (`words`, without node and script) and sets the exit code. */
export async function commandLine(words: readonly string[], version: string): Promise<void> {
  const wanted = languageAsked(words) ?? process.env.RECOUPE_LANG ?? languageSet();
  if (wanted) process.env.RECOUPE_LANG = wanted;
  // Whoever reads the first lines only (`| head`) has what they want.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  try {
    await (await programIn(process.env, version)).parseAsync(asked(words), { from: "user" });
  } catch (error) {
    process.exitCode = reportError(error, USAGE, languageOf(process.env));
  }
}

async function programIn(env: NodeJS.ProcessEnv, version: string): Promise<Command> {
  const french = languageOf(env) === "fr";
  const help = french ? (await import("./help-fr.js")).FRENCH : (await import("./help-en.js")).ENGLISH;
  const program = programOf(help, version);
  const told = (text: string): string =>
    coloured("red", french ? inFrench(text) : inEnglish(text), process.stderr);
  program.configureOutput({ outputError: (text, write) => write(told(text)) });
  for (const command of program.commands) command.copyInheritedSettings(program);
  program.hook("preAction", async (_, command) => {
    if (WITHOUT_SETTINGS.has(command.name())) return;
    const { takeSettings } = await import("./settings.js");
    await takeSettings(program, command);
  });
  return program;
}

/** `help run` is what other programs call `run --help`. */
const asked = (words: readonly string[]): readonly string[] =>
  words[0] === "help" ? [...words.slice(1), "--help"] : words;

/** What `--lang` says: it has to be known before anything is said. */
function languageAsked(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  return words[at]?.split("=")[1] ?? (at < 0 ? undefined : words[at + 1]);
}

/** What the settings say; those that cannot be read are told of later. */
function languageSet(): string | undefined {
  const file = settingsFileAbove(process.cwd());
  if (file === undefined) return undefined;
  try {
    return /^lang: *["']?(\w+)/m.exec(readFileSync(file, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}
