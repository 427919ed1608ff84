import { check, putRight } from "../check/index.js";
import type { Decision, DocumentLine, Message } from "../model/index.js";
import { contextOf } from "./context.js";
import { datasetOf } from "./dataset.js";
import { checkDecided, decisionsIn } from "./decisions.js";
import type { Outcome } from "./document.js";
import type { Effects } from "./effects.js";
import type { RunLimits } from "./limits.js";
import { publish } from "./publish.js";
import type { Schemas } from "./rulebooks.js";
import { secondReading } from "./second.js";

export interface ConcludeOptions {
  /** Folder of the publication, held by this process. */
  out: string;
  cache?: string;
  limits: RunLimits;
  schemas: Schemas;
  env: Effects["env"];
}

/** What is told of documents that were checked and published. */
export interface Concluded {
  documents: DocumentLine[];
  faults: Message[];
  remarks: Message[];
}

/** Checks documents, by themselves and together, and publishes them. Throws `Fault`. */
export async function conclude(outcomes: readonly Outcome[], options: ConcludeOptions): Promise<Concluded> {
  const { out, cache, limits, schemas, env } = options;
  const decisions = await decisionsIn(out);
  const printed = outcomes.flatMap((o) => (o.extraction === undefined ? [] : [o.extraction]));
  const context = contextOf(schemas);
  const second = secondReading(printed, cache);
  const read = await putRight(printed, context, second.reread);
  const decided = await checkDecided(read.extractions, decisions, (extractions) =>
    check({ extractions, reread: second.reread, ...context }),
  );
  await second.close();
  const anomalies = [...read.anomalies, ...decided.anomalies];
  const dataset = datasetOf(outcomes, decided.extractions, anomalies, schemas, env);
  const keep = cache === undefined ? {} : { cache };
  await publish(out, { ...dataset, decisions, quality: decided.quality }, { limits, ...keep });
  return {
    documents: dataset.documents,
    faults: outcomes.flatMap((o) => o.faults),
    remarks: [...outcomes.flatMap((o) => o.remark ?? []), ...decided.stale.map(staleRemark)],
  };
}

/** A decision that no longer fits what is printed: not applied, not dropped, to be looked at again. */
function staleRemark({ decision_id, steward, anomaly }: Decision): Message {
  const place = `${anomaly?.documents.join(", ") ?? ""}, page ${anomaly?.page ?? "?"}`;
  return {
    fr: `${place} : ce que ${steward} a décidé (${decision_id}) portait sur d'autres valeurs ; \`recoupe review\` le montre de nouveau.`,
    en: `${place}: what ${steward} decided (${decision_id}) was about other values; \`recoupe review\` shows it again.`,
  };
}
