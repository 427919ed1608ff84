import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf } from "../cache.js";
import { engineOf } from "../engine.js";
import { SCHEMAS_FOLDER } from "../paths.js";

/**
 * All that two machines must share in order to make the same of one report: code, libraries, runtime and rules. It is
 * part of the queues' names, so that a worker never takes a job of another edition than its own.
 */
export function editionOf(): string {
  const engine = engineOf("model", "normalise", "read", "layout", "extract", "run");
  return keyOf(engine, ...ruleFiles().map((name) => readFileSync(join(SCHEMAS_FOLDER, name), "utf8"))).slice(
    0,
    DIGITS,
  );
}

const DIGITS = 12;

const ruleFiles = (): string[] =>
  readdirSync(SCHEMAS_FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(yaml|csv)$/.test(name))
    .sort();
