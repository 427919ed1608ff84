import { type LongDataset, manyOf, plainLine } from "../model/index.js";

/** Columns that hold text of the PDFs, or names of files. */
const OBSERVED = [
  "ref_area_label",
  "source_section",
  "source_table",
  "source_row",
  "source_column",
  "source_context",
  "source_text",
] as const;
const PRINTED = ["raw", "unit", "by"] as const;
const NAMED = ["document_id", "file", "error", "error_fr"] as const;

function plain<T extends Record<K, string>, K extends keyof T & string>(item: T, columns: readonly K[]): T {
  const lines = Object.fromEntries(columns.map((column) => [column, plainLine(item[column])]));
  return { ...item, ...lines };
}

/** The dataset with every text on one line and without control codes, so that all formats tell the same text. */
export function plainDataset(dataset: LongDataset): LongDataset {
  return {
    ...dataset,
    observations: manyOf(dataset.observations, (o) => plain(o, OBSERVED)),
    figures: manyOf(dataset.figures, (f) => plain(f, PRINTED)),
    documents: dataset.documents.map((d) => plain(d, NAMED)),
  };
}
