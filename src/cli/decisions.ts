import { decisionsReport } from "../run/decisions.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";

interface Options {
  export?: "csv";
  verify?: true;
  list?: true;
  json?: true;
}

/** Throws `Fault` (exit 2) where the log was altered or cut. */
export async function decisionsCommand(out: string, options: Options): Promise<void> {
  const { lines, inForce, unsigned, csv, list } = await decisionsReport(out);
  if (options.export === "csv") return terminal.say(csv.trimEnd());
  if (options.json)
    return terminal.say(JSON.stringify({ lines, in_force: inForce, unsigned, whole: true, decisions: list }));
  if (options.list) for (const line of list) terminal.say(line);
  const french = languageOf(terminal.env) === "fr";
  terminal.say(
    french
      ? `${lines} lignes au journal, ${inForce} décisions en vigueur ; la chaîne est intacte.`
      : `${lines} lines in the log, ${inForce} decisions in force; the chain is whole.`,
  );
  if (unsigned !== null)
    terminal.say(
      french ? `${unsigned} décisions attendent un visa.` : `${unsigned} decisions wait for a signature.`,
    );
}
