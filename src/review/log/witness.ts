import { open, readFile, rename } from "node:fs/promises";
import { Fault } from "../../model/index.js";
import type { Link } from "./chain.js";

/** How long the log was and what its last line hashed to: a chain alone cannot show that its end is missing. */
interface Witness {
  lines: number;
  hash: string;
}

const witnessPath = (log: string): string => `${log}.head`;

/** Written after the log, so it may be behind by what a crash interrupted, never ahead. */
export async function bearWitness(log: string, links: readonly Link[]): Promise<void> {
  const path = witnessPath(log);
  const witness: Witness = { lines: links.length, hash: links.at(-1)?.hash ?? "" };
  const handle = await open(`${path}.new`, "w");
  try {
    await handle.writeFile(`${JSON.stringify(witness)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
}

/** Throws `Fault` where lines that were once at the end of the log are gone, or are others. */
export async function heedWitness(log: string, links: readonly Link[]): Promise<void> {
  const text = await readFile(witnessPath(log), "utf8").catch(() => undefined);
  if (text === undefined) return;
  const { lines, hash } = JSON.parse(text) as Witness;
  if (lines === 0 || links[lines - 1]?.hash === hash) return;
  throw new Fault({
    file: log,
    message:
      links.length < lines
        ? {
            fr: `contenait ${lines} décisions et n'en contient plus que ${links.length} : la fin a été coupée.`,
            en: `held ${lines} decisions and now holds ${links.length}: its end was cut off.`,
          }
        : {
            fr: `la ligne ${lines} n'est pas celle qui a été écrite.`,
            en: `line ${lines} is not the one that was written.`,
          },
    remedy: {
      fr: `Rétablir une copie intacte, ou supprimer ${witnessPath(log)} pour continuer avec ce qui est là.`,
      en: `Bring back an untouched copy, or remove ${witnessPath(log)} to go on with what is there.`,
    },
  });
}
