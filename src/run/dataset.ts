import { createHash } from "node:crypto";
import type { Anomaly, DocumentLine, LongDataset, Many, Severity, Version } from "../model/index.js";
import type { Corpus } from "./corpus.js";
import type { Effects } from "./effects.js";
import { ENGINE_VERSION } from "./paths.js";
import { ruleTexts } from "./rule-texts.js";
import type { Schemas } from "./rulebooks.js";

/** All that is published of some documents; the anomalies are those of no others. */
export function datasetOf(
  corpus: Corpus,
  anomalies: Many<Anomaly>,
  schemas: Schemas,
  env: Effects["env"],
): LongDataset {
  const flagged = flaggedIn(anomalies);
  return {
    observations: corpus.observations,
    figures: corpus.figures,
    anomalies,
    documents: corpus.placed.map(({ line }) => counted(line, flagged)),
    catalogue: schemas.catalogue,
    codeLists: schemas.codeLists,
    version: versionOf(corpus, env),
  };
}

function versionOf({ placed }: Corpus, env: Effects["env"]): Version {
  const epoch = env.SOURCE_DATE_EPOCH;
  const newest =
    placed
      .map((d) => d.created)
      .sort()
      .at(-1) ?? "";
  return {
    engine: ENGINE_VERSION,
    rules: hashOf(ruleTexts()),
    inputs: hashOf(placed.map((d) => d.sha256).sort()),
    created: epoch === undefined ? newest : new Date(Number(epoch) * 1000).toISOString(),
  };
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

type Flagged = Record<Severity, number>;

/** How many anomalies of each severity are about each document. */
function flaggedIn(anomalies: Iterable<Anomaly>): Map<string, Flagged> {
  const flagged = new Map<string, Flagged>();
  for (const { severity, documents } of anomalies)
    for (const id of new Set(documents)) {
      const counts = flagged.get(id) ?? { error: 0, warning: 0, info: 0 };
      counts[severity]++;
      flagged.set(id, counts);
    }
  return flagged;
}

function counted(line: DocumentLine, flagged: ReadonlyMap<string, Flagged>): DocumentLine {
  const { error, warning, info } = flagged.get(line.document_id) ?? { error: 0, warning: 0, info: 0 };
  return { ...line, anomalies_error: error, anomalies_warning: warning, anomalies_info: info };
}
