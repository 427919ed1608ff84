import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMAS_FOLDER } from "./paths.js";
import { furtherRulebooks } from "./rulebooks.js";

/** Catalogue, code lists and rulebooks as text, those of the user last: what a publication's rules are known by. */
export function ruleTexts(): string[] {
  const further = furtherRulebooks();
  return [SCHEMAS_FOLDER, ...(further === undefined ? [] : [further])].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(yaml|csv)$/.test(name))
      .sort()
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
}
