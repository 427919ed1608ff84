import type { DocumentLine } from "../model/index.js";
import type { Outcome } from "./document.js";

const IN_TABLES = new Set(["table", "list"]);

/** The line of `documents.csv` on one file, but for the anomalies. */
export function lineOf(outcome: Outcome): DocumentLine {
  const { extraction } = outcome;
  const figures = extraction?.figures ?? [];
  const id = extraction?.document.document_id ?? "";
  const count = (state: string): number => figures.filter((f) => f.state === state).length;
  const told = [...outcome.faults, ...(outcome.remark === undefined ? [] : [outcome.remark])];
  const inTables = figures.filter((f) => IN_TABLES.has(f.container));
  const inText = figures.filter((f) => !IN_TABLES.has(f.container));
  return {
    document_id: id,
    file: outcome.file,
    sha256: outcome.sha256,
    publisher: extraction?.document.publisher ?? "",
    period: extraction?.document.period ?? "",
    pages: outcome.pages,
    pages_text: outcome.pagesText,
    pages_ocr: outcome.pagesOcr,
    figures: figures.length,
    figures_mapped: count("mapped"),
    figures_ignored: count("ignored"),
    figures_unmapped: count("unmapped"),
    coverage_tables: coverage(inTables),
    coverage_text: coverage(inText),
    observations: extraction?.observations.length ?? 0,
    anomalies_error: 0,
    anomalies_warning: 0,
    anomalies_info: 0,
    status: extraction === undefined ? "failed" : outcome.faults.length > 0 ? "partial" : "done",
    error: told.map(({ en }) => en).join(" "),
    error_fr: told.map(({ fr }) => fr).join(" "),
  };
}

/** Share of the figures that mean something which are mapped, to four places; null where there are none. */
function coverage(figures: readonly { state: string }[]): number | null {
  const mapped = figures.filter((f) => f.state === "mapped").length;
  const open = figures.filter((f) => f.state === "unmapped").length;
  return mapped + open === 0 ? null : Math.round((mapped / (mapped + open)) * 10_000) / 10_000;
}
