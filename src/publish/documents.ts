import { DocumentLine } from "../model/index.js";
import { csv } from "./csv.js";

/** Columns of `documents.csv`, in order. */
const DOCUMENT_COLUMNS = Object.keys(DocumentLine.shape) as (keyof DocumentLine)[];

export function documentsCsv(documents: readonly DocumentLine[]): string {
  return csv(
    DOCUMENT_COLUMNS,
    documents.map((d) => DOCUMENT_COLUMNS.map((c) => d[c])),
  );
}
