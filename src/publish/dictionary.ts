import { DIMENSIONS, type DocumentLine, type Figure, type Observation } from "../model/index.js";

/** What a column holds, for every format that can say so. */
export interface ColumnMeaning {
  /** Table Schema type. */
  type: "string" | "number" | "integer";
  en: string;
  fr: string;
  /** Name of the code list its values come from. */
  codes?: string;
  required?: boolean;
}

const text = (en: string, fr: string): ColumnMeaning => ({ type: "string", en, fr });
const must = (meaning: ColumnMeaning): ColumnMeaning => ({ ...meaning, required: true });
const number = (en: string, fr: string): ColumnMeaning => ({ type: "number", en, fr });
const integer = (en: string, fr: string): ColumnMeaning => ({ type: "integer", en, fr });
const coded = (codes: string, en: string, fr: string): ColumnMeaning =>
  must({ type: "string", en, fr, codes });

const DOCUMENT = must(text("Document the value is printed in", "Document où la valeur est imprimée"));
const PUBLISHER = text("Who states the value", "Qui énonce la valeur");

const dimensions = Object.fromEntries(
  DIMENSIONS.map((d) => [
    d,
    coded(d, `Dimension: ${d}; _T total, _Z not applicable`, `Dimension : ${d} ; _T total, _Z sans objet`),
  ]),
) as Record<(typeof DIMENSIONS)[number], ColumnMeaning>;

export const OBSERVATION_MEANINGS: Record<keyof Observation, ColumnMeaning> = {
  observation_id: must(text("Stable identifier of the observation", "Identifiant stable de l'observation")),
  document_id: DOCUMENT,
  publisher: PUBLISHER,
  ref_area: must(
    text(
      "Whose figure it is: COG code with its level, or a structure",
      "Territoire de la valeur : code COG précédé de son niveau, ou structure",
    ),
  ),
  ref_area_label: text("Name of that area", "Nom de ce territoire"),
  time_period: text("Year, or date for a stock", "Année, ou date pour un stock"),
  indicator: coded("indicator", "Defined quantity", "Indicateur"),
  measure: coded("measure", "What kind of number it is", "Nature du nombre"),
  ...dimensions,
  count_basis: coded(
    "count_basis",
    "What is counted: entries, stock, events, files",
    "Ce qui est compté : entrées, stock, événements, dossiers",
  ),
  unit_measure: coded("unit", "Unit", "Unité"),
  unit_mult: integer(
    "Power of ten the value is to be multiplied by",
    "Puissance de dix par laquelle multiplier la valeur",
  ),
  decimals: integer("Decimals printed", "Décimales imprimées"),
  obs_value: number(
    "Retained value: as printed unless a steward decided",
    "Valeur retenue : celle imprimée, sauf décision",
  ),
  obs_value_printed: number("Value as printed", "Valeur imprimée"),
  value_lo: number(
    "Least value the printed digits can stand for",
    "Plus petite valeur que l'imprimé peut représenter",
  ),
  value_hi: number(
    "Greatest value the printed digits can stand for",
    "Plus grande valeur que l'imprimé peut représenter",
  ),
  obs_status: coded("status", "SDMX observation status", "Statut SDMX de l'observation"),
  decision_id: text("Last decision of a steward", "Dernière décision"),
  source_page: integer("Page, from 1", "Page, à partir de 1"),
  source_box: text(
    "Where on the page: x0 top x1 bottom, points",
    "Position sur la page : x0 haut x1 bas, en points",
  ),
  source_section: text("Headings above", "Titres au-dessus"),
  source_table: text("Title of the table", "Titre du tableau"),
  source_row: text("Row label as printed", "Libellé de ligne imprimé"),
  source_column: text("Column label as printed", "Libellé de colonne imprimé"),
  source_context: text("Sentence or label around the value", "Phrase ou libellé autour de la valeur"),
  source_text: text("The printed characters", "Les caractères imprimés"),
  method: text("text, ocr or attachment", "text, ocr ou attachment"),
  confidence: number("From 0 to 1", "De 0 à 1"),
  rule: text("Rulebook and rule", "Recueil et règle"),
};

export const FIGURE_MEANINGS: Record<keyof Figure, ColumnMeaning> = {
  figure_id: must(text("Stable identifier of the figure", "Identifiant stable du chiffre")),
  document_id: DOCUMENT,
  page: integer("Page, from 1", "Page, à partir de 1"),
  box: text(
    "Where on the page: x0 top x1 bottom, points",
    "Position sur la page : x0 haut x1 bas, en points",
  ),
  raw: text("The printed characters", "Les caractères imprimés"),
  value: number("Value read", "Valeur lue"),
  unit: text("Unit printed beside it", "Unité imprimée à côté"),
  hedge: text("about, more_than …", "about, more_than…"),
  container: text("What it stands in", "Ce dans quoi il figure"),
  state: must(text("mapped, ignored or unmapped", "mapped, ignored ou unmapped")),
  by: text("Observation, or why it is ignored", "Observation, ou pourquoi il est écarté"),
};

export const ANOMALY_MEANINGS: Record<string, ColumnMeaning> = {
  anomaly_id: must(text("Stable identifier of the anomaly", "Identifiant stable de l'anomalie")),
  check: must(text("Check that does not hold", "Contrôle non respecté")),
  severity: must(text("error, warning or info", "error, warning ou info")),
  documents: text("Documents concerned, separated by ;", "Documents concernés, séparés par ;"),
  page: integer("First page concerned", "Première page concernée"),
  observations: text("role=observation, separated by ;", "rôle=observation, séparés par ;"),
  stated: text("What is printed", "Ce qui est imprimé"),
  expected: text("What the others make it", "Ce que donnent les autres"),
  difference: number("Stated less expected", "Écart entre imprimé et attendu"),
  tolerance: number("What rounding allows", "Ce que l'arrondi permet"),
  arithmetic: text("The terms, to redo it by hand", "Les termes, pour refaire le calcul"),
  suspects: text("observation probability, separated by ;", "observation probabilité, séparés par ;"),
  proposals: text("What would put it right, separated by ;", "Ce qui la corrigerait, séparés par ;"),
  origin: text("extraction, source or undecided", "extraction, source ou undecided"),
  group: text("Common cause", "Cause commune"),
  notes: text("Remarks printed beside it", "Remarques imprimées à côté"),
  message_fr: text("In French", "En français"),
  message_en: text("In English", "En anglais"),
};

export const DOCUMENT_MEANINGS: Record<keyof DocumentLine, ColumnMeaning> = {
  document_id: must(text("Publisher, period and hash", "Émetteur, période et empreinte")),
  file: text("File as given", "Fichier fourni"),
  sha256: text("Hash of the file", "Empreinte du fichier"),
  publisher: PUBLISHER,
  period: text("Year the report is about", "Année du rapport"),
  pages: integer("Pages", "Pages"),
  pages_text: integer("Pages read from their text", "Pages lues par leur texte"),
  pages_ocr: integer(
    "Pages, whole or in part, recognised by OCR",
    "Pages reconnues par OCR, en tout ou partie",
  ),
  figures: integer("Numerals found", "Chiffres trouvés"),
  figures_mapped: integer("Mapped to an observation", "Rattachés à une observation"),
  figures_ignored: integer("Ignored for a stated reason", "Écartés avec motif"),
  figures_unmapped: integer("Claimed by no rule", "Rattachés à aucune règle"),
  coverage_tables: number(
    "Mapped share of figures in tables and lists",
    "Part rattachée, tableaux et listes",
  ),
  coverage_text: number("Mapped share of all other figures", "Part rattachée, autres chiffres"),
  observations: integer("Observations", "Observations"),
  anomalies_error: integer("Anomalies: errors", "Anomalies : erreurs"),
  anomalies_warning: integer("Anomalies: warnings", "Anomalies : alertes"),
  anomalies_info: integer("Anomalies: for information", "Anomalies : pour information"),
  status: text("done, partial or failed", "done, partial ou failed"),
  error: text("What is to mend", "Ce qui est à corriger"),
};
