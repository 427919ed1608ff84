import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Effects, run } from "../../src/run/index.js";
import { openSpool } from "../../src/run/spool.js";
import { pdfOf } from "../fixtures/pdf.js";
import { at } from "../fixtures/reading.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-split-"));
  await mkdir(join(folder, "in"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

const save = (name: string, lines: readonly string[]): Promise<void> =>
  writeFile(
    join(folder, "in", name),
    pdfOf({ pages: [{ content: lines.map((line, i) => at(40, 250 - 30 * i, line)).join("\n") }] }),
  );

const rows = async (path: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(folder, "out", path)), { columns: true });

describe("a run that is split by publisher", () => {
  beforeEach(async () => {
    const mno = "Mission Locale Métropole Nord-Ouest";
    await save("a.pdf", [mno, "Rapport d'activité 2031", "La ML MNO : 612 nouvelles inscriptions en 2031."]);
    await save("b.pdf", ["Bilan 2031 : 45 personnes."]);
    await save("c.pdf", [mno, "Rapport d'activité 2032", "La ML MNO : 700 nouvelles inscriptions en 2032."]);
  });

  test("writes each publisher's publication in a folder of its own, and tells of all of them", async () => {
    const out = join(folder, "out");
    const summary = await run({ paths: [join(folder, "in")], out, split: "publisher" }, silent);
    expect((await readdir(out)).filter((name) => name.includes("=")).sort()).toEqual([
      "publisher=mno",
      "publisher=unknown",
    ]);
    expect((await rows("publisher=mno/documents.csv")).map((d) => d.period)).toEqual(["2031", "2032"]);
    expect(await rows("publisher=unknown/documents.csv")).toHaveLength(1);
    expect(summary.documents).toHaveLength(3);
    expect(summary.faults).toHaveLength(1);
    expect((await readdir(out)).filter((name) => name.startsWith(".recoupe-new"))).toEqual([]);
  });

  test("writes for one publisher what a run on its reports alone writes", async () => {
    const out = join(folder, "out");
    await run({ paths: [join(folder, "in")], out, split: "publisher" }, silent);
    const alone = join(folder, "alone");
    await mkdir(alone);
    await run({ paths: ["a.pdf", "c.pdf"].map((name) => join(folder, "in", name)), out: alone }, silent);
    for (const name of ["observations.csv", "figures.csv", "anomalies.csv", "documents.csv"])
      expect(await readFile(join(out, "publisher=mno", name), "utf8")).toBe(
        await readFile(join(alone, name), "utf8"),
      );
  });
});

test("what is put aside comes back as it was, in any order and as one list, and leaves nothing behind", async () => {
  const spool = openSpool(folder);
  for (let i = 0; i < 20; i++) expect(spool.put([{ text: "é".repeat(i), n: i }])).toBe(i);
  expect(spool.take(13)).toEqual([{ text: "é".repeat(13), n: 13 }]);
  expect(spool.take(2)).toEqual([{ text: "éé", n: 2 }]);
  const list = spool.list<{ n: number }>([4, 0, 19]);
  expect(list).toHaveLength(3);
  for (const _ of [1, 2]) expect([...list].map(({ n }) => n)).toEqual([4, 0, 19]);
  const shelf = spool.shelf(() => []);
  shelf.append("a", Float64Array.of(1, 2.5));
  shelf.append("b", Float64Array.of(3));
  shelf.append("a", Float64Array.of(Number.NEGATIVE_INFINITY, Number.NaN));
  expect([...shelf.open("a")]).toEqual([1, 2.5, Number.NEGATIVE_INFINITY, Number.NaN]);
  expect([...shelf.open("c")]).toEqual([]);
  spool.close();
  expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
});
