#!/usr/bin/env node
import { createRequire } from "node:module";
import { Command, InvalidArgumentError } from "commander";

/** 0 done, 1 some documents failed, 2 wrong usage or unreadable configuration, 3 anomalies of `--fail-on`. */
const USAGE = 2;

const version = (createRequire(import.meta.url)("../../package.json") as { version: string }).version;

const program = new Command("recoupe")
  .description("Turns published activity reports (PDF) into checked, traceable data.")
  .version(version)
  .showSuggestionAfterError()
  .exitOverride();

function positive(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError("a whole number from 1 is expected.");
  return n;
}

function portNumber(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 0 || n > 65535)
    throw new InvalidArgumentError("a port from 0 to 65535 is expected.");
  return n;
}

function oneOf<T extends string>(...choices: T[]): (text: string) => T {
  return (text) => {
    const found = choices.find((c) => c === text);
    if (found === undefined) throw new InvalidArgumentError(`one of ${choices.join(", ")} is expected.`);
    return found;
  };
}

program
  .command("run")
  .summary("read reports, write the checked dataset")
  .description("Reads files and folders of PDF reports and writes the checked dataset.")
  .argument("[paths...]", "PDF files, and folders of them", ["corpus"])
  .option("-o, --out <folder>", "where the dataset is written", "output")
  .option("-p, --publisher <code>", "take this rulebook instead of recognising the publisher")
  .option(
    "--fail-on <severity>",
    "exit 3 where anomalies of this severity exist",
    oneOf("error", "warning", "info"),
  )
  .option("--workers <n>", "documents read at the same time (default: one a core)", positive)
  .option("--no-cache", "read everything anew, and keep nothing for the next run")
  .action(async (paths: string[], options) => (await import("./run.js")).runCommand(paths, options));

program
  .command("inspect")
  .summary("show what was seen on a page")
  .description("Prints the blocks of a page and, with --draw, writes a picture of it with them drawn on.")
  .argument("<file>", "a PDF file")
  .option("--page <n>", "only this page", positive)
  .option("--draw <what>", "what to draw", oneOf("words", "edges", "cells", "blocks", "figures"))
  .option("-o, --out <folder>", "where pictures are written", ".")
  .action(async (file: string, options) => (await import("./inspect.js")).inspectCommand(file, options));

program
  .command("publish")
  .summary("write a publication anew, as printed or as corrected")
  .description("Writes all files of a publication anew from its tables.")
  .argument("[folder]", "a folder that `recoupe run` wrote", "output")
  .option("-o, --out <folder>", "another folder to write to")
  .option(
    "--values <which>",
    "retained values: corrected (default) or printed",
    oneOf("corrected", "printed"),
  )
  .action(async (folder: string, options) => (await import("./publish.js")).publishCommand(folder, options));

program
  .command("diff")
  .summary("tell what changed between two publications")
  .description("Tells what changed: values, new and gone observations, anomalies opened and closed.")
  .argument("<old>", "folder of the older publication")
  .argument("<new>", "folder of the newer one")
  .option("--json", "for programs")
  .action(async (old: string, next: string, options) =>
    (await import("./publish.js")).diffCommand(old, next, options),
  );

const rules = program
  .command("rules")
  .summary("for whoever writes rulebooks")
  .description("For whoever writes rulebooks.");

rules
  .command("check")
  .description("Checks every rulebook, and what its rules do in the given reports.")
  .argument("[paths...]", "PDF files, and folders of them", [])
  .option("-p, --publisher <code>", "take this rulebook instead of recognising the publisher")
  .option("--json", "for programs")
  .action(async (paths: string[], options) => (await import("./rules.js")).rulesCheckCommand(paths, options));

rules
  .command("draft")
  .description("Prints a starter rulebook for an unseen report, its guesses marked.")
  .argument("<file>", "a PDF file")
  .option("-p, --publisher <code>", "code of the new rulebook (default: from the file's name)")
  .action(async (file: string, options) => (await import("./rules.js")).rulesDraftCommand(file, options));

rules
  .command("explain")
  .description("Tells why a figure became what it became: rules, words they found, rivals.")
  .argument("<file>", "a PDF file")
  .option("--page <n>", "only this page", positive)
  .option("--value <text>", "only figures printed so, spaces aside")
  .option("--json", "for programs")
  .action(async (file: string, options) => (await import("./rules.js")).rulesExplainCommand(file, options));

program
  .command("review")
  .summary("decide on anomalies, on a local page")
  .description("Serves the page on which stewards decide on anomalies, and prints its address.")
  .argument("[folder]", "what `recoupe run` wrote", "output")
  .option("--port <n>", "port (default: any that is free)", portNumber, 0)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--no-open", "do not open a browser")
  .action(async (out: string, options) => (await import("./review.js")).reviewCommand(out, options));

program
  .command("decisions")
  .summary("verify or export the log of decisions")
  .description("Verifies the log of decisions: exits 2 where it was altered or cut.")
  .argument("[folder]", "what `recoupe run` wrote", "output")
  .option("--verify", "only verify (default)")
  .option("--export <format>", "print it as a table", oneOf("csv"))
  .action(async (out: string, options) => (await import("./decisions.js")).decisionsCommand(out, options));

program
  .command("cache")
  .summary("what earlier runs left for later ones")
  .description("Lists what is kept in the cache folder (RECOUPE_CACHE, else .recoupe-cache), or removes it.")
  .argument(
    "[what]",
    "list, prune (down to RECOUPE_CACHE_MB) or clear",
    oneOf("list", "prune", "clear"),
    "list",
  )
  .action(async (what: "list" | "prune" | "clear") => (await import("./cache.js")).cacheCommand(what));

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    const { report } = await import("./report-error.js");
    process.exitCode = report(error, USAGE);
  }
}

await main();
