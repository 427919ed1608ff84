import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Argument, Command, Option } from "commander";
import { z } from "zod";
import { Fault, type Message } from "../model/index.js";
import { parseYaml } from "../run/yaml.js";
import { everyCommand, keyOf } from "./commands.js";
import { settingsFileAbove } from "./settings-file.js";

/** Options that the rooms below read from the environment, so that threads and further processes have them too. */
const VARIABLES: Readonly<Record<string, string>> = {
  cache: "RECOUPE_CACHE",
  cacheMb: "RECOUPE_CACHE_MB",
  documentSeconds: "RECOUPE_DOCUMENT_SECONDS",
  documentMb: "RECOUPE_DOCUMENT_MB",
  limits: "RECOUPE_LIMITS",
  rulebooks: "RECOUPE_RULEBOOKS",
  queue: "RECOUPE_QUEUE",
};

/** What the schema says, told in both languages. */
const SAID: Readonly<Record<string, Message>> = {
  unknown: { fr: "aucune commande n'a cette option.", en: "no command has such an option." },
  flag: { fr: "true ou false est attendu.", en: "true or false is expected." },
  word: { fr: "un mot ou un nombre est attendu.", en: "one word or number is expected." },
};
const IN_FRENCH = z.locales.fr().localeError;

type Setting = string | boolean | string[];
/** Settings of all commands by the long names of options, and of single commands under their names. */
type Settings = Record<string, Setting | Record<string, Setting>>;

/**
 * Gives a command the settings of `recoupe.config.yaml` for what the command line leaves open. What the command line
 * says goes before the environment, that before the settings. Throws `Fault` with line and column at a mistake.
 */
export async function takeSettings(program: Command, command: Command): Promise<void> {
  const file = settingsFileAbove(process.cwd());
  if (file !== undefined) {
    const settings = settingsFor(command, settingsIn(file, program));
    for (const option of command.options) takeOption(command, option, settings, dirname(file));
    for (const [i, argument] of command.registeredArguments.entries())
      if (i >= command.args.length) takeArgument(command, i, argument, settings, dirname(file));
  }
  for (const [name, variable] of Object.entries(VARIABLES)) tellVariable(command, name, variable);
  needQueue(command);
  // "Where it is kept" stands in the environment now; what is left to say is whether.
  if (command.options.some((o) => o.attributeName() === "cache"))
    command.setOptionValue("cache", command.getOptionValue("cache") !== false);
}

/** All settings of a file, checked. Throws `Fault`, naming line and column. */
export function settingsIn(file: string, program: Command): Settings {
  const source = parseYaml(readFileSync(file, "utf8"), relative(process.cwd(), file));
  const schema = schemaOf(program);
  const result = schema.safeParse(source.data ?? {});
  if (result.success) return result.data as Settings;
  const [issue] = result.error.issues;
  const [inFrench] = schema.safeParse(source.data ?? {}, { error: IN_FRENCH }).error?.issues ?? [];
  const path = (issue?.path ?? []).filter((key) => typeof key !== "symbol");
  if (issue?.code === "unrecognized_keys") path.push(issue.keys[0] ?? "");
  const said = SAID[issue?.code === "unrecognized_keys" ? "unknown" : (issue?.message ?? "")];
  throw source.fault(
    path,
    {
      fr: `« ${path.join(".")} » n'est pas tel qu'attendu : ${said?.fr ?? sentence(inFrench?.message)}`,
      en: `"${path.join(".")}" is not as expected: ${said?.en ?? sentence(issue?.message)}`,
    },
    {
      fr: "Les réglages portent les noms des options de `recoupe COMMANDE --help`.",
      en: "Settings are named as the options of `recoupe COMMAND --help`.",
    },
  );
}

const sentence = (text = "?"): string => text.replace(/(?<![.?])$/, ".");

function schemaOf(program: Command): z.ZodType {
  const all = optionsOf(everyCommand(program));
  const sections = program.commands.map((command): [string, z.ZodType] => {
    const own = z.strictObject(optionsOf(everyCommand(command)));
    const same = all[command.name()];
    return [command.name(), same === undefined ? own : sectionOr(own, same)];
  });
  return z.strictObject({ ...all, ...Object.fromEntries(sections) }).partial();
}

/** `cache` is an option and a command: what is set in it tells which is meant. */
function sectionOr(section: z.ZodType, setting: z.ZodType): z.ZodType {
  return z.unknown().superRefine((given, context) => {
    const { error } = (typeof given === "object" ? section : setting).safeParse(given);
    for (const issue of error?.issues ?? []) {
      const unknown = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
      const message = unknown.length > 0 ? "unknown" : issue.message;
      context.addIssue({ code: "custom", message, path: [...issue.path, ...unknown] });
    }
  });
}

/** What each option, and each list of arguments, of some commands may be set to. */
function optionsOf(commands: readonly Command[]): Record<string, z.ZodType> {
  const options = commands.flatMap((c) => c.options).filter((o) => !UNSETTABLE.has(keyOf(o)));
  const lists = commands.flatMap((c) => c.registeredArguments).filter((a) => a.variadic);
  return {
    lang: z.enum(["fr", "en"]).optional(),
    ...Object.fromEntries(options.map((o) => [settingOf(o), kindOf(o.attributeName(), options).optional()])),
    ...Object.fromEntries(lists.map((a) => [a.name(), z.array(z.string()).min(1).optional()])),
  };
}

const UNSETTABLE = new Set(["version", "lang"]);
const settingOf = (option: Option): string => keyOf(option).replace(/^no-/, "");

/** What the flags of one name take: true and false where there is one without a value, or a word they all can read. */
function kindOf(name: string, options: readonly Option[]): z.ZodType {
  const same = options.filter((o) => o.attributeName() === name);
  const valued = same.filter((o) => o.required);
  if (valued.length === 0) return z.boolean("flag");
  const negatable = same.some((o) => o.negate);
  return z.unknown().superRefine((given, context) => {
    if (given === false && negatable) return;
    try {
      if (typeof given !== "string") throw new TypeError("word");
      for (const { parseArg } of valued) parseArg?.(given, undefined);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    }
  });
}

/** What holds for one command: what all commands share, then what stands under its own name. */
function settingsFor(command: Command, settings: Settings): Record<string, Setting> {
  const shared = Object.entries(settings).filter(([, value]) => !isSection(value));
  const top = command.parent?.parent ? command.parent : command;
  const own = settings[top.name()];
  return { ...(Object.fromEntries(shared) as Record<string, Setting>), ...(isSection(own) ? own : {}) };
}

const isSection = (value: Settings[string] | undefined): value is Record<string, Setting> =>
  typeof value === "object" && !Array.isArray(value);

function takeOption(
  command: Command,
  option: Option,
  settings: Record<string, Setting>,
  folder: string,
): void {
  const given = settings[settingOf(option)];
  const name = option.attributeName();
  const from = command.getOptionValueSource(name);
  const open = from === undefined || from === "default";
  if (given === undefined || !open || (typeof given === "string" && option.negate)) return;
  command.setOptionValueWithSource(name, settingValue(given, option, folder), "config");
}

function settingValue(given: Setting, option: Option, folder: string): unknown {
  if (typeof given !== "string") return given;
  if (/<(folder|file)>/.test(option.flags)) return seenFromHere(given, folder);
  return option.parseArg === undefined ? given : option.parseArg(given, undefined);
}

/** A path of the settings is meant from beside them. */
const seenFromHere = (path: string, folder: string): string =>
  relative(process.cwd(), resolve(folder, path)) || ".";

/** A publication is looked for where `out` says that it is written. */
function takeArgument(
  command: Command,
  at: number,
  argument: Argument,
  settings: Record<string, Setting>,
  folder: string,
): void {
  const given = settings[argument.name() === "folder" ? "out" : argument.name()];
  if (typeof given === "string") command.processedArgs[at] = seenFromHere(given, folder);
  else if (Array.isArray(given)) command.processedArgs[at] = given.map((path) => seenFromHere(path, folder));
}

/** Workers and those who ask after them are lost without a queue; a run reads by itself then. */
function needQueue(command: Command): void {
  if (command.name() !== "worker" && command.name() !== "status") return;
  if (command.getOptionValue("queue") === undefined && process.env.RECOUPE_QUEUE)
    command.setOptionValueWithSource("queue", process.env.RECOUPE_QUEUE, "env");
  if (command.getOptionValue("queue") !== undefined) return;
  throw new Fault({
    file: "--queue",
    message: { fr: "manque.", en: "is missing." },
    remedy: {
      fr: "Donner l'adresse de PostgreSQL ou de Redis, ou définir RECOUPE_QUEUE.",
      en: "Name the address of PostgreSQL or Redis, or set RECOUPE_QUEUE.",
    },
  });
}

function tellVariable(command: Command, name: string, variable: string): void {
  const value: unknown = command.getOptionValue(name);
  if (typeof value !== "string" && typeof value !== "number") return;
  const said = command.getOptionValueSource(name) === "cli";
  if (said || !process.env[variable]) process.env[variable] = `${value}`;
}
