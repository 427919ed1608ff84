import { DocumentLine } from "../../model/index.js";
import type { ColumnMeaning } from "../table.js";
import { among, count, must, PUBLISHER, share, text } from "./column.js";

export const DOCUMENT_MEANINGS: Record<keyof DocumentLine, ColumnMeaning> = {
  document_id: text(
    "Publisher, period and hash; empty where the file could not be read",
    "Émetteur, période et empreinte ; vide si le fichier est illisible",
  ),
  file: must(text("File as given", "Fichier fourni")),
  sha256: { ...text("Hash of the file", "Empreinte du fichier"), pattern: "^[0-9a-f]{64}$" },
  publisher: PUBLISHER,
  period: { ...text("Year the report is about", "Année du rapport"), pattern: "^\\d{4}$" },
  pages: must(count("Pages", "Pages")),
  pages_text: must(count("Pages read from their text", "Pages lues par leur texte")),
  pages_ocr: must(
    count("Pages, whole or in part, recognised by OCR", "Pages reconnues par OCR, en tout ou partie"),
  ),
  figures: must(count("Numerals found", "Chiffres trouvés")),
  figures_mapped: must(count("Mapped to an observation", "Rattachés à une observation")),
  figures_ignored: must(count("Ignored for a stated reason", "Écartés avec motif")),
  figures_unmapped: must(count("Neither", "Ni l'un ni l'autre")),
  coverage_tables: share(
    "Mapped share of the figures in tables and lists, ignored ones left out",
    "Part rattachée des chiffres des tableaux et listes, hors écartés",
  ),
  coverage_text: share(
    "Mapped share of all other figures, ignored ones left out",
    "Part rattachée des autres chiffres, hors écartés",
  ),
  observations: must(count("Observations", "Observations")),
  anomalies_error: must(count("Anomalies: errors", "Anomalies : erreurs")),
  anomalies_warning: must(count("Anomalies: warnings", "Anomalies : alertes")),
  anomalies_info: must(count("Anomalies: for information", "Anomalies : pour information")),
  status: among(DocumentLine.shape.status.options, "What became of it", "Ce qu'il en est advenu"),
  error: text("Why it failed or is partial", "Pourquoi il a échoué ou reste partiel, en anglais"),
  error_fr: text("Why it failed or is partial, in French", "Pourquoi il a échoué ou reste partiel"),
};
