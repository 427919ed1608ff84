/**
 * Writes docs/licences.md: every package that an installed Recoupe brings along, and its licence, as package.json
 * states it. Exits 1 where a licence is not permissive, with `--check` also where the file is not as it would be
 * written. `npm run licences`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "docs/licences.md";

const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
  "Zlib",
]);

interface Locked {
  packages: Record<
    string,
    { version?: string; license?: string; dev?: boolean; devOptional?: boolean; link?: boolean }
  >;
}

interface Line {
  name: string;
  version: string;
  licence: string;
}

/** An expression of licences holds where one of its alternatives does, each with all its terms. */
const isPermissive = (licence: string): boolean =>
  licence
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((alternative) => alternative.split(" AND ").every((term) => PERMISSIVE.has(term.trim())));

function licenceOf(path: string, stated: string | undefined): string {
  if (stated !== undefined) return stated;
  try {
    const { license, licenses } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    return String(license?.type ?? license ?? licenses?.[0]?.type ?? "not stated");
  } catch {
    return "not stated";
  }
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Locked;
const lines: Line[] = Object.entries(packages)
  .filter(([path, { dev, link }]) => path !== "" && dev !== true && link !== true)
  .map(([path, { version = "", license }]) => ({
    name: path.replace(/^.*node_modules\//, ""),
    version,
    licence: licenceOf(path, license),
  }));
const rows = [
  ...new Set(lines.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)),
].sort();
const counts = new Map<string, number>();
for (const { licence } of lines) counts.set(licence, (counts.get(licence) ?? 0) + 1);
const summary = [...counts].sort(([, a], [, b]) => b - a).map(([licence, n]) => `${n} ${licence}`);

const text = `# Licences

Written by \`npm run licences\`: packages that Recoupe needs when it runs, those for single platforms included, and
what they state. Not by package: the French data of the character recognition are Apache-2.0 (Tesseract), the
official geographic code comes under the Licence Ouverte 2.0 (Etalab), the fonts and character maps in pdfjs-dist
under the licences beside them.

${lines.length} packages: ${summary.join(", ")}.

| package | version | licence |
| --- | --- | --- |
${rows.join("\n")}
`;
const stale = process.argv.includes("--check") && readFileSync(FILE, "utf8") !== text;
if (stale) console.error(`${FILE} is out of date: npm run licences`);
else writeFileSync(FILE, text);
const others = lines.filter(({ licence }) => !isPermissive(licence));
for (const { name, licence } of others) console.error(`${name}: ${licence} is not permissive`);
console.log(`docs/licences.md: ${lines.length} packages, ${others.length} not permissive`);
if (stale || others.length > 0) process.exitCode = 1;
