import { checkerOf } from "../check/index.js";
import type { Anomaly, Decision, DocumentLine, Extraction, Observation } from "../model/index.js";
import { type Publication, type Rechecker, seriesOf } from "../review/index.js";
import { contextOf } from "./context.js";
import { checkDecided } from "./decisions.js";
import type { BackgroundReader } from "./pool.js";
import { UNKNOWN } from "./read-report.js";
import type { Schemas } from "./rulebooks.js";

/** Documents kept in memory once they are read. */
const MOST_KEPT = 100;

export interface RecheckOptions {
  /** Where a document's report is. */
  fileOf: (document: DocumentLine) => Promise<string | undefined>;
  schemas: Schemas;
  reader: BackgroundReader;
}

/**
 * Checks documents of a publication again with decisions applied. A publication does not hold all that the checks of a
 * report need, so the report is read once more when first asked for. Of other documents only what they tell of the same
 * series is looked at, as published: so the time it takes does not grow with their number.
 */
export function recheckerOf(publication: Publication, options: RecheckOptions): Rechecker {
  const lines = new Map(publication.documents.map((d) => [d.document_id, d]));
  const publishedOf = kept((id) => publication.observationsOf(id));
  const extractionOf = kept(async (id) => {
    const extraction = await extracted(lines.get(id), options);
    return extraction && asPublished(extraction, await publishedOf(id));
  });
  const asPrinted = new Map<string, Anomaly[]>();
  /** What others tell of the series that some documents tell. */
  const siblingsOf = async (extractions: readonly Extraction[]): Promise<Extraction[]> => {
    const own = new Set(extractions.map((e) => e.document.document_id));
    const series = new Set(extractions.flatMap((e) => e.observations.map(seriesOf)));
    const others = new Set([...series].flatMap((s) => publication.tellersOf(s)).filter((id) => !own.has(id)));
    return Promise.all(
      [...others].map(async (id) => {
        const observations = await publishedOf(id);
        return stub(
          lines.get(id),
          observations.filter((o) => series.has(seriesOf(o))),
        );
      }),
    );
  };
  return async (touched, decisions) => {
    const extractions = (await Promise.all(touched.map(extractionOf))).filter((e) => e !== undefined);
    if (extractions.length < touched.length) return undefined;
    const own = new Set(touched);
    const siblings = (await siblingsOf(extractions)).map((e) => retained(e, decisions));
    const isCovered = coverage(extractions, siblings);
    const check = async (of: readonly Extraction[]): Promise<Anomaly[]> => {
      const checker = checkerOf(contextOf(options.schemas));
      const alone: Anomaly[] = [];
      for (const e of of)
        if (own.has(e.document.document_id)) alone.push(...checker.document(e));
        else checker.note(e);
      return [...alone, ...checker.across().filter(isCovered)];
    };
    const all = [...extractions, ...siblings];
    // What is printed in the reports themselves does not change while the page is open.
    const key = JSON.stringify([
      touched.toSorted(),
      siblings.map((e) => e.observations.map((o) => o.obs_value)),
    ]);
    const printed = asPrinted.get(key) ?? (await check(all));
    remember(asPrinted, key, printed);
    const about = decisions.filter((d) => documentsOf(d).some((id) => own.has(id)));
    const decided = await checkDecided(all, about, async (of) => (of === all ? printed : check(of)));
    return {
      anomalies: decided.everything,
      found: decided.found,
      observations: decided.extractions
        .filter((e) => own.has(e.document.document_id))
        .flatMap((e) => e.observations),
      stale: decided.stale,
      covers: isCovered,
    };
  };
}

const documentsOf = (d: Decision): string[] => (d.about ? [d.about.document] : (d.anomaly?.documents ?? []));

async function extracted(
  line: DocumentLine | undefined,
  { fileOf, reader }: RecheckOptions,
): Promise<Extraction | undefined> {
  const file = line === undefined ? undefined : await fileOf(line);
  if (line === undefined || file === undefined) return undefined;
  const publisher = line.publisher === UNKNOWN ? {} : { publisher: line.publisher };
  const { extraction, sha256 } = await reader.read({ file, ...publisher });
  const same = sha256 === line.sha256 && extraction?.document.document_id === line.document_id;
  return same ? extraction : undefined;
}

/** What is asked for again and again is asked once, and the last ones are kept. */
function kept<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (id) => {
    const answer = known.get(id) ?? ask(id);
    remember(known, id, answer);
    return answer;
  };
}

function remember<T>(known: Map<string, T>, key: string, value: T): void {
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
}

/** A document of which only some values are known: enough to compare, not to check it by itself. */
const stub = (line: DocumentLine | undefined, observations: Observation[]): Extraction => ({
  document: {
    document_id: line?.document_id ?? "",
    file: line?.file ?? "",
    sha256: line?.sha256 ?? "",
    publisher: line?.publisher ?? "",
    period: line?.period ?? "",
  },
  observations,
  figures: [],
  edits: [],
  places: [],
  unmatchedRules: [],
  failedAssertions: [],
});

/** What the run put right by reading again stays so: values are those that were published as printed. */
function asPublished(extraction: Extraction, published: readonly Observation[]): Extraction {
  const byId = new Map(published.map((o) => [o.observation_id, o]));
  const observations = extraction.observations.map((o) => {
    const known = byId.get(o.observation_id);
    if (known === undefined || known.obs_value_printed === o.obs_value_printed) return o;
    const { obs_value_printed, value_lo, value_hi, decimals, source_text } = known;
    return {
      ...o,
      obs_value: obs_value_printed,
      obs_value_printed,
      value_lo,
      value_hi,
      decimals,
      source_text,
    };
  });
  return { ...extraction, observations };
}

/** Published values as they are retained by now: what the last run had applied may have been taken back. */
function retained(extraction: Extraction, decisions: readonly Decision[]): Extraction {
  const changed = new Map(decisions.flatMap((d) => d.changes.map((c) => [c.observation, c.new] as const)));
  const observations = extraction.observations.map((o) => {
    const printed = o.decision_id === "" || o.obs_value_printed === null ? o.obs_value : o.obs_value_printed;
    return { ...o, obs_value: changed.get(o.observation_id) ?? printed };
  });
  return { ...extraction, observations };
}

/** Which anomalies these documents and what is known of their siblings are enough to tell. */
function coverage(own: readonly Extraction[], siblings: readonly Extraction[]): (a: Anomaly) => boolean {
  const touched = new Set(own.map((e) => e.document.document_id));
  // All that is told of a series is here, so what does not hold among siblings shows as well.
  const alike = new Set(siblings.flatMap((e) => e.observations.map((o) => o.observation_id)));
  return ({ documents, observations }) =>
    documents.some((d) => touched.has(d)) ||
    (documents.length > 1 && observations.every((o) => alike.has(o.observation)));
}
