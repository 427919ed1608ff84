import { createReadStream, type Stats } from "node:fs";
import { open, stat, truncate } from "node:fs/promises";
import { type Decision, Fault, type Message } from "../../model/index.js";
import { type Draft, isWholeLine, type Link, lineOf, linkOf } from "./chain.js";
import { currentDecisions } from "./fold.js";
import { locked } from "./lock.js";
import { bearWitness, heedWitness } from "./witness.js";

/** The log of a publication, in its folder. */
export const LOG_FILE = "decisions.jsonl";

/** Somebody ruled on the same anomaly in between: nothing was written. */
export class Conflict extends Error {
  readonly what: Message;

  constructor(readonly anomalies: string[]) {
    super(`decided meanwhile by somebody else: ${anomalies.join(", ")}`);
    this.what = {
      fr: `décidé entre-temps par quelqu'un d'autre : ${anomalies.join(", ")}`,
      en: this.message,
    };
    this.name = "Conflict";
  }
}

/** Stewards' decisions: JSON Lines, each naming the hash of the line before. Only ever added to. */
export interface DecisionLog {
  /** All lines, in order. Reads what other processes added. */
  read(): Promise<Decision[]>;
  /**
   * Adds lines and returns them once they are on the disk. Each draft's `supersedes` must name the decision that
   * now holds for its anomaly (empty for none); throws `Conflict` otherwise, and `Fault` where the log was altered.
   */
  append(drafts: readonly Draft[]): Promise<Decision[]>;
}

interface Content {
  links: Link[];
  /** Bytes of whole lines; what follows them is a line that a crash cut short. */
  whole: number;
  /** A last line that is whole but for its line feed. */
  unended: string;
  /** Size and time of the file when it was read. */
  stamp: string;
}

/** The log at `path`; the file is made by the first decision. */
export function decisionLog(path: string): DecisionLog {
  let content = EMPTY;
  const refresh = async (): Promise<void> => {
    content = await contentOf(path, content);
    await heedWitness(path, content.links);
  };
  const decisions = (): Decision[] => content.links.map((link) => link.decision);
  return {
    read: async () => {
      await refresh();
      return decisions();
    },
    append: (drafts) =>
      locked(path, async () => {
        await refresh();
        assertCurrent(decisions(), drafts);
        await mend(path, content);
        const added = await addLines(path, content.links, drafts);
        await bearWitness(path, [...content.links, ...added]);
        return added.map((link) => link.decision);
      }),
  };
}

const EMPTY: Content = { links: [], whole: 0, unended: "", stamp: "" };

/**
 * Reads and verifies what was added since `known`, or everything where the file is not the one known with more at its
 * end. A last line cut short by a crash was never acknowledged and does not count.
 */
async function contentOf(path: string, known: Content): Promise<Content> {
  const file = await fileAt(path);
  if (file === undefined) return EMPTY;
  const stamp = `${file.size} ${file.mtimeMs}`;
  if (stamp === known.stamp) return known;
  const goesOn = known.unended === "" && file.size > known.whole;
  const { links: before, whole: start } = goesOn ? known : EMPTY;
  const bytes = await bytesFrom(path, start);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const links = [...before];
  const add = (line: string): void => {
    const place = { file: path, line: links.length + 1 };
    links.push(linkOf(line, links.at(-1)?.hash ?? "", place));
  };
  for (const line of bytes.subarray(0, whole).toString("utf8").split("\n").slice(0, -1)) add(line);
  const fragment = bytes.subarray(whole).toString("utf8");
  const unended = isWholeLine(fragment, links.at(-1)?.hash ?? "") ? fragment : "";
  if (unended !== "") add(unended);
  return { links, whole: start + whole, unended, stamp };
}

async function fileAt(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw unreadable(path, error);
  });
}

async function bytesFrom(path: string, start: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(path, { start })) chunks.push(chunk as Buffer);
  } catch (error) {
    throw unreadable(path, error as Error);
  }
  return Buffer.concat(chunks);
}

const unreadable = (path: string, error: Error): Fault =>
  new Fault({
    file: path,
    message: { fr: `ne peut être lu (${error.message}).`, en: `cannot be read (${error.message}).` },
    remedy: { fr: "Corriger ses droits.", en: "Mend its permissions." },
  });

/** Ends a last line that lacks only its line feed; drops one that is incomplete. */
async function mend(path: string, { whole, unended }: Content): Promise<void> {
  if (unended !== "") return write(path, "\n");
  const size = await stat(path).then(
    (s) => s.size,
    () => 0,
  );
  if (size > whole) await truncate(path, whole);
}

async function addLines(path: string, links: readonly Link[], drafts: readonly Draft[]): Promise<Link[]> {
  const added: Link[] = [];
  let text = "";
  for (const draft of drafts) {
    const { line, link } = lineOf(draft, (added.at(-1) ?? links.at(-1))?.hash ?? "");
    text += `${line}\n`;
    added.push(link);
  }
  await write(path, text);
  return added;
}

/** Adds at the end and waits for the disk. */
async function write(path: string, text: string): Promise<void> {
  const handle = await open(path, "a");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function assertCurrent(decisions: readonly Decision[], drafts: readonly Draft[]): void {
  const current = currentDecisions(decisions);
  const overtaken = drafts.filter((d) => (current.get(d.anomaly_id)?.decision_id ?? "") !== d.supersedes);
  if (overtaken.length > 0) throw new Conflict(overtaken.map((d) => d.anomaly_id));
}
