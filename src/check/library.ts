import type { Extraction, Observation } from "../model/index.js";
import type { Shelf } from "./shelf.js";

/** Where an observation is: the number of its document, and its index there. */
export interface Place {
  document: number;
  index: number;
}

/** Documents seen so far. In memory it holds their names only. */
export interface Library {
  shelf: Shelf;
  /** Notes the next document; gives where its observations are. */
  add: (extraction: Extraction) => (observation: Observation) => Place;
  idOf: (document: number) => string;
  /** Publishers as numbers, the same for the same. */
  publisherOf: (document: number) => number;
  /** Observations again, each document taken from the shelf once. */
  recall: (places: Iterable<Place>) => (place: Place) => Observation | undefined;
}

const keyOf = ({ document, index }: Place): string => `${document}|${index}`;

export function libraryOn(shelf: Shelf): Library {
  const ids: string[] = [];
  const publishers: number[] = [];
  const numbers = new Map<string, number>();
  return {
    shelf,
    add: ({ document: { document_id, publisher }, observations }) => {
      const number = numbers.get(publisher) ?? numbers.size;
      numbers.set(publisher, number);
      publishers.push(number);
      shelf.put(observations);
      const document = ids.push(document_id) - 1;
      const indexOf = new Map(observations.map((o, index) => [o.observation_id, index]));
      return (o) => ({ document, index: indexOf.get(o.observation_id) ?? -1 });
    },
    idOf: (document) => ids[document] ?? "",
    publisherOf: (document) => publishers[document] ?? -1,
    recall: (places) => {
      const wanted = new Map<number, Set<number>>();
      for (const { document, index } of places)
        wanted.set(document, (wanted.get(document) ?? new Set()).add(index));
      const found = new Map<string, Observation>();
      for (const [document, indices] of wanted) {
        const observations = shelf.take(document);
        for (const index of indices) {
          const o = observations[index];
          if (o) found.set(keyOf({ document, index }), o);
        }
      }
      return (place) => found.get(keyOf(place));
    },
  };
}
