import {
  type Anomaly,
  type DocumentLine,
  type Extraction,
  type Observation,
  valuesAlone,
} from "../model/index.js";
import { type Publication, seriesOf } from "../review/index.js";
import type { BackgroundReader } from "./pool.js";
import { UNKNOWN } from "./read-report.js";
import { remembered } from "./remembered.js";

/** Documents of a publication as they are printed, and of others what they tell of the same series, as published. */
export interface Scope {
  own: Extraction[];
  siblings: Extraction[];
  /** Of both. */
  documents: string[];
  /** Which anomalies these are enough to tell. */
  covers: (anomaly: Anomaly) => boolean;
}

export interface ScopeOptions {
  /** Where a document's report is. */
  fileOf: (document: DocumentLine) => Promise<string | undefined>;
  reader: BackgroundReader;
}

/**
 * A publication does not hold all that the checks of a report need, so reports are read once more when first asked for.
 * The function gives undefined where one of the documents is gone, or is another file.
 */
export function scopesOf(
  publication: Publication,
  options: ScopeOptions,
): (documents: readonly string[]) => Promise<Scope | undefined> {
  const lines = new Map(publication.documents.map((d) => [d.document_id, d]));
  const publishedOf = remembered((id) => publication.observationsOf(id));
  const extractionOf = remembered(async (id) => {
    const extraction = await extracted(lines.get(id), options);
    return extraction && asPublished(extraction, await publishedOf(id));
  });
  const told = async (id: string, series: ReadonlySet<string>): Promise<Extraction> => {
    const alike = (await publishedOf(id)).filter((o) => series.has(seriesOf(o)));
    return stub(lines.get(id), alike.map(asPrinted));
  };
  const scopeOf = remembered(async (key): Promise<Scope | undefined> => {
    const documents = JSON.parse(key) as string[];
    const own = (await Promise.all(documents.map(extractionOf))).filter((e) => e !== undefined);
    if (own.length < documents.length) return undefined;
    const series = new Set(own.flatMap((e) => e.observations.map(seriesOf)));
    const tellers = new Set([...series].flatMap((s) => publication.tellersOf(s)));
    const others = [...tellers].filter((id) => !documents.includes(id));
    const siblings = await Promise.all(others.map((id) => told(id, series)));
    return { own, siblings, documents: [...documents, ...others], covers: coverage(own, siblings) };
  });
  return (documents) => scopeOf(JSON.stringify(documents.toSorted()));
}

async function extracted(
  line: DocumentLine | undefined,
  { fileOf, reader }: ScopeOptions,
): Promise<Extraction | undefined> {
  const file = line === undefined ? undefined : await fileOf(line);
  if (line === undefined || file === undefined) return undefined;
  const publisher = line.publisher === UNKNOWN ? {} : { publisher: line.publisher };
  const { extraction, sha256 } = await reader.read({ file, ...publisher });
  const same = sha256 === line.sha256 && extraction?.document.document_id === line.document_id;
  return same ? extraction : undefined;
}

const stub = (line: DocumentLine | undefined, observations: Observation[]): Extraction =>
  valuesAlone(
    {
      document_id: line?.document_id ?? "",
      file: line?.file ?? "",
      sha256: line?.sha256 ?? "",
      publisher: line?.publisher ?? "",
      period: line?.period ?? "",
    },
    observations,
  );

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

/** What the last run had applied may have been taken back since. */
const asPrinted = (o: Observation): Observation =>
  o.decision_id === "" || o.obs_value_printed === null ? o : { ...o, obs_value: o.obs_value_printed };

/** Which anomalies these documents and what is known of their siblings are enough to tell. */
function coverage(own: readonly Extraction[], siblings: readonly Extraction[]): (a: Anomaly) => boolean {
  const touched = new Set(own.map((e) => e.document.document_id));
  // All that is told of a series is here, so what does not hold among siblings shows as well.
  const alike = new Set(siblings.flatMap((e) => e.observations.map((o) => o.observation_id)));
  return ({ documents, observations }) =>
    documents.some((d) => touched.has(d)) ||
    (documents.length > 1 && observations.every((o) => alike.has(o.observation)));
}
