import { mkdir, readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Decision } from "../../src/model/index.js";
import { claimFolder, writePublication } from "../../src/publish/index.js";
import { decisionLog, LOG_FILE } from "../../src/review/index.js";
import { openCache } from "../../src/run/cache.js";

/** Something that is kept on the disk, and a change to it that an accident may interrupt. */
export interface Scene {
  name: string;
  /** Brings about the earlier state in an empty folder. */
  prepare(folder: string): Promise<void>;
  /** The change. */
  act(folder: string): Promise<void>;
  /** Which state is found afterwards; throws where it is neither, or where the change cannot be made then. */
  find(folder: string): Promise<"earlier" | "later">;
}

type Draft = Omit<Decision, "decision_id" | "previous">;

const differ = (what: string): Error => new Error(`${what}: neither the earlier nor the later state`);

type Files = Map<string, string | Uint8Array>;

/** Files of two publications; some are in a folder, and one is only in the later. */
const PUBLICATIONS: { earlier: Files; later: Files } = {
  earlier: new Map([
    ["observations.csv", "a,b\r\n1,2\r\n"],
    ["codelists/sex.csv", "code\r\nF\r\n"],
    ["report.html", "<p>earlier"],
  ]),
  later: new Map<string, string | Uint8Array>([
    ["observations.csv", `a,b\r\n${"3,4\r\n".repeat(3000)}`],
    ["codelists/sex.csv", "code\r\nF\r\nM\r\n"],
    ["codelists/age.csv", "code\r\n_T\r\n"],
    ["observations.parquet", new Uint8Array(20_000).fill(7)],
    ["report.html", "<p>later"],
  ]),
};

/** All files below a folder, by path. */
async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (path): Promise<[string, Buffer]> => [relative(folder, path), await readFile(path)]),
    ),
  );
}

/** True where the folder holds these files, and no others but those of `also`. */
function holds(found: ReadonlyMap<string, Buffer>, files: Files, also: Files): boolean {
  const same = [...files].every(([name, content]) => found.get(name)?.equals(Buffer.from(content)) === true);
  return same && [...found.keys()].every((name) => files.has(name) || also.has(name));
}

const publication: Scene = {
  name: "output",
  prepare: (folder) => writePublication(folder, PUBLICATIONS.earlier),
  act: async (folder) => {
    const release = await claimFolder(folder);
    try {
      await writePublication(folder, PUBLICATIONS.later);
    } finally {
      await release();
    }
  },
  find: async (folder) => {
    await (await claimFolder(folder))();
    const found = await filesIn(folder);
    const { earlier, later } = PUBLICATIONS;
    const state = holds(found, later, earlier) ? "later" : holds(found, earlier, new Map()) ? "earlier" : "";
    if (state === "") throw differ([...found.keys()].join(" "));
    await publication.act(folder);
    if (!holds(await filesIn(folder), later, earlier)) throw differ("published again");
    return state;
  },
};

const KEY = "a".repeat(64);
const OTHER = "b".repeat(64);
const entryOf = (state: string): object => ({ state, words: Array.from({ length: 500 }, (_, i) => `${i}`) });

const cache: Scene = {
  name: "cache",
  prepare: (folder) => openCache(folder).put("reports", KEY, entryOf("earlier")),
  act: async (folder) => {
    await openCache(folder).put("reports", KEY, entryOf("later"));
    await openCache(folder).put("reports", OTHER, entryOf("later"));
  },
  // What is damaged counts as missing, and is made anew.
  find: async (folder) => {
    const [first, second] = await Promise.all(
      [KEY, OTHER].map((key) => openCache(folder).get<{ state: string }>("reports", key)),
    );
    for (const value of [first, second])
      if (value !== undefined && JSON.stringify(value) !== JSON.stringify(entryOf(value.state)))
        throw differ("an entry");
    await cache.act(folder);
    const again = await openCache(folder).get<{ state: string }>("reports", OTHER);
    if (again?.state !== "later") throw differ("kept again");
    return second === undefined ? "earlier" : "later";
  },
};

const draft = (n: number, supersedes = ""): Draft => ({
  anomaly_id: `n${n}`,
  verdict: "legitimate",
  changes: [],
  proposal_rank: 0,
  comment: `décision ${n} ${"x".repeat(300)}`,
  steward: "steward",
  role: "steward",
  at: "2031-01-01T00:00:00.000Z",
  batch: "",
  supersedes,
  engine_version: "0",
});

const log: Scene = {
  name: "decision log",
  prepare: async (folder) => {
    await mkdir(folder, { recursive: true });
    await decisionLog(join(folder, LOG_FILE)).append([draft(1), draft(2)]);
  },
  act: async (folder) => {
    await decisionLog(join(folder, LOG_FILE)).append([draft(3)]);
  },
  find: async (folder) => {
    const told = (await decisionLog(join(folder, LOG_FILE)).read()).map((d) => d.anomaly_id).join(" ");
    if (told !== "n1 n2" && told !== "n1 n2 n3") throw differ(told);
    await decisionLog(join(folder, LOG_FILE)).append([draft(4)]);
    const after = (await decisionLog(join(folder, LOG_FILE)).read()).map((d) => d.anomaly_id).join(" ");
    if (after !== `${told} n4`) throw differ(after);
    return told === "n1 n2" ? "earlier" : "later";
  },
};

export const SCENES: readonly Scene[] = [publication, cache, log];
