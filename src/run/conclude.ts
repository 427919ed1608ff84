import type { CheckContext } from "../check/index.js";
import type { Decision, DocumentIdentity, DocumentLine, Extraction, Message } from "../model/index.js";
import { contextOf } from "./context.js";
import { type Corpus, corpusOf, gather } from "./corpus.js";
import { datasetOf } from "./dataset.js";
import { decisionsIn } from "./decisions.js";
import type { Outcome } from "./document.js";
import type { Effects } from "./effects.js";
import { type Examination, examine } from "./examine.js";
import type { RunLimits } from "./limits.js";
import { publish } from "./publish.js";
import type { Schemas } from "./rulebooks.js";
import { secondReading } from "./second.js";
import { settle } from "./settle.js";
import { openSpool } from "./spool.js";

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

/**
 * Checks documents, by themselves and together, and publishes them in the order of their files. They are put aside as
 * they come, so that memory holds a few at a time however many there are. Throws `Fault`.
 */
export async function conclude(
  outcomes: AsyncIterable<Outcome> | Iterable<Outcome>,
  options: ConcludeOptions,
): Promise<Concluded> {
  const { out, cache, limits, schemas, env } = options;
  const context = contextOf(schemas);
  const spool = openSpool(out);
  const keep = cache === undefined ? {} : { cache };
  try {
    const placed = await gather(outcomes, spool, (extraction) => examineHere(extraction, context, cache));
    const corpus = corpusOf(placed, spool);
    const decisions = await decisionsIn(out);
    const second = secondReading(identitiesOf(corpus), cache);
    const settled = await settle(corpus, decisions, { spool, context, reread: second.reread });
    await second.close();
    const dataset = datasetOf(settled.corpus, settled.anomalies, schemas, env);
    await publish(out, { ...dataset, decisions, quality: settled.quality }, { limits, ...keep });
    return {
      documents: dataset.documents,
      faults: placed.flatMap((d) => d.faults),
      remarks: [...placed.flatMap((d) => d.remark ?? []), ...settled.stale.map(staleRemark)],
    };
  } finally {
    spool.close();
  }
}

/** For documents that nobody has checked where they were read. */
async function examineHere(
  extraction: Extraction,
  context: CheckContext,
  cache: string | undefined,
): Promise<Examination> {
  const second = secondReading([extraction.document], cache);
  try {
    return await examine(extraction, context, second.reread);
  } finally {
    await second.close();
  }
}

const identitiesOf = (corpus: Corpus): DocumentIdentity[] =>
  Array.from({ length: corpus.size }, (_, document) => corpus.identity(document));

/** A decision that no longer fits what is printed: not applied, not dropped, to be looked at again. */
function staleRemark({ decision_id, steward, anomaly }: Decision): Message {
  const place = `${anomaly?.documents.join(", ") ?? ""}, page ${anomaly?.page ?? "?"}`;
  return {
    fr: `${place} : ce que ${steward} a décidé (${decision_id}) portait sur d'autres valeurs ; \`recoupe review\` le montre de nouveau.`,
    en: `${place}: what ${steward} decided (${decision_id}) was about other values; \`recoupe review\` shows it again.`,
  };
}
