import type { Anomaly, Dataset, Language, Observation } from "../model/index.js";
import { publishedDataset } from "./saved.js";

/** One observation that both publications hold, with another value or status. */
interface Change {
  before: Observation;
  after: Observation;
}

/** What the newer of two publications holds otherwise. All lists are in the order of the tables. */
export interface Difference {
  documents: { added: string[]; gone: string[] };
  /** Retained value or status differ. */
  changed: Change[];
  /** What the observation is of differs: indicator, area, period, dimensions, unit. */
  reclassified: Change[];
  added: Observation[];
  gone: Observation[];
  opened: Anomaly[];
  closed: Anomaly[];
}

const VALUE = ["obs_value", "obs_value_printed", "obs_status"] as const;
/** Where and how a value was found may differ from one version of the engine to the next. */
const EVIDENCE =
  /^(observation_id|document_id|ref_area_label|value_lo|value_hi|decision_id|source_.*|method|confidence|rule)$/;

const sameIn = (columns: readonly (keyof Observation)[], { before, after }: Change): boolean =>
  columns.every((c) => before[c] === after[c]);

function meaningOf(o: Observation): (keyof Observation)[] {
  return (Object.keys(o) as (keyof Observation)[]).filter(
    (c) => !EVIDENCE.test(c) && !(VALUE as readonly string[]).includes(c),
  );
}

/** What is in `items` and not in `others`, by id. */
function without<T>(items: readonly T[], others: readonly T[], id: (item: T) => string): T[] {
  const known = new Set(others.map(id));
  return items.filter((item) => !known.has(id(item)));
}

const observationId = (o: Observation): string => o.observation_id;
const anomalyId = (a: Anomaly): string => a.anomaly_id;
const documentIds = (d: Dataset): string[] => d.documents.map((l) => l.document_id || l.file);

/** Compares two datasets by the stable ids of what they hold. */
export function diff(old: Dataset, next: Dataset): Difference {
  const before = new Map(old.observations.map((o) => [o.observation_id, o]));
  const pairs = next.observations.flatMap((after): Change[] => {
    const found = before.get(after.observation_id);
    return found === undefined ? [] : [{ before: found, after }];
  });
  const same = (id: string): string => id;
  return {
    documents: {
      added: without(documentIds(next), documentIds(old), same),
      gone: without(documentIds(old), documentIds(next), same),
    },
    changed: pairs.filter((pair) => !sameIn(VALUE, pair)),
    reclassified: pairs.filter((pair) => !sameIn(meaningOf(pair.after), pair)),
    added: without(next.observations, old.observations, observationId),
    gone: without(old.observations, next.observations, observationId),
    opened: without(next.anomalies, old.anomalies, anomalyId),
    closed: without(old.anomalies, next.anomalies, anomalyId),
  };
}

/** Compares two folders of publications by what their files say: values as printed differ from corrected ones. Throws `Fault` where one is none. */
export async function diffFolders(old: string, next: string): Promise<Difference> {
  const [before, after] = await Promise.all([publishedDataset(old), publishedDataset(next)]);
  return diff(before, after);
}

const WORDS = {
  fr: {
    documents: ["documents ajoutés", "documents disparus"],
    changed: "valeurs modifiées",
    reclassified: "observations reclassées",
    added: "observations nouvelles",
    gone: "observations disparues",
    opened: "anomalies ouvertes",
    closed: "anomalies closes",
    nothing: "Aucune différence.",
  },
  en: {
    documents: ["documents added", "documents gone"],
    changed: "values changed",
    reclassified: "observations reclassified",
    added: "new observations",
    gone: "observations gone",
    opened: "anomalies opened",
    closed: "anomalies closed",
    nothing: "No difference.",
  },
} as const;

const toldOf = (o: Observation): string =>
  `${o.document_id} p. ${o.source_page}: ${o.indicator} ${o.measure} ${o.ref_area} ${o.time_period}`;
const shown = (o: Observation): string => `${o.obs_value ?? "–"} (${o.obs_status})`;
const reclassified = (c: Change): string =>
  meaningOf(c.after)
    .filter((column) => c.before[column] !== c.after[column])
    .map((column) => `${column} ${c.before[column]} → ${c.after[column]}`)
    .join(", ");

/** The difference as lines of text: a heading with a count for each kind, then what it holds. */
export function differenceLines(d: Difference, language: Language): string[] {
  const w = WORDS[language];
  const kinds: [string, string[]][] = [
    [w.documents[0], d.documents.added],
    [w.documents[1], d.documents.gone],
    [w.changed, d.changed.map((c) => `${toldOf(c.after)}: ${shown(c.before)} → ${shown(c.after)}`)],
    [w.reclassified, d.reclassified.map((c) => `${toldOf(c.after)}: ${reclassified(c)}`)],
    [w.added, d.added.map((o) => `${toldOf(o)}: ${shown(o)}`)],
    [w.gone, d.gone.map((o) => `${toldOf(o)}: ${shown(o)}`)],
    [w.opened, d.opened.map((a) => `${a.severity}: ${a.message[language]}`)],
    [w.closed, d.closed.map((a) => `${a.severity}: ${a.message[language]}`)],
  ];
  const lines = kinds.flatMap(([name, items]) =>
    items.length === 0 ? [] : [`${items.length} ${name}`, ...items.map((item) => `  ${item}`)],
  );
  return lines.length === 0 ? [w.nothing] : lines;
}
