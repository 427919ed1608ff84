import { createHash } from "node:crypto";
import { Decision, Fault, type Message } from "../../model/index.js";

/** One line of the log, with the hash that the next line names as its `previous`. */
export interface Link {
  decision: Decision;
  hash: string;
}

/** A decision before the log gives it its place. */
export type Draft = Omit<Decision, "decision_id" | "previous">;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const ID_DIGITS = 16;

/** The line that follows `previous` (hash of the line before, empty for the first), without its line feed. */
export function lineOf(draft: Draft, previous: string): { line: string; link: Link } {
  const content = { ...draft, previous };
  const decision_id = sha256(JSON.stringify(content)).slice(0, ID_DIGITS);
  const decision: Decision = { decision_id, ...content };
  const line = JSON.stringify(decision);
  return { line, link: { decision, hash: sha256(line) } };
}

/** Reads one line that should follow `previous`. Throws `Fault` where it does not: the log was altered. */
export function linkOf(line: string, previous: string, place: { file: string; line: number }): Link {
  const decision = parsed(line);
  if (decision === undefined) throw altered(place, { fr: "n'est pas une décision", en: "is no decision" });
  if (decision.previous !== previous)
    throw altered(place, {
      fr: "ne suit pas la ligne qui la précède",
      en: "does not follow the line before it",
    });
  const { decision_id, ...content } = decision;
  // Keys keep the order of the file, so an untouched line gives its own id again.
  if (sha256(JSON.stringify(content)).slice(0, ID_DIGITS) !== decision_id)
    throw altered(place, {
      fr: "a été changée après avoir été écrite",
      en: "was changed after it was written",
    });
  return { decision, hash: sha256(line) };
}

/** The decision of a line; undefined where it is none (a line half written, or not ours). */
function parsed(line: string): Decision | undefined {
  try {
    const raw: unknown = JSON.parse(line);
    // Checked, but taken as it stands: the hash is over the keys in the order of the file.
    return Decision.safeParse(raw).success ? (raw as Decision) : undefined;
  } catch {
    return undefined;
  }
}

/** True where the text after the last line feed is a whole line that a crash left without it. */
export function isWholeLine(fragment: string, previous: string): boolean {
  try {
    linkOf(fragment, previous, { file: "", line: 0 });
    return true;
  } catch {
    return false;
  }
}

function altered({ file, line }: { file: string; line: number }, what: Message): Fault {
  return new Fault({
    file,
    message: { fr: `la ligne ${line} ${what.fr}.`, en: `line ${line} ${what.en}.` },
    remedy: {
      fr: "Rétablir une copie intacte : les décisions ne s'ajoutent jamais qu'à la fin.",
      en: "Bring back an untouched copy: decisions are only ever added at the end.",
    },
  });
}
