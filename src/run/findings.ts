import { inReadingOrder } from "../check/index.js";
import type { Anomaly, Many } from "../model/index.js";
import type { Spool } from "./spool.js";

/** Anomalies put aside as they are found, and told in reading order. */
export interface Findings {
  add(anomalies: readonly Anomaly[]): void;
  list(): Many<Anomaly>;
}

/** Memory holds the names of the documents that anomalies are about, together and alone. */
export function findingsIn(spool: Spool): Findings {
  const byDocuments = new Map<string, number[]>();
  return {
    add: (anomalies) => {
      for (const [documents, members] of grouped(anomalies)) {
        const known = byDocuments.get(documents) ?? [];
        known.push(spool.put(members));
        byDocuments.set(documents, known);
      }
    },
    list: () => {
      const sorted = [...byDocuments].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, numbers]) => numbers);
      return {
        length: spool.list(sorted.flat()).length,
        *[Symbol.iterator]() {
          for (const numbers of sorted) yield* inReadingOrder([...spool.list<Anomaly>(numbers)]);
        },
      };
    },
  };
}

function grouped(anomalies: readonly Anomaly[]): Map<string, Anomaly[]> {
  const groups = new Map<string, Anomaly[]>();
  for (const anomaly of anomalies) {
    const documents = anomaly.documents.join();
    const group = groups.get(documents);
    if (group === undefined) groups.set(documents, [anomaly]);
    else group.push(anomaly);
  }
  return groups;
}
