import { type Anomaly, type Extraction, Severity } from "../model/index.js";
import { acrossDocuments } from "./across.js";
import { checkDocument } from "./document.js";
import type { CheckContext } from "./finder.js";
import { headlines } from "./headlines.js";
import { libraryOn } from "./library.js";
import { type Ledger, ledgerOf } from "./network.js";
import { outliers } from "./outliers.js";
import { confirmed, type Reread } from "./reread.js";
import { type Shelf, shelfInMemory } from "./shelf.js";

export { checkDocument } from "./document.js";
export type { CheckContext } from "./finder.js";
export { putRight } from "./repair.js";
export { confirmed, type Reread } from "./reread.js";
export type { Shelf } from "./shelf.js";

/** Reading order: by document, page, severity; the id last, so that a run always tells the same. */
export function inReadingOrder(anomalies: readonly Anomaly[]): Anomaly[] {
  const rank = (a: Anomaly): number => Severity.options.indexOf(a.severity);
  return anomalies.toSorted(
    (a, b) =>
      compare(a.documents.join(), b.documents.join()) ||
      a.page - b.page ||
      rank(a) - rank(b) ||
      compare(a.check, b.check) ||
      compare(a.anomaly_id, b.anomaly_id),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Checks documents as they come, and at the end what they say of one another. */
export interface Checker {
  /** What the document shows by itself. */
  document: (extraction: Extraction) => Anomaly[];
  /** Takes note of what a document says that is not to be checked by itself. */
  note: (extraction: Extraction) => void;
  /** What the documents seen so far show together. */
  across: () => Anomaly[];
}

/** For runs that do not hold all documents at once: what it takes to compare them is put on the shelf. */
export function checkerOf(context: CheckContext, shelf: Shelf = shelfInMemory()): Checker {
  const library = libraryOn(shelf);
  const indexes = [acrossDocuments(library), headlines(library), outliers(library)];
  const note = (extraction: Extraction, ledger: Ledger): void => {
    const placeOf = library.add(extraction);
    for (const index of indexes) index.add(extraction, ledger, placeOf);
  };
  return {
    document: (extraction) => {
      const ledger = ledgerOf(extraction.observations);
      note(extraction, ledger);
      return checkDocument(extraction, context, ledger);
    },
    note: (extraction) => note(extraction, ledgerOf(extraction.observations)),
    across: () => indexes.flatMap((index) => index.anomalies(context)),
  };
}

export interface CheckInput extends CheckContext {
  extractions: readonly Extraction[];
  /** Reads a box of a page again; gives undefined where it cannot. */
  reread?: Reread;
}

/**
 * All anomalies of some documents, in reading order. Where `reread` is given, suspects are read again, and anomalies
 * that this settles say so in `origin`.
 */
export async function check({ extractions, reread, ...context }: CheckInput): Promise<Anomaly[]> {
  const checker = checkerOf(context);
  const anomalies = [...extractions.flatMap((e) => checker.document(e)), ...checker.across()];
  const ordered = inReadingOrder(anomalies);
  return reread ? confirmed(ordered, extractions, reread) : ordered;
}
