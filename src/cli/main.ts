#!/usr/bin/env node
import { readFileSync } from "node:fs";

/** Of the package, from `src/cli/` as from `dist/cli/`. */
const { version }: { version: string } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

const words = process.argv.slice(2);

// Answered before anything is loaded: programs ask for it often.
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V"))
  process.stdout.write(`${version}\n`);
else await (await import("./command-line.js")).commandLine(words, version);
