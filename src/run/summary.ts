import type { DocumentLine, Language, Message } from "../model/index.js";
import { counted, type Forms } from "./counted.js";

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

const same = (word: string): Forms => [word, word];

const WORDS = {
  fr: {
    documents: ["document", "documents"],
    failed: same("en échec"),
    partial: same("à compléter"),
    pages: ["page", "pages"],
    pages_ocr: ["reconnue par OCR", "reconnues par OCR"],
    figures: ["chiffre trouvé", "chiffres trouvés"],
    figures_mapped: ["rattaché", "rattachés"],
    figures_ignored: ["écarté avec motif", "écartés avec motif"],
    figures_unmapped: ["non rattaché", "non rattachés"],
    observations: ["observation", "observations"],
    anomalies_error: ["erreur", "erreurs"],
    anomalies_warning: ["alerte", "alertes"],
    anomalies_info: same("pour information"),
  },
  en: {
    documents: ["document", "documents"],
    failed: same("failed"),
    partial: same("to complete"),
    pages: ["page", "pages"],
    pages_ocr: same("recognised by OCR"),
    figures: ["figure found", "figures found"],
    figures_mapped: same("mapped"),
    figures_ignored: same("ignored for a stated reason"),
    figures_unmapped: same("unmapped"),
    observations: ["observation", "observations"],
    anomalies_error: ["error", "errors"],
    anomalies_warning: ["warning", "warnings"],
    anomalies_info: same("for information"),
  },
} as const satisfies Record<Language, Record<string, Forms>>;

type Word = keyof (typeof WORDS)["en"];

/** Where to look next: at what does not hold and at the data, or, where nothing was read, at the reasons. */
const NEXT = {
  fr: (out: string) => `À lire ensuite : ${out}/anomalies.csv, puis ${out}/observations.csv.`,
  en: (out: string) => `Where to look next: ${out}/anomalies.csv, then ${out}/observations.csv.`,
};
const REASONS = {
  fr: (out: string) => `À lire ensuite : ${out}/documents.csv, qui dit ce qui manque à chaque rapport.`,
  en: (out: string) => `Where to look next: ${out}/documents.csv, which says what each report lacks.`,
};

/** The lines a run ends on. */
export function summaryLines({ documents, out }: RunSummary, language: Language): string[] {
  const told = (n: number, word: Word): string => counted(n, WORDS[language][word], language);
  const sum = (key: NumericColumn & Word): string => told(total(documents, key), key);
  const among = (parts: readonly string[]): string => (parts.length === 0 ? "" : ` (${parts.join(", ")})`);
  const states = (["failed", "partial"] as const).flatMap((status) => {
    const n = documents.filter((d) => d.status === status).length;
    return n === 0 ? [] : [told(n, status)];
  });
  const recognised = total(documents, "pages_ocr") > 0 ? [sum("pages_ocr")] : [];
  const colon = language === "fr" ? " :" : ":";
  const next = total(documents, "observations") > 0 ? NEXT : REASONS;
  return [
    `${told(documents.length, "documents")}${among(states)}, ${sum("pages")}${among(recognised)}`,
    `${sum("figures")}${colon} ${sum("figures_mapped")}, ${sum("figures_ignored")}, ${sum("figures_unmapped")}`,
    sum("observations"),
    `anomalies${colon} ${sum("anomalies_error")}, ${sum("anomalies_warning")}, ${sum("anomalies_info")}`,
    next[language](out),
  ];
}

type NumericColumn = {
  [K in keyof DocumentLine]: DocumentLine[K] extends number ? K : never;
}[keyof DocumentLine];

const total = (documents: readonly DocumentLine[], key: NumericColumn): number =>
  documents.reduce((sum, d) => sum + d[key], 0);
