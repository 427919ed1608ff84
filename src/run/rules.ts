import { checkRules, draftRulebook, type Explanation, explain, type RulesReport } from "../extract/index.js";
import type { Figure, Language } from "../model/index.js";
import { openCache } from "./cache.js";
import { inputFiles } from "./files.js";
import { keptReport, sha256Of } from "./kept.js";
import { SCHEMAS_FOLDER } from "./paths.js";
import { assertPublisher } from "./publisher.js";
import { extractInput, type ReadReport } from "./read-report.js";
import { loadSchemas, publisherCodes } from "./rulebooks.js";

export type { Explanation, RulesReport } from "../extract/index.js";

/**
 * Loads every rulebook, and tells what the rules do in the given reports: which matched where, which
 * matched nothing, which overlap, what stayed unmapped. Throws `Fault` at a mistake in a rulebook.
 */
export async function rulesReport(
  paths: readonly string[],
  { publisher, cache }: { publisher?: string; cache?: string } = {},
): Promise<RulesReport> {
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  assertPublisher(publisher, schemas);
  const files = paths.length === 0 ? [] : await inputFiles(paths);
  const inputs = [];
  for (const file of files) {
    const task = publisher === undefined ? { file } : { file, publisher };
    inputs.push(extractInput(task, await reportAt(file, cache), schemas));
  }
  return checkRules(inputs);
}

/** Rules are tried again and again on one report: it is read once. */
const reportAt = async (file: string, cache: string | undefined): Promise<ReadReport> =>
  keptReport({ file }, openCache(cache), cache === undefined ? undefined : await sha256Of(file));

export interface Wanted {
  page?: number;
  /** As printed, spaces aside: "1 186". */
  value?: string;
}

const bare = (text: string): string => text.replace(/[\s\u00a0\u202f]/g, "");

/** Why figures of a report became what they became. Throws `Fault` for a file that cannot be read. */
export async function explainFigures(
  file: string,
  wanted: Wanted,
  { cache }: { cache?: string } = {},
): Promise<Explanation[]> {
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  const input = extractInput({ file }, await reportAt(file, cache), schemas);
  const asked = (figure: Figure): boolean =>
    (wanted.page === undefined || figure.page === wanted.page) &&
    (wanted.value === undefined || bare(figure.raw).includes(bare(wanted.value)));
  return explain(input, asked);
}

/** A starter rulebook for a report of an unknown publisher, as YAML. Throws `Fault` for a file that cannot be read. */
export async function draftFor(
  file: string,
  publisher: string,
  { language = "en", cache }: { language?: Language; cache?: string } = {},
): Promise<string> {
  const schemas = { ...loadSchemas(SCHEMAS_FOLDER), rulebooks: [] };
  return draftRulebook(extractInput({ file }, await reportAt(file, cache), schemas), publisher, language);
}

/** Codes of all publishers that have a rulebook. Throws `Fault` where a folder of rulebooks cannot be read. */
export const knownPublishers = (): string[] => publisherCodes(SCHEMAS_FOLDER);
