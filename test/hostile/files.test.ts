import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentLine } from "../../src/model/index.js";
import { type Effects, type RunSummary, run } from "../../src/run/index.js";
import { BROKEN } from "./cases/broken.js";
import { type HostileCase, onePage, SOUND } from "./cases/case.js";
import { NAMES, SLY } from "./cases/sly.js";
import { VAST } from "./cases/vast.js";
import { type Enclosure, enclose } from "./enclosure.js";

/** Megabytes that reading all of them one after another may take. */
const HIGHEST = 3000;

const CASES = [...BROKEN, ...VAST, ...SLY];
const fileOf = (hostile: HostileCase): string => `case-${CASES.indexOf(hostile)}.pdf`;

let world: Enclosure;
let summary: RunSummary;
let figures: Record<string, string>[];

const unheard = (): void => undefined;
const effects: Effects = { say: unheard, warn: unheard, progress: unheard, env: {} };

beforeAll(async () => {
  world = await enclose();
  await mkdir("in");
  for (const hostile of CASES) await writeFile(join("in", fileOf(hostile)), hostile.bytes());
  for (const name of NAMES) await writeFile(join("in", name), onePage(""));
  summary = await run({ paths: ["in"], out: "out", workers: 1 }, effects);
  figures = parse(await readFile(join("out", "figures.csv")), { columns: true });
});
afterAll(() => world.leave());

function lineOf(file: string): DocumentLine {
  const line = summary.documents.find((document) => document.file === join("in", file));
  if (line === undefined) throw new Error(`no line for ${file}`);
  return line;
}

/** A name that a spreadsheet could take for a formula is led by an apostrophe in its cell. */
const holdsSound = ({ document_id }: DocumentLine): boolean =>
  figures.some((f) => f.document_id?.replace(/^'/, "") === document_id && f.raw === SOUND);

describe.each([
  ["broken", BROKEN],
  ["vast", VAST],
  ["sly", SLY],
])("a %s file ends in data or in one clear line", (_, cases) => {
  test.each(cases.map((hostile) => [hostile.name, hostile] as const))("%s", (_name, hostile) => {
    const line = lineOf(fileOf(hostile));
    expect(line.error).not.toMatch(/Please report/);
    if (line.status === "failed") expect(line.error).toContain(fileOf(hostile));
    if (hostile.ends instanceof RegExp) expect(line.error).toMatch(hostile.ends);
    else if (hostile.ends === "data") expect(holdsSound(line)).toBe(true);
  });
});

describe("file names", () => {
  test.each(NAMES.map((name) => [JSON.stringify(name), name]))("%s gives data", (_, name) => {
    const line = lineOf(name);
    expect(holdsSound(line)).toBe(true);
  });
});

describe("all of them together", () => {
  test("stay within memory", () => {
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(HIGHEST);
  });

  test("reach no network", () => {
    expect(world.calls).toEqual([]);
  });

  test("leave nothing outside the output folder and the cache", () => {
    const strays = world.files().filter((path) => !/^(?:in|out|\.recoupe-cache)\//.test(path));
    expect(strays).toEqual([]);
    expect(world.files().filter((path) => path.includes("escaped"))).toEqual([]);
  });

  test("are told on one line each, without a control code", () => {
    for (const line of [...summary.faults, ...summary.remarks])
      expect(`${line.fr}${line.en}`).not.toMatch(/\p{Cc}|[\u2028-\u202e]/u);
  });

  test("write tables and pages without control codes, cells without formulas", async () => {
    for (const path of world.files().filter((name) => /^out\/.*\.(csv|json|html)$/.test(name))) {
      const text = await readFile(path, "utf8");
      expect(text.match(/(?![\r\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u), path).toBeNull();
      expect(text.match(/<script>alert|<img src=x/), path).toSatisfy(
        (found) => found === null || !path.endsWith(".html"),
      );
    }
    for (const name of ["figures", "observations", "anomalies", "documents"])
      for (const row of parse(await readFile(join("out", `${name}.csv`)), { columns: true }) as Record<
        string,
        string
      >[])
        for (const cell of Object.values(row)) expect(cell).not.toMatch(/^(?:[=@]|[+-][^\d\s.,])/);
  });
});
