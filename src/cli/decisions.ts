import { decisionsReport } from "../run/decisions.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";

/** Throws `Fault` (exit 2) where the log was altered or cut. */
export async function decisionsCommand(
  out: string,
  options: { export?: "csv"; verify?: true; json?: true },
): Promise<void> {
  const { lines, inForce, csv } = await decisionsReport(out);
  if (options.export === "csv") return terminal.say(csv.trimEnd());
  if (options.json) return terminal.say(JSON.stringify({ lines, in_force: inForce, whole: true }));
  terminal.say(
    languageOf(terminal.env) === "fr"
      ? `${lines} lignes au journal, ${inForce} décisions en vigueur ; la chaîne est intacte.`
      : `${lines} lines in the log, ${inForce} decisions in force; the chain is whole.`,
  );
}
