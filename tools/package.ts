/**
 * What the package weighs, how fast it starts, and whether it works where it is installed: packs a clean copy of the
 * committed tree, prints size and number of files and the median start-up times, and with `--install 20,22,24` installs
 * the tarball in an empty folder for each of these versions of Node (fetched as the npm package `node`) and uses it.
 *
 *   npm run size [-- --install 20,22,24]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

const ROOT = resolve(import.meta.dirname, "..");
const ROUNDS = 20;
const KILOBYTE = 1000;

const TYPES = [
  "use.ts",
  "--strict",
  "--module",
  "nodenext",
  "--target",
  "es2023",
  "--types",
  "",
  "--skipLibCheck",
];

/** What a program does with the library, types checked. */
const USE = `import { type Anomaly, check, extract, type Extraction, readReport } from "recoupe";
const extraction: Extraction = await extract(await readReport("report.pdf"));
const anomalies: Anomaly[] = await check(extraction);
const said: [number, number] = [extraction.observations.length, anomalies.length];
(globalThis as unknown as { console: { log(line: string): void } }).console.log(said.join(" observations, ") + " anomalies");
`;

const { values } = parseArgs({ options: { install: { type: "string" } } });
const scratch = mkdtempSync(join(tmpdir(), "recoupe-package-"));
try {
  const packed = pack();
  console.log(
    `${packed.filename}: ${Math.round(packed.size / KILOBYTE)} kB packed, ${Math.round(packed.unpackedSize / KILOBYTE)} kB unpacked, ${packed.entryCount} files`,
  );
  console.log(startLine(installed("here", packed.path, process.execPath), process.execPath));
  for (const version of values.install?.split(",") ?? []) tryOn(version, packed.path);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

interface Packed {
  filename: string;
  path: string;
  size: number;
  unpackedSize: number;
  entryCount: number;
}

/** Packs what is committed: nothing that merely lies about in this folder can get in. */
function pack(): Packed {
  const clone = join(scratch, "clone");
  execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${ROOT}`, clone]);
  symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
  const said = execFileSync("npm", ["pack", "--json", "--silent", "--pack-destination", scratch], {
    cwd: clone,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const told: unknown = JSON.parse(said.slice(said.search(/^[[{]/m)));
  const [packed] = Object.values(told as object) as Packed[];
  if (packed === undefined) throw new Error("npm pack told nothing");
  return { ...packed, path: join(scratch, packed.filename) };
}

/** An empty folder with nothing but the tarball installed, by npm under that Node. */
function installed(name: string, tarball: string, node: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  const args = ["install", tarball, "--no-audit", "--no-fund", "--ignore-scripts", "--silent"];
  execFileSync("npm", args, { cwd: folder, env, stdio: "inherit" });
  return folder;
}

/** Median milliseconds of a command, each time a new process. */
function median(node: string, args: readonly string[], cwd: string): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    spawnSync(node, args, { cwd });
    return performance.now() - started;
  }).sort((a, b) => a - b);
  return Math.round(times[ROUNDS / 2] ?? 0);
}

function startLine(folder: string, node: string): string {
  const main = join(folder, "node_modules/recoupe/dist/cli/main.js");
  const module = ["--input-type=module", "-e"];
  const [bare, version, help, library] = [
    median(node, ["-e", ""], folder),
    median(node, [main, "--version"], folder),
    median(node, [main, "--help"], folder),
    median(node, [...module, 'await import("recoupe")'], folder),
  ];
  return `start-up, median of ${ROUNDS}: --version ${version} ms, --help ${help} ms, import ${library} ms (Node itself ${bare} ms)`;
}

/** Installs on a version of Node, reads a facsimile with the command and with the library, and compiles against its types. */
function tryOn(version: string, tarball: string): void {
  const node = nodeOf(version);
  const folder = installed(`node-${version}`, tarball, node);
  cpSync(join(ROOT, "corpus/arefie/arefie-2024/report.pdf"), join(folder, "report.pdf"));
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  const npx = (...words: string[]): string =>
    execFileSync("npx", ["--no-install", "recoupe", ...words], {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  const said = npx("--version").trim();
  const summary = JSON.parse(npx("run", "report.pdf", "--json")) as { documents: { observations: number }[] };
  writeFileSync(join(folder, "use.ts"), USE);
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(node, [tsc, ...TYPES], { cwd: folder, stdio: "inherit" });
  const library = execFileSync(node, ["use.js"], { cwd: folder, encoding: "utf8" }).trim();
  const observations = summary.documents.reduce((sum, d) => sum + d.observations, 0);
  console.log(
    `Node ${execFileSync(node, ["--version"], { encoding: "utf8" }).trim()}: npx recoupe ${said}, ${observations} observations; library with types: ${library}`,
  );
  console.log(`  ${startLine(folder, node)}`);
}

/** The binary of a version of Node: this one where it is asked for, else that of the npm package \`node\`. */
function nodeOf(version: string): string {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const folder = join(scratch, `binary-${version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{"private": true}');
  execFileSync("npm", ["install", `node@${version}`, "--no-audit", "--no-fund", "--silent"], { cwd: folder });
  const file = join(folder, "node_modules/node/bin/node");
  readFileSync(file);
  return file;
}
