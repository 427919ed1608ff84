import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { claimFolder, publication, savedDataset, writePublication } from "../../src/publish/index.js";
import { run } from "../../src/run/index.js";
import { onFailingDisk } from "../../tools/powercut/disk.js";
import { pdfOf } from "../fixtures/pdf.js";
import { at } from "../fixtures/reading.js";
import { sample } from "./sample.js";

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-"));
  out = join(folder, "out");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const silent = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };
const first = new Map([
  ["observations.csv", "a\r\n1\r\n"],
  ["codelists/sex.csv", "code\r\nF\r\n"],
]);
const second = new Map([...first, ["observations.csv", "a\r\n2\r\n"]]);
const told = (): Promise<string> => readFile(join(out, "observations.csv"), "utf8");

describe("a folder that another run writes to", () => {
  const lock = (holder: object): Promise<void> =>
    writeFile(join(out, ".recoupe-lock"), JSON.stringify(holder));

  test("is refused to a second run, which says who holds it: process, host, since when", async () => {
    const pdf = pdfOf({ pages: [{ content: at(40, 200, "Bilan 2031 : 12 jeunes") }] });
    await mkdir(out);
    await writeFile(join(folder, "a.pdf"), pdf);
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      await lock({ pid: other.pid, host: hostname(), since: new Date().toISOString() });
      await expect(run({ paths: [join(folder, "a.pdf")], out }, silent)).rejects.toThrow(
        new RegExp(`is being written by process ${other.pid} on ${hostname()} since 20\\d\\d-`),
      );
      expect(await readdir(out)).toEqual([".recoupe-lock"]);
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
    await run({ paths: [join(folder, "a.pdf")], out }, silent);
    expect(await readdir(out)).not.toContain(".recoupe-lock");
  });

  test("is held by one of many that ask at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 12 }, () => claimFolder(out)));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is free again when its holder is gone, was of before the machine started, or has let go", async () => {
    await mkdir(out);
    await lock({ pid: 2 ** 22 + 1, host: hostname(), since: new Date().toISOString() });
    await (await claimFolder(out))();
    await lock({ pid: 1, host: hostname(), since: "2001-01-01T00:00:00.000Z" });
    await (await claimFolder(out))();
    await (await claimFolder(out))();
    await lock({ pid: 2 ** 22 + 1, host: "another-machine", since: new Date().toISOString() });
    await expect(claimFolder(out)).rejects.toThrow(/on another-machine since/);
  });
});

describe("a disk that is full", () => {
  test("is told as such, and the publication before is as it was", async () => {
    await writePublication(out, first);
    await onFailingDisk({ kind: "full", at: 3, random: () => 0.5 }, async () => {
      await expect(writePublication(out, second)).rejects.toThrow(/cannot be written \(ENOSPC/);
    });
    expect(await told()).toBe("a\r\n1\r\n");
    expect((await readdir(out)).sort()).toEqual(["codelists", "observations.csv"]);
  });
});

describe("a publication before that cannot be read", () => {
  test("is named with what to do, and stays as it is", async () => {
    await writePublication(out, publication(sample()));
    const path = join(out, "anomalies.json");
    for (const text of ["", "{", '[{"__proto__": {"polluted": 1}}]']) {
      await writeFile(path, text);
      await expect(savedDataset(out)).rejects.toThrow(/not as `recoupe run` writes them/);
      expect(await readFile(path, "utf8")).toBe(text);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    await rm(path);
    await expect(savedDataset(out)).rejects.toThrow(/cannot be read/);
  });
});

describe("links in the folder", () => {
  test("to a folder elsewhere are not followed", async () => {
    const elsewhere = join(folder, "elsewhere");
    await mkdir(elsewhere);
    await mkdir(out);
    await symlink(elsewhere, join(out, "codelists"));
    await expect(writePublication(out, first)).rejects.toThrow(/codelists is no folder of its own/);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  test("to a file elsewhere are replaced, the file is left", async () => {
    const elsewhere = join(folder, "mine.txt");
    await writeFile(elsewhere, "mine");
    await mkdir(out);
    await symlink(elsewhere, join(out, "observations.csv"));
    await writePublication(out, first);
    expect(await readFile(elsewhere, "utf8")).toBe("mine");
    expect(await told()).toBe("a\r\n1\r\n");
  });
});
