import { createHash } from "node:crypto";
import { type CheckContext, check, putRight } from "../check/index.js";
import type {
  Anomaly,
  Dataset,
  Decision,
  DocumentLine,
  Extraction,
  Severity,
  Version,
} from "../model/index.js";
import { claimFolder } from "../publish/index.js";
import { pruneCache } from "./cache.js";
import { checkDecided, decisionsIn } from "./decisions.js";
import type { Outcome } from "./document.js";
import { type Effects, terminal } from "./effects.js";
import { inputTasks } from "./files.js";
import { limitsOf, type RunLimits } from "./limits.js";
import { ENGINE_VERSION, SCHEMAS_FOLDER } from "./paths.js";
import { publish } from "./publish.js";
import { assertPublisher } from "./publisher.js";
import { readAll } from "./reading.js";
import type { Task } from "./report.js";
import { ruleTexts } from "./rule-texts.js";
import { loadSchemas, type Schemas } from "./rulebooks.js";
import { secondReading } from "./second.js";
import type { RunSummary } from "./summary.js";

export interface RunOptions {
  /** PDF files, and folders of them. */
  paths: string[];
  /** Folder of the publication. */
  out: string;
  /** Code of the rulebook to take for all files. */
  publisher?: string;
  /** Documents read at the same time; one a core by default. */
  workers?: number;
  /** Folder in which results are kept and found again; nothing is kept where left out. */
  cache?: string;
  /** `postgres://…` or `redis://…`: the workers of that queue read the reports. */
  queue?: string;
}

/**
 * Reads reports and writes the checked dataset. Throws `Fault` for wrong usage and unreadable
 * configuration, before any report is opened; what fails in one report is told in the summary.
 */
export async function run(options: RunOptions, effects: Effects = terminal): Promise<RunSummary> {
  const started = performance.now();
  const limits = limitsOf(effects.env);
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  assertPublisher(options.publisher, schemas);
  const tasks = await inputTasks(options.paths);
  const release = await claimFolder(options.out);
  try {
    return await runClaimed(tasks, { ...options, limits }, schemas, effects, started);
  } finally {
    await release();
  }
}

async function runClaimed(
  tasks: readonly Task[],
  options: RunOptions & { limits: RunLimits },
  schemas: Schemas,
  effects: Effects,
  started: number,
): Promise<RunSummary> {
  const { limits } = options;
  const decisions = await decisionsIn(options.out);
  const outcomes: Outcome[] = [];
  for await (const outcome of readAll(tasks, options, schemas, effects)) outcomes.push(outcome);
  if (options.cache !== undefined) await pruneCache(options.cache, limits.cacheMegabytes * 2 ** 20);
  const printed = outcomes.flatMap((o) => (o.extraction === undefined ? [] : [o.extraction]));
  const context = contextOf(schemas);
  const second = secondReading(printed, options.cache);
  const read = await putRight(printed, context, second.reread);
  const decided = await checkDecided(read.extractions, decisions, (extractions) =>
    check({ extractions, reread: second.reread, ...context }),
  );
  await second.close();
  const anomalies = [...read.anomalies, ...decided.anomalies];
  const dataset = datasetOf(outcomes, decided.extractions, anomalies, schemas, effects.env);
  const keep = options.cache === undefined ? {} : { cache: options.cache };
  await publish(options.out, { ...dataset, decisions, quality: decided.quality }, { limits, ...keep });
  return {
    out: options.out,
    documents: dataset.documents,
    faults: outcomes.flatMap((o) => o.faults),
    remarks: [
      ...outcomes.map((o) => o.remark).filter((remark) => remark !== ""),
      ...decided.stale.map(staleRemark),
    ],
    seconds: (performance.now() - started) / 1000,
  };
}

/** A decision that no longer fits what is printed: not applied, not dropped, to be looked at again. */
const staleRemark = ({ decision_id, steward, anomaly }: Decision): string =>
  `${anomaly?.documents.join(", ") ?? ""}, page ${anomaly?.page ?? "?"}: what ${steward} decided (${decision_id}) was about other values; \`recoupe review\` shows it again.`;

/** What the checks know beside the documents. */
export function contextOf(schemas: Schemas): CheckContext {
  const territories = Object.fromEntries(
    schemas.rulebooks.flatMap((book) =>
      book.territory ? [[book.publisher, { area: book.area, ...book.territory }]] : [],
    ),
  );
  return { catalogue: schemas.catalogue, codeLists: schemas.codeLists, territories };
}

function datasetOf(
  outcomes: readonly Outcome[],
  extractions: readonly Extraction[],
  anomalies: Anomaly[],
  schemas: Schemas,
  env: Effects["env"],
): Dataset {
  return {
    observations: extractions.flatMap((e) => e.observations),
    figures: extractions.flatMap((e) => e.figures),
    anomalies,
    documents: outcomes.map((outcome) => documentLine(outcome, anomalies)),
    catalogue: schemas.catalogue,
    codeLists: schemas.codeLists,
    version: versionOf(outcomes, env),
  };
}

function versionOf(outcomes: readonly Outcome[], env: Effects["env"]): Version {
  const epoch = env.SOURCE_DATE_EPOCH;
  const newest =
    outcomes
      .map((o) => o.created)
      .sort()
      .at(-1) ?? "";
  return {
    engine: ENGINE_VERSION,
    rules: hashOf(ruleTexts()),
    inputs: hashOf(outcomes.map((o) => o.sha256).sort()),
    created: epoch === undefined ? newest : new Date(Number(epoch) * 1000).toISOString(),
  };
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

const IN_TABLES = new Set(["table", "list"]);

function documentLine(outcome: Outcome, anomalies: readonly Anomaly[]): DocumentLine {
  const { extraction } = outcome;
  const figures = extraction?.figures ?? [];
  const id = extraction?.document.document_id ?? "";
  const count = (state: string): number => figures.filter((f) => f.state === state).length;
  const flagged = (severity: Severity): number =>
    anomalies.filter((a) => a.severity === severity && a.documents.includes(id)).length;
  const inTables = figures.filter((f) => IN_TABLES.has(f.container));
  const inText = figures.filter((f) => !IN_TABLES.has(f.container));
  return {
    document_id: id,
    file: outcome.file,
    sha256: outcome.sha256,
    publisher: extraction?.document.publisher ?? "",
    period: extraction?.document.period ?? "",
    pages: outcome.pages,
    pages_text: outcome.pages - outcome.pagesOcr,
    pages_ocr: outcome.pagesOcr,
    figures: figures.length,
    figures_mapped: count("mapped"),
    figures_ignored: count("ignored"),
    figures_unmapped: count("unmapped"),
    coverage_tables: coverage(inTables),
    coverage_text: coverage(inText),
    observations: extraction?.observations.length ?? 0,
    anomalies_error: flagged("error"),
    anomalies_warning: flagged("warning"),
    anomalies_info: flagged("info"),
    status: extraction === undefined ? "failed" : outcome.faults.length > 0 ? "partial" : "done",
    error: [...outcome.faults, outcome.remark].filter((line) => line !== "").join(" "),
  };
}

/** Share of the figures that mean something which are mapped, to four places; null where there are none. */
function coverage(figures: readonly { state: string }[]): number | null {
  const mapped = figures.filter((f) => f.state === "mapped").length;
  const open = figures.filter((f) => f.state === "unmapped").length;
  return mapped + open === 0 ? null : Math.round((mapped / (mapped + open)) * 10_000) / 10_000;
}
