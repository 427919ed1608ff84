import type { DocumentLine, Language, Message } from "../model/index.js";

export interface RunSummary {
  out: string;
  documents: DocumentLine[];
  /** One line each: what could not be read, or needs mending. */
  faults: Message[];
  /** One line a report that lacks what its rulebook expects: a sign that its layout has changed. */
  remarks: Message[];
  /** Seconds the whole run took. */
  seconds: number;
}

const WORDS = {
  fr: {
    documents: "documents",
    failed: "en échec",
    partial: "à compléter",
    pages: "pages",
    ocr: "reconnues par OCR",
    figures: "chiffres trouvés",
    mapped: "rattachés",
    ignored: "écartés avec motif",
    unmapped: "non rattachés",
    observations: "observations",
    anomalies: "anomalies",
    error: "erreurs",
    warning: "alertes",
    info: "pour information",
    next: (out: string) => `À lire ensuite : ${out}/anomalies.csv, puis ${out}/observations.csv.`,
  },
  en: {
    documents: "documents",
    failed: "failed",
    partial: "to complete",
    pages: "pages",
    ocr: "recognised by OCR",
    figures: "figures found",
    mapped: "mapped",
    ignored: "ignored for a stated reason",
    unmapped: "unmapped",
    observations: "observations",
    anomalies: "anomalies",
    error: "errors",
    warning: "warnings",
    info: "for information",
    next: (out: string) => `Where to look next: ${out}/anomalies.csv, then ${out}/observations.csv.`,
  },
} as const;

/** The lines a run ends on. */
export function summaryLines(summary: RunSummary, language: Language): string[] {
  const w = WORDS[language];
  const format = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB");
  const sum = (key: NumericColumn): string => format.format(total(summary.documents, key));
  const count = (status: DocumentLine["status"]): number =>
    summary.documents.filter((d) => d.status === status).length;
  const states = [
    count("failed") > 0 ? `${count("failed")} ${w.failed}` : "",
    count("partial") > 0 ? `${count("partial")} ${w.partial}` : "",
  ].filter(Boolean);
  return [
    `${format.format(summary.documents.length)} ${w.documents}${states.length > 0 ? ` (${states.join(", ")})` : ""}, ${sum("pages")} ${w.pages}${total(summary.documents, "pages_ocr") > 0 ? ` (${sum("pages_ocr")} ${w.ocr})` : ""}`,
    `${sum("figures")} ${w.figures}: ${sum("figures_mapped")} ${w.mapped}, ${sum("figures_ignored")} ${w.ignored}, ${sum("figures_unmapped")} ${w.unmapped}`,
    `${sum("observations")} ${w.observations}`,
    `${w.anomalies}: ${sum("anomalies_error")} ${w.error}, ${sum("anomalies_warning")} ${w.warning}, ${sum("anomalies_info")} ${w.info}`,
    w.next(summary.out),
  ];
}

type NumericColumn = {
  [K in keyof DocumentLine]: DocumentLine[K] extends number ? K : never;
}[keyof DocumentLine];

const total = (documents: readonly DocumentLine[], key: NumericColumn): number =>
  documents.reduce((sum, d) => sum + d[key], 0);
