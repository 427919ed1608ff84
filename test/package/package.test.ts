import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, textOf } from "../docs/pages.js";

const manifest = JSON.parse(textOf("package.json")) as {
  version: string;
  dependencies: Record<string, string>;
};

/** An empty folder with the package installed as its tarball holds it, and its run-time dependencies alone. */
let folder: string;
let packed: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recoupe-package-"));
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "ignore"],
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "recoupe"), { recursive: true });
  execFileSync("tar", [
    "-xzf",
    join(folder, tarball),
    "-C",
    join(modules, "recoupe"),
    "--strip-components",
    "1",
  ]);
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  packed = readdirSync(join(modules, "recoupe"), { recursive: true, encoding: "utf8" });
  writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
  cpSync(join(ROOT, "corpus/mno/mno-2023/report.pdf"), join(folder, "report.pdf"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = (): string => join(folder, "node_modules/recoupe/dist/cli/main.js");
const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, RECOUPE_CACHE: join(folder, "cache") },
    stdio: ["ignore", "pipe", "pipe"],
  });

describe("the package", () => {
  test("holds what runs, what it reads, its types and its documentation", () => {
    for (const file of [
      "dist/cli/main.js",
      "dist/index.js",
      "dist/index.d.ts",
      "dist/run/worker.js",
      "dist/review/client/index.html",
      "schemas/indicators.yaml",
      "schemas/publishers/_common.yaml",
      "schemas/observation.schema.json",
      "docs/rulebooks.md",
      "README.md",
      "LICENSE",
    ])
      expect(packed).toContain(file);
  });

  test("holds nothing that only its makers need", () => {
    const places = new Set(packed.map((path) => path.split("/")[0]));
    expect([...places].sort()).toEqual(["LICENSE", "README.md", "dist", "docs", "package.json", "schemas"]);
    expect(packed.filter((path) => /\.(test|bench|map|tsx)\b|tsconfig|vite|biome|knip/.test(path))).toEqual(
      [],
    );
    expect(packed.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
    expect(
      packed.filter((path) => /architecture|contributing|benchmarks|dependencies\.md/.test(path)),
    ).toEqual([]);
  });

  test("holds the README's pictures, and weighs in less than three megabytes", () => {
    for (const [, picture = ""] of textOf("README.md").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
      expect(packed).toContain(picture);
    const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
    expect(statSync(join(folder, tarball)).size).toBeLessThan(3e6);
  });

  test("says its version without loading anything", () => {
    const lone = join(folder, "lone/dist/cli");
    mkdirSync(lone, { recursive: true });
    cpSync(main(), join(lone, "main.js"));
    cpSync(join(ROOT, "package.json"), resolve(lone, "../../package.json"));
    expect(node(join(lone, "main.js"), "--version")).toBe(`${manifest.version}\n`);
    expect(node(main(), "--version")).toBe(`${manifest.version}\n`);
  });

  test("reads a report with the command", () => {
    const said = JSON.parse(node(main(), "run", "report.pdf", "--json")) as {
      documents: { publisher: string; observations: number; status: string }[];
    };
    expect(said.documents).toMatchObject([{ publisher: "mno", status: "done" }]);
    expect(said.documents[0]?.observations).toBeGreaterThan(200);
    expect(existsSync(join(folder, "output/report.html"))).toBe(true);
  });

  test("reads, extracts and checks from a program, with types", () => {
    writeFileSync(
      join(folder, "use.ts"),
      `import { type Anomaly, check, extract, type Extraction, Fault, readReport, type Report } from "recoupe";
const report: Report = await readReport("report.pdf");
const extraction: Extraction = await extract(report);
const anomalies: Anomaly[] = await check([extraction]);
const wrong: Fault = await extract(report, { publisher: "mna" }).then(() => { throw new Error("no fault"); }, (f) => f);
const said = [report.pages.length, extraction.observations.length, anomalies.length, wrong.line.en];
declare const console: { log(line: string): void };
console.log(JSON.stringify(said));
// @ts-expect-error: what is not typed would let anything pass
const never: number = report.blocks;
`,
    );
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const settings = [
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--types",
      "",
      "--skipLibCheck",
    ];
    expect(node(tsc, "use.ts", ...settings)).toBe("");
    const [pages, observations, anomalies, line] = JSON.parse(node("use.js")) as [
      number,
      number,
      number,
      string,
    ];
    expect([pages, observations > 200, anomalies > 0]).toEqual([19, true, true]);
    expect(line).toContain("Did you mean mno?");
  });

  test("costs nothing to import: rooms are loaded when called", () => {
    const loaded = node(
      "--input-type=module",
      "-e",
      'await import("recoupe"); console.log("ReadableStream" in globalThis && !("OffscreenCanvas" in globalThis))',
    );
    expect(loaded.trim()).toBe("true");
  });
});
