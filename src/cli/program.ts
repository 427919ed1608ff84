import { type Argument, Command, type Help as Format, InvalidArgumentError, Option } from "commander";
import { type Language, Severity } from "../model/index.js";
import { everyCommand, keyOf, nameOf } from "./commands.js";
import type { CommandHelp, Help } from "./help.js";

type Expected = Help["expected"];

const LANGUAGES: Language[] = ["fr", "en"];
const DRAWN = ["words", "edges", "cells", "blocks", "figures"];
const SHELLS = ["bash", "zsh", "fish"];

/** All commands, with what they take and what they do; what is said of them comes from `help`. */
export function programOf(help: Help, version: string): Command {
  const program = new Command("recoupe")
    .version(version, "-V, --version")
    .showSuggestionAfterError()
    .helpCommand(false)
    .exitOverride()
    .configureHelp(formatOf(help));
  const { expected } = help;
  addWork(program, expected);
  addPublication(program, expected);
  addRules(program, expected);
  addQueue(program, expected);
  addUpkeep(program, expected);
  for (const command of everyCommand(program)) describe(command, help);
  program.helpInformation = () => overview(program, help);
  return program;
}

function addWork(program: Command, expected: Expected): void {
  program
    .command("run")
    .argument("[paths...]", "", ["corpus"])
    .option("-o, --out <folder>", "", "output")
    .option("-p, --publisher <code>")
    .option("--rulebooks <folder>")
    .addOption(oneOf("--fail-on <severity>", Severity.options, expected))
    .addOption(whole("--workers <n>", expected))
    .option("--queue <url>")
    .addOption(oneOf("--split <by>", ["publisher"], expected))
    .option("--cache <folder>")
    .option("--no-cache")
    .addOption(whole("--cache-mb <n>", expected))
    .addOption(whole("--document-seconds <n>", expected))
    .addOption(whole("--document-mb <n>", expected))
    .option("--limits <list>")
    .option("--json")
    .action(async (paths: string[], options) => (await import("./run.js")).runCommand(paths, options));
  program
    .command("inspect")
    .argument("<file>")
    .addOption(whole("--page <n>", expected))
    .addOption(oneOf("--draw <what>", DRAWN, expected))
    .option("-o, --out <folder>", "", ".")
    .option("--json")
    .action(async (file: string, options) => (await import("./inspect.js")).inspectCommand(file, options));
}

function addPublication(program: Command, expected: Expected): void {
  program
    .command("review")
    .argument("[folder]", "", "output")
    .addOption(new Option("--port <n>").argParser(portParser(expected)).default(0))
    .option("--host <address>", "", "127.0.0.1")
    .option("--stewards <file>")
    .option("--origin <url>")
    .option("--sign-off")
    .option("--no-sign-off")
    .option("--open", "", true)
    .option("--no-open")
    .option("--cache <folder>")
    .option("--rulebooks <folder>")
    .action(async (out: string, options) => (await import("./review.js")).reviewCommand(out, options));
  program
    .command("decisions")
    .argument("[folder]", "", "output")
    .option("--verify")
    .option("--list")
    .addOption(oneOf("--export <format>", ["csv"], expected))
    .option("--json")
    .action(async (out: string, options) => (await import("./decisions.js")).decisionsCommand(out, options));
  program
    .command("publish")
    .argument("[folder]", "", "output")
    .option("-o, --out <folder>")
    .option("--cache <folder>")
    .addOption(oneOf("--values <which>", ["corrected", "printed"], expected))
    .option("--json")
    .action(async (folder: string, options) =>
      (await import("./publish.js")).publishCommand(folder, options),
    );
  program
    .command("diff")
    .argument("<old>")
    .argument("<new>")
    .option("--json")
    .action(async (old: string, next: string, options) =>
      (await import("./publish.js")).diffCommand(old, next, options),
    );
}

function addRules(program: Command, expected: Expected): void {
  const rules = program.command("rules").helpCommand(false);
  rules
    .command("check")
    .argument("[paths...]", "", [])
    .option("-p, --publisher <code>")
    .option("--rulebooks <folder>")
    .option("--cache <folder>")
    .option("--json")
    .action(async (paths: string[], options) =>
      (await import("./rules.js")).rulesCheckCommand(paths, options),
    );
  rules
    .command("draft")
    .argument("<file>")
    .option("-p, --publisher <code>")
    .option("--cache <folder>")
    .action(async (file: string, options) => (await import("./rules.js")).rulesDraftCommand(file, options));
  rules
    .command("explain")
    .argument("<file>")
    .addOption(whole("--page <n>", expected))
    .option("--value <text>")
    .option("--rulebooks <folder>")
    .option("--cache <folder>")
    .option("--json")
    .action(async (file: string, options) => (await import("./rules.js")).rulesExplainCommand(file, options));
}

function addQueue(program: Command, expected: Expected): void {
  program
    .command("worker")
    .option("--queue <url>")
    .addOption(whole("--workers <n>", expected))
    .addOption(new Option("--health <port>").argParser(portParser(expected)))
    .option("--cache <folder>")
    .option("--no-cache")
    .addOption(whole("--document-seconds <n>", expected))
    .addOption(whole("--document-mb <n>", expected))
    .option("--limits <list>")
    .option("--rulebooks <folder>")
    .action(async (options) => (await import("./worker.js")).workerCommand(options));
  program
    .command("status")
    .option("--queue <url>")
    .option("--json")
    .action(async (options) => (await import("./status.js")).statusCommand(options));
}

function addUpkeep(program: Command, expected: Expected): void {
  const what = ["list", "prune", "clear"] as const;
  program
    .command("cache")
    .addArgument(chosen(program.createArgument("[what]"), [...what], expected).default("list"))
    .option("--cache <folder>")
    .addOption(whole("--cache-mb <n>", expected))
    .option("--json")
    .action(async (asked: (typeof what)[number], options) =>
      (await import("./cache.js")).cacheCommand(asked, options),
    );
  program
    .command("doctor")
    .option("-o, --out <folder>", "", "output")
    .option("--cache <folder>")
    .option("--rulebooks <folder>")
    .option("--json")
    .action(async (options) => (await import("./doctor.js")).doctorCommand(program, options));
  program
    .command("completion")
    .addArgument(chosen(program.createArgument("<shell>"), SHELLS, expected))
    .action(async (shell: string) => (await import("./completion.js")).completionCommand(program, shell));
}

function whole(flags: string, expected: Expected): Option {
  return new Option(flags).argParser((text) => {
    const n = Number(text);
    if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError(expected.whole);
    return n;
  });
}

function portParser(expected: Expected): (text: string) => number {
  return (text) => {
    const n = Number(text);
    if (!Number.isInteger(n) || n < 0 || n > 65535) throw new InvalidArgumentError(expected.port);
    return n;
  };
}

const oneOf = (flags: string, choices: string[], expected: Expected): Option =>
  chosen(new Option(flags), choices, expected);

function chosen<T extends Option | Argument>(taker: T, choices: string[], expected: Expected): T {
  taker.choices(choices).argParser((text: string) => {
    if (!choices.includes(text)) throw new InvalidArgumentError(expected.oneOf(choices.join(", ")));
    return text;
  });
  return taker;
}

function describe(command: Command, help: Help): void {
  const { shared } = help;
  const lang = oneOf("--lang <language>", LANGUAGES, help.expected);
  lang.description = shared.lang;
  command.helpOption("-h, --help", shared.help).addOption(lang);
  const name = nameOf(command);
  if (name === "") {
    command.description(help.description);
    return;
  }
  const { summary, description, about, examples } = help.commands[name];
  command.summary(summary).description(description);
  for (const option of command.options) {
    const key = keyOf(option);
    option.description = about[key] ?? (key === "json" ? shared.json : option.description);
  }
  for (const argument of command.registeredArguments) argument.description = about[argument.name()] ?? "";
  if (examples.length > 0) command.addHelpText("after", exampleText(help.titles.examples, examples));
}

const exampleText = (title: string, examples: CommandHelp["examples"]): string =>
  ["", title, ...examples.flatMap(([line, what]) => [`  ${line}`, `      ${what}`])].join("\n");

/** Titles in the user's language; defaults told without English words. */
function formatOf({ titles }: Help): Partial<Format> {
  const translated: Record<string, string> = {
    "Usage:": titles.usage,
    "Arguments:": titles.arguments,
    "Options:": titles.options,
    "Commands:": titles.commands,
  };
  const withDefault = ({ description, defaultValue, argChoices }: Option | Argument): string => {
    const given = [defaultValue].flat().filter((v) => typeof v === "string");
    const named = argChoices?.every((choice) => description.includes(choice)) ?? true;
    const among = named ? "" : ` (${argChoices?.join(", ")})`;
    return `${description}${among}${given.length > 0 ? ` [${given.join(" ")}]` : ""}`;
  };
  return {
    showGlobalOptions: false,
    styleTitle: (title) => translated[title] ?? title,
    optionDescription: withDefault,
    argumentDescription: withDefault,
  };
}

/** `recoupe --help`: on one screen of 24 lines and 80 columns. */
function overview(program: Command, help: Help): string {
  const terms = program.commands.map((c) => c.name());
  const width = Math.max(...terms.map((term) => term.length));
  return [
    `${help.titles.usage} recoupe ${help.titles.command} [--help]`,
    help.description,
    "",
    ...program.commands.map((c) => `  ${c.name().padEnd(width)}  ${c.summary()}`),
    "",
    ...help.foot,
    "",
  ].join("\n");
}
