import { relative } from "node:path";
import type { Command } from "commander";
import { Fault } from "../model/index.js";
import { cacheFolder } from "../run/cache.js";
import { type Finding, findings } from "../run/doctor.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { coloured } from "./colour.js";
import { settingsFileAbove } from "./settings-file.js";

interface Options {
  out: string;
  cache?: string;
  rulebooks?: string;
  json?: true;
}

const MARKS = { fine: ["green", "✓"], optional: ["yellow", "–"], missing: ["red", "✗"] } as const;

/** Exits 1 where something is missing that a run needs. */
export async function doctorCommand(program: Command, options: Options): Promise<void> {
  if (options.rulebooks !== undefined) process.env.RECOUPE_RULEBOOKS = options.rulebooks;
  const found = [
    ...(await settingsFinding(program)),
    ...(await findings({ out: options.out, cache: options.cache ?? cacheFolder(terminal.env) })),
  ];
  if (options.json) terminal.say(JSON.stringify(found, null, 1));
  else for (const line of found.flatMap(linesOf)) terminal.say(line);
  if (found.some((f) => f.state === "missing")) process.exitCode = 1;
}

function linesOf({ state, what, remedy }: Finding): string[] {
  const language = languageOf(terminal.env);
  const [style, mark] = MARKS[state];
  const told = `${coloured(style, mark)} ${what[language]}`;
  return remedy === undefined ? [told] : [told, `    → ${remedy[language]}`];
}

async function settingsFinding(program: Command): Promise<Finding[]> {
  const file = settingsFileAbove(process.cwd());
  if (file === undefined) return [];
  const shown = relative(process.cwd(), file);
  const { settingsIn } = await import("./settings.js");
  try {
    settingsIn(file, program);
    return [{ state: "fine", what: { fr: `réglages : ${shown}`, en: `settings: ${shown}` } }];
  } catch (error) {
    const said = error instanceof Fault ? error.line : { fr: String(error), en: String(error) };
    return [
      {
        state: "missing",
        what: { fr: `réglages : ${said.fr}`, en: `settings: ${said.en}` },
        remedy: { fr: "Corriger le fichier.", en: "Mend the file." },
      },
    ];
  }
}
