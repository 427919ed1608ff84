import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
interface Locked {
  packages: Record<
    string,
    {
      version?: string;
      dev?: boolean;
      optional?: boolean;
      hasInstallScript?: boolean;
      dependencies?: Record<string, string>;
      integrity?: string;
    }
  >;
}
const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Locked;
const atRunTime = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
const nameOf = (path: string): string => path.replace(/^.*node_modules\//, "");

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

test("what is installed is pinned: exact versions here, a hash for each package there", () => {
  const { dependencies: stated, engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const version of Object.values(stated)) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  expect(engines.node).toMatch(/^>=\d+\.\d+/);
  for (const [path, { integrity }] of atRunTime) expect(integrity, path).toMatch(/^sha512-/);
});

describe("no script of a package has to run when it is installed", () => {
  /** An appeal for money, and a compiler for what comes compiled, with a fallback in JavaScript. */
  const IDLE = ["msgpackr-extract", "tesseract.js"];

  test("there are two that would, and both are idle", () => {
    const found = atRunTime
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    expect(found.sort()).toEqual(IDLE);
    const { scripts } = JSON.parse(
      readFileSync(join(ROOT, "node_modules/tesseract.js/package.json"), "utf8"),
    );
    expect(scripts.postinstall).toMatch(/^opencollective-postinstall \|\| true$/);
    expect(packages["node_modules/msgpackr-extract"]?.optional).toBe(true);
  });

  test("messages of the queue are packed without what would be compiled", async () => {
    const program = `const { pack, unpack, isNativeAccelerationEnabled } = require("msgpackr");
      console.log(isNativeAccelerationEnabled, JSON.stringify(unpack(pack({ page: 3, words: ["é", "12"] }))));`;
    const env = { ...process.env, MSGPACKR_NATIVE_ACCELERATION_DISABLED: "true" };
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], { cwd: ROOT, env });
    expect(stdout.trim()).toBe('false {"page":3,"words":["é","12"]}');
  });
});

/** Names of packages and of all that they need, optional ones left out. */
function neededBy(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}).forEach(visit);
  };
  names.forEach(visit);
  return found;
}

test("the bill of materials (CycloneDX) lists every package that runs, with licence and hash", async () => {
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "sbom"], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  });
  const bill = JSON.parse(stdout) as {
    bomFormat: string;
    specVersion: string;
    components: { name: string; version: string; purl: string; licenses?: object[]; hashes?: object[] }[];
  };
  expect(bill).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
  const listed = new Set(bill.components.map((c) => c.name));
  expect([...neededBy(dependencies)].filter((name) => !listed.has(name))).toEqual([]);
  const locked = new Set(atRunTime.map(([path]) => nameOf(path)));
  expect([...listed].filter((name) => !locked.has(name))).toEqual([]);
  for (const { name, purl, hashes } of bill.components) {
    expect(purl, name).toMatch(/^pkg:npm\//);
    expect(hashes?.length, name).toBeGreaterThan(0);
  }
});
