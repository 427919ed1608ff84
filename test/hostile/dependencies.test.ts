import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const dependencies = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { dependencies: object }).dependencies,
);
const rowsOf = (file: string): string[][] =>
  readFileSync(join(ROOT, "docs", file), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (?:package|---)/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));

test("every run-time dependency is justified, and no other", () => {
  const rows = rowsOf("dependencies.md");
  expect(rows.map(([, name]) => name)).toEqual(dependencies.sort());
  for (const [, , reason] of rows) expect(reason).not.toBe("");
});

test("the licences of what is installed are the ones written down, and permissive", async () => {
  const before = readFileSync(join(ROOT, "docs/licences.md"), "utf8");
  const tsx = join(ROOT, "node_modules/.bin/tsx");
  await promisify(execFile)(tsx, ["tools/licences.ts", "--check"], { cwd: ROOT });
  expect(rowsOf("licences.md").map(([, name]) => name)).toEqual(expect.arrayContaining(dependencies));
  expect(readFileSync(join(ROOT, "docs/licences.md"), "utf8")).toBe(before);
});
