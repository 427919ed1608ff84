import { createHash } from "node:crypto";
import type { Anomaly, Dataset, DocumentLine, Extraction, Severity, Version } from "../model/index.js";
import type { Outcome } from "./document.js";
import type { Effects } from "./effects.js";
import { ENGINE_VERSION } from "./paths.js";
import { ruleTexts } from "./rule-texts.js";
import type { Schemas } from "./rulebooks.js";

/** All that is published of some documents; the anomalies are those of no others. */
export function datasetOf(
  outcomes: readonly Outcome[],
  extractions: readonly Extraction[],
  anomalies: Anomaly[],
  schemas: Schemas,
  env: Effects["env"],
): Dataset {
  const flagged = flaggedIn(anomalies);
  return {
    observations: extractions.flatMap((e) => e.observations),
    figures: extractions.flatMap((e) => e.figures),
    anomalies,
    documents: outcomes.map((outcome) => documentLine(outcome, flagged)),
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

type Flagged = Record<Severity, number>;

/** How many anomalies of each severity are about each document. */
function flaggedIn(anomalies: readonly Anomaly[]): Map<string, Flagged> {
  const flagged = new Map<string, Flagged>();
  for (const { severity, documents } of anomalies)
    for (const id of new Set(documents)) {
      const counts = flagged.get(id) ?? { error: 0, warning: 0, info: 0 };
      counts[severity]++;
      flagged.set(id, counts);
    }
  return flagged;
}

function documentLine(outcome: Outcome, flagged: ReadonlyMap<string, Flagged>): DocumentLine {
  const { extraction } = outcome;
  const figures = extraction?.figures ?? [];
  const id = extraction?.document.document_id ?? "";
  const count = (state: string): number => figures.filter((f) => f.state === state).length;
  const { error, warning, info } = flagged.get(id) ?? { error: 0, warning: 0, info: 0 };
  const told = [...outcome.faults, ...(outcome.remark === undefined ? [] : [outcome.remark])];
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
    anomalies_error: error,
    anomalies_warning: warning,
    anomalies_info: info,
    status: extraction === undefined ? "failed" : outcome.faults.length > 0 ? "partial" : "done",
    error: told.map(({ en }) => en).join(" "),
    error_fr: told.map(({ fr }) => fr).join(" "),
  };
}

/** Share of the figures that mean something which are mapped, to four places; null where there are none. */
function coverage(figures: readonly { state: string }[]): number | null {
  const mapped = figures.filter((f) => f.state === "mapped").length;
  const open = figures.filter((f) => f.state === "unmapped").length;
  return mapped + open === 0 ? null : Math.round((mapped / (mapped + open)) * 10_000) / 10_000;
}
