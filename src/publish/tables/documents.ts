import { DocumentLine } from "../../model/index.js";
import { DOCUMENT_MEANINGS } from "../dictionary/document.js";
import { columnsOf, type Table } from "../table.js";

const COLUMNS = Object.keys(DocumentLine.shape) as (keyof DocumentLine)[];

export function documentsTable(documents: readonly DocumentLine[]): Table {
  return {
    name: "documents",
    fr: "Documents",
    en: "Documents",
    key: ["file"],
    columns: columnsOf(Object.fromEntries(COLUMNS.map((c) => [c, DOCUMENT_MEANINGS[c]]))),
    rows: documents.map((d) => COLUMNS.map((c) => d[c])),
  };
}
