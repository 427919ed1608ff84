import type { Language } from "../model/index.js";
import { counted, type Forms } from "../run/counted.js";
import { decisionsReport } from "../run/decisions.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";

interface Options {
  export?: "csv";
  verify?: true;
  list?: true;
  json?: true;
}

const WORDS: Record<Language, Record<"lines" | "inForce" | "unsigned", Forms>> = {
  fr: {
    lines: ["ligne au journal", "lignes au journal"],
    inForce: [
      "décision en vigueur ; la chaîne est intacte.",
      "décisions en vigueur ; la chaîne est intacte.",
    ],
    unsigned: ["décision attend un visa.", "décisions attendent un visa."],
  },
  en: {
    lines: ["line in the log", "lines in the log"],
    inForce: ["decision in force; the chain is whole.", "decisions in force; the chain is whole."],
    unsigned: ["decision waits for a signature.", "decisions wait for a signature."],
  },
};

/** Throws `Fault` (exit 2) where the log was altered or cut. */
export async function decisionsCommand(out: string, options: Options): Promise<void> {
  const { lines, inForce, unsigned, csv, list } = await decisionsReport(out);
  if (options.export === "csv") return terminal.say(csv.trimEnd());
  if (options.json)
    return terminal.say(JSON.stringify({ lines, in_force: inForce, unsigned, whole: true, decisions: list }));
  if (options.list) for (const line of list) terminal.say(line);
  const language = languageOf(terminal.env);
  const words = WORDS[language];
  terminal.say(`${counted(lines, words.lines, language)}, ${counted(inForce, words.inForce, language)}`);
  if (unsigned !== null) terminal.say(counted(unsigned, words.unsigned, language));
}
