import {
  type DocumentIdentity,
  type DocumentLine,
  type Extraction,
  type Figure,
  type Many,
  type Message,
  manyOf,
  type Observation,
} from "../model/index.js";
import type { Outcome } from "./document.js";
import { lineOf } from "./document-line.js";
import { type Examination, withMended } from "./examine.js";
import type { Spool } from "./spool.js";

/** What memory holds of a document; the rest is in the spool, under the numbers given. */
export interface Placed {
  file: string;
  sha256: string;
  created: string;
  /** All of its line but the anomalies. */
  line: DocumentLine;
  faults: Message[];
  remark?: Message;
  /** Absent where nothing could be read. */
  content?: { document: DocumentIdentity; observations: number; figures: number; rest: number };
}

/** What the spool holds of a document beside its observations and figures. */
interface Rest {
  extraction: Omit<Extraction, "observations" | "figures">;
  examination: Examination;
}

type Examine = (extraction: Extraction) => Promise<Examination>;

/** Puts documents aside as they come, and gives them in the order of their files. */
export async function gather(
  outcomes: AsyncIterable<Outcome> | Iterable<Outcome>,
  spool: Spool,
  examine: Examine,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for await (const outcome of outcomes) placed.push(await place(outcome, spool, examine));
  return placed.sort((a, b) => (a.file < b.file ? -1 : 1));
}

async function place(outcome: Outcome, spool: Spool, examine: Examine): Promise<Placed> {
  const { file, sha256, created, faults, remark, extraction } = outcome;
  const known = { file, sha256, created, faults, line: lineOf(outcome), ...(remark ? { remark } : {}) };
  if (extraction === undefined) return known;
  const examination = outcome.examination ?? (await examine(extraction));
  const { observations, figures, ...others } = withMended(extraction, examination.mended);
  const content = {
    document: extraction.document,
    observations: spool.put(observations),
    figures: spool.put(figures),
    rest: spool.put({ extraction: others, examination } satisfies Rest),
  };
  return { ...known, content };
}

/** Documents in the order of their files, on disk but for what is held of each. */
export interface Corpus {
  placed: readonly Placed[];
  /** With the values retained. */
  observations: Many<Observation>;
  figures: Many<Figure>;
  /** Ids of the documents that could be read. */
  ids: ReadonlySet<string>;
  /** Whether a value of a document is another one than was read. */
  isChanged(document: number): boolean;
  /** How many of them there are; they are numbered from 0. */
  size: number;
  identity(document: number): DocumentIdentity;
  /** Numbers of the documents of an id: more than one where a report was given twice. */
  numbersOf(id: string): readonly number[];
  observationsOf(document: number): Observation[];
  extraction(document: number): Extraction;
  examination(document: number): Examination;
}

/** `observations` are some of them as they are now. */
export function corpusOf(
  placed: readonly Placed[],
  spool: Spool,
  observations: readonly Observation[] = [],
): Corpus {
  const changed = new Map(observations.map((o) => [o.observation_id, o]));
  const touched = new Set(observations.map((o) => o.document_id));
  const read = placed.flatMap(({ content }) => content ?? []);
  const numbers = new Map<string, number[]>();
  for (const [number, { document }] of read.entries())
    numbers.set(document.document_id, [...(numbers.get(document.document_id) ?? []), number]);
  const at = (document: number): (typeof read)[number] => {
    const found = read[document];
    if (found === undefined) throw new RangeError(`there is no document ${document}`);
    return found;
  };
  const now = (o: Observation): Observation => changed.get(o.observation_id) ?? o;
  const observationsOf = (document: number): Observation[] =>
    spool.take<Observation[]>(at(document).observations).map(now);
  const printed = spool.list<Observation>(read.map((r) => r.observations));
  return {
    placed,
    observations: changed.size === 0 ? printed : manyOf(printed, now),
    figures: spool.list<Figure>(read.map((r) => r.figures)),
    ids: new Set(numbers.keys()),
    isChanged: (document) => touched.has(at(document).document.document_id),
    size: read.length,
    identity: (document) => at(document).document,
    numbersOf: (id) => numbers.get(id) ?? [],
    observationsOf,
    extraction: (document) => {
      const { extraction } = spool.take<Rest>(at(document).rest);
      const { figures } = at(document);
      return {
        ...extraction,
        observations: observationsOf(document),
        figures: spool.take<Figure[]>(figures),
      };
    },
    examination: (document) => spool.take<Rest>(at(document).rest).examination,
  };
}
