import type { Anomaly, Box, LongDataset, Observation } from "../model/index.js";
import { membersOf } from "../publish/index.js";

/** A value that a picture marks. */
export interface Member {
  box: Box;
  suspect: boolean;
}

/** What one picture of one anomaly shows. */
export interface Cutting {
  anomaly: string;
  page: number;
  members: Member[];
}

/** The values of one document that are to be shown, page by page. */
export interface CropTask {
  file: string;
  /** The file must still be the one that was read. */
  sha256: string;
  cuttings: Cutting[];
}

export interface Planned {
  document: string;
  task: CropTask;
}

/** Pages that are shown of one anomaly, and anomalies that pictures are made for; the report says what is left out. */
const MOST_PAGES = 2;
const MOST_ANOMALIES = 400;

const SHOWN = ["error", "warning"] as const;

/** The gravest first; an equal share for each report, so that one cannot take all. */
function chosen(anomalies: Iterable<Anomaly>): Anomaly[] {
  const turns = new Map<string, number>();
  const picked: Anomaly[] = [];
  for (const severity of SHOWN) {
    const byTurn: Anomaly[][] = [];
    for (const anomaly of anomalies) {
      if (anomaly.severity !== severity) continue;
      const document = anomaly.documents[0] ?? "";
      const turn = turns.get(document) ?? 0;
      turns.set(document, turn + 1);
      const before = byTurn.slice(0, turn).reduce((sum, of) => sum + of.length, 0);
      const own = byTurn[turn] ?? [];
      byTurn[turn] = own;
      if (before + own.length < MOST_ANOMALIES) own.push(anomaly);
    }
    picked.push(...byTurn.flat());
  }
  return picked.slice(0, MOST_ANOMALIES);
}

interface Place {
  document: string;
  cutting: Cutting;
}

/** A tenth of a point, as in the tables: a publication read back gives the same pictures. */
const tenths = ({ x0, top, x1, bottom }: Box): Box => ({
  x0: Number(x0.toFixed(1)),
  top: Number(top.toFixed(1)),
  x1: Number(x1.toFixed(1)),
  bottom: Number(bottom.toFixed(1)),
});

/** Those at least half as likely as the likeliest. */
function suspectsOf({ suspects }: Anomaly): Set<string> {
  const most = Math.max(0, ...suspects.map((s) => s.probability));
  return new Set(suspects.filter((s) => s.probability >= most / 2).map((s) => s.observation));
}

/** The pages of the suspects first. */
function placesOf(anomaly: Anomaly, observations: ReadonlyMap<string, Observation>): Place[] {
  const suspects = suspectsOf(anomaly);
  const members = anomaly.observations
    .map(({ observation }) => observations.get(observation))
    .filter((o) => o !== undefined)
    .sort((a, b) => Number(suspects.has(b.observation_id)) - Number(suspects.has(a.observation_id)));
  const places = new Map<string, Place>();
  for (const o of members) {
    const key = `${o.document_id} ${o.source_page}`;
    const place = places.get(key) ?? {
      document: o.document_id,
      cutting: { anomaly: anomaly.anomaly_id, page: o.source_page, members: [] },
    };
    places.set(key, place);
    place.cutting.members.push({ box: tenths(o.source_box), suspect: suspects.has(o.observation_id) });
  }
  return [...places.values()].slice(0, MOST_PAGES);
}

/** What is to be drawn of each document, page by page. */
export function planCrops(dataset: LongDataset): Planned[] {
  const anomalies = chosen(dataset.anomalies);
  const observations = membersOf(anomalies, dataset);
  const places = anomalies.flatMap((anomaly) => placesOf(anomaly, observations));
  return dataset.documents.flatMap(({ document_id, file, sha256 }) => {
    const cuttings = places
      .filter((place) => place.document === document_id)
      .map((place) => place.cutting)
      .sort((a, b) => a.page - b.page);
    return cuttings.length === 0 ? [] : [{ document: document_id, task: { file, sha256, cuttings } }];
  });
}
