import {
  type CheckContext,
  checkDocument,
  checkerOf,
  confirmed,
  inReadingOrder,
  type Reread,
} from "../check/index.js";
import {
  type Anomaly,
  type Decision,
  type Extraction,
  type Many,
  type Observation,
  type QualityLine,
  valuesAlone,
} from "../model/index.js";
import { applyDecisions, flaggedBy, qualityLines } from "../review/index.js";
import { type Corpus, corpusOf } from "./corpus.js";
import { ruleOver } from "./decisions.js";
import { findingsIn } from "./findings.js";
import type { Spool } from "./spool.js";

export interface Settling {
  spool: Spool;
  context: CheckContext;
  /** Reads again what documents tell differently. */
  reread: Reread;
}

/** Documents checked, by themselves and together, with what stewards decided applied. */
export interface Settled {
  /** With the values retained. */
  corpus: Corpus;
  /** What was put right by a second reading, then what does not hold and is not said to be right. */
  anomalies: Many<Anomaly>;
  /** Decisions whose anomaly is gone, or whose cells are printed otherwise now. */
  stale: Decision[];
  quality: QualityLine[];
}

/** Checks the documents of a corpus, and applies decisions. Memory holds one of them at a time. */
export async function settle(
  printed: Corpus,
  decisions: readonly Decision[],
  settling: Settling,
): Promise<Settled> {
  let anomalies = await checked(printed, settling, async (d) => printed.examination(d).anomalies);
  const flagged = flaggedBy(anomalies);
  let corpus = printed;
  const shown = decisions.length === 0 ? [] : anomalies;
  const { applied, stale, closed } = await ruleOver(printed.ids, shown, decisions, async (round) => {
    const said = mentioned(printed, round);
    const result = applyDecisions(said, round);
    const changed = result.observations.filter((o, i) => o !== said[i]);
    corpus = corpusOf(printed.placed, settling.spool, changed);
    anomalies = await checked(corpus, settling, (d) => ownOf(corpus, printed, d, settling));
    return { stale: result.stale, anomalies };
  });
  const notices = settling.spool.list<Anomaly>(noticesOf(printed, settling.spool));
  return {
    corpus,
    anomalies: joined(notices, without(anomalies, closed)),
    stale,
    quality: qualityLines(partsOf(printed), flagged, applied),
  };
}

/** What documents show by themselves, as `own` tells it, and together. */
async function checked(
  corpus: Corpus,
  { spool, context, reread }: Settling,
  own: (document: number) => Promise<Anomaly[]>,
): Promise<Many<Anomaly>> {
  const findings = findingsIn(spool);
  const checker = checkerOf(context, spool.shelf(corpus.observationsOf));
  for (let document = 0; document < corpus.size; document++) {
    findings.add(await own(document));
    checker.note(bare(corpus, document));
  }
  const across = inReadingOrder(checker.across());
  for (let from = 0; from < across.length; from += TOGETHER) {
    const some = across.slice(from, from + TOGETHER);
    findings.add(await confirmed(some, suspectsOf(some, corpus), reread));
  }
  return findings.list();
}

/** Anomalies between documents that are looked at together: their observations are in memory then. */
const TOGETHER = 200;

/** A document as far as others are compared with it. */
const bare = (corpus: Corpus, document: number, observations = corpus.observationsOf(document)): Extraction =>
  valuesAlone(corpus.identity(document), observations);

/** Of the documents that anomalies are about, the observations that are suspected. */
function suspectsOf(anomalies: readonly Anomaly[], corpus: Corpus): Extraction[] {
  const wanted = new Set(anomalies.flatMap((a) => a.suspects.map((s) => s.observation)));
  const ids = new Set(anomalies.flatMap((a) => a.documents));
  return [...ids].flatMap((id) =>
    corpus.numbersOf(id).map((document) => {
      const own = corpus.observationsOf(document).filter((o) => wanted.has(o.observation_id));
      return bare(corpus, document, own);
    }),
  );
}

/** A document with a decided value is checked anew. */
async function ownOf(
  corpus: Corpus,
  printed: Corpus,
  document: number,
  { context, reread }: Settling,
): Promise<Anomaly[]> {
  if (!corpus.isChanged(document)) return printed.examination(document).anomalies;
  const extraction = corpus.extraction(document);
  return confirmed(inReadingOrder(checkDocument(extraction, context)), [extraction], reread);
}

/** What decisions speak of: the observations they name, and of each document they name at least one. */
function mentioned(corpus: Corpus, decisions: readonly Decision[]): Observation[] {
  const ids = new Set(decisions.flatMap(observationsIn));
  const documents = new Set(
    decisions.flatMap((d) => [...(d.anomaly?.documents ?? []), d.about?.document ?? ""]),
  );
  const found: Observation[] = [];
  for (const o of corpus.observations)
    if (documents.delete(o.document_id) || ids.has(o.observation_id)) found.push(o);
  return found;
}

const observationsIn = ({ changes, seen = [], anomaly, about }: Decision): string[] => [
  ...changes.map((c) => c.observation),
  ...seen.map((s) => s.observation),
  ...(anomaly?.observations ?? []).map((o) => o.observation),
  ...(anomaly?.suspects ?? []).map((s) => s.observation),
  ...(about === undefined ? [] : [about.observation]),
];

/** Numbers, in the spool, of what was put right in each document. */
function noticesOf(corpus: Corpus, spool: Spool): number[] {
  const numbers: number[] = [];
  for (let document = 0; document < corpus.size; document++) {
    const { notices } = corpus.examination(document);
    if (notices.length > 0) numbers.push(spool.put(notices));
  }
  return numbers;
}

function without(anomalies: Many<Anomaly>, closed: ReadonlySet<string>): Many<Anomaly> {
  if (closed.size === 0) return anomalies;
  let length = 0;
  for (const { anomaly_id } of anomalies) if (!closed.has(anomaly_id)) length++;
  return {
    length,
    *[Symbol.iterator]() {
      for (const anomaly of anomalies) if (!closed.has(anomaly.anomaly_id)) yield anomaly;
    },
  };
}

const joined = <T>(first: Many<T>, second: Many<T>): Many<T> => ({
  length: first.length + second.length,
  *[Symbol.iterator]() {
    yield* first;
    yield* second;
  },
});

function* partsOf(corpus: Corpus): Generator<Observation[]> {
  for (let document = 0; document < corpus.size; document++) yield corpus.observationsOf(document);
}
