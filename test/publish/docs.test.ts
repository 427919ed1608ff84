import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publication, writePublication } from "../../src/publish/index.js";
import { loadSchemas } from "../../src/run/rulebooks.js";
import { sample } from "./sample.js";
import { written } from "./written.js";

const docs = resolve(import.meta.dirname, "../../docs");

/** The first block of code of a language. */
function codeOf(page: string, language: string): string {
  const [, code = ""] = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(page) ?? [];
  return code;
}

/** Whether a program ends well. */
const works = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

const PYTHON = process.env.RECOUPE_PYTHON ?? "python3";
const HAS_PYTHON = works(PYTHON, "-c", "import pandas");
const HAS_R = works("Rscript", "-e", "library(readr); library(dplyr)");

/** Lines of a printed table that begin with a commune, as cells, in one order; those without an answer are left out. */
const answers = (printed: string): string[][] =>
  [...printed.matchAll(/(?:La )?(Madeleine|Lambersart) +(\d{4}) +(\S+) +(\S+) +(\S+)/g)]
    .map((m) => m.slice(1).map((cell) => cell.replace(/\.0$/, "")))
    .filter((row) => !row.some((cell) => /^na/i.test(cell)))
    .sort();

const ANSWERS = [
  ["Lambersart", "2023", "12", "112", "0.11"],
  ["Lambersart", "2025", "21", "140", "0.15"],
  ["Madeleine", "2023", "33", "132", "0.25"],
];

let page: string;
let folder: string;
beforeAll(async () => {
  page = await readFile(join(docs, "using-the-data.md"), "utf8");
  folder = await mkdtemp(join(tmpdir(), "recoupe-"));
  await writePublication(join(folder, "output"), publication(sample()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the documentation of the data", () => {
  test("its SQL answers its question", async () => {
    const instance = await DuckDBInstance.create(join(folder, "output", "recoupe.duckdb"), {
      access_mode: "READ_ONLY",
    });
    const connection = await instance.connect();
    const rows = (await connection.runAndReadAll(codeOf(page, "sql"))).getRowObjectsJson();
    connection.closeSync();
    instance.closeSync();
    const known = rows.filter((r) => r.cej !== null);
    expect(
      known
        .map((r) => [
          String(r.commune).replace("La ", ""),
          ...[r.year, r.cej, r.contacts, r.per_contact].map((n) => String(Number(n))),
        ])
        .sort(),
    ).toEqual(ANSWERS);
  });

  test.skipIf(!HAS_PYTHON)("its Python answers it too (skipped where pandas is not found)", () => {
    const { stdout } = spawnSync(PYTHON, ["-c", codeOf(page, "python")], { cwd: folder, encoding: "utf8" });
    expect(answers(stdout)).toEqual(ANSWERS);
  });

  test.skipIf(!HAS_R)("its R answers it too (skipped where readr and dplyr are not found)", () => {
    const { stdout } = spawnSync("Rscript", ["-e", codeOf(page, "r")], { cwd: folder, encoding: "utf8" });
    expect(answers(stdout)).toEqual(ANSWERS);
  });

  test("its tools print the same answers", () => {
    const part = (from: string, to: string): string =>
      page.slice(page.indexOf(`### ${from}\n`), page.indexOf(`### ${to}\n`)).replaceAll("|", " ");
    const told = answers(part("DuckDB", "Python"));
    expect(told).toHaveLength(4);
    expect(answers(part("Python", "R"))).toEqual(told);
    expect(answers(part("R", "Excel"))).toEqual(told);
  });

  /** `vitest -u` writes it anew. */
  test("the data dictionary is the one that publications hold", async () => {
    const { catalogue, codeLists } = loadSchemas(resolve(docs, "../schemas"));
    const empty = {
      ...sample(),
      observations: [],
      figures: [],
      anomalies: [],
      documents: [],
      catalogue,
      codeLists,
    };
    const files = await written(empty);
    await expect(String(files.get("data-dictionary.md"))).toMatchFileSnapshot(
      join(docs, "data-dictionary.md"),
    );
  });
});
