import { DIMENSIONS, Measure, Observation, Vintage } from "../../model/index.js";
import type { ColumnMeaning } from "../table.js";
import {
  among,
  BOX,
  coded,
  count,
  DOCUMENT,
  decimal,
  integer,
  must,
  PAGE,
  PERIOD,
  PUBLISHER,
  share,
  text,
} from "./column.js";

const DIMENSION_NAMES: Record<(typeof DIMENSIONS)[number], { en: string; fr: string }> = {
  sex: { en: "Sex", fr: "Sexe" },
  age: { en: "Age", fr: "Âge" },
  education: { en: "Level of education", fr: "Niveau de formation" },
  residence: {
    en: "Kind of place of residence (priority neighbourhood…)",
    fr: "Type de lieu de résidence (QPV…)",
  },
  housing: { en: "Housing", fr: "Logement" },
  licence: { en: "Driving licence", fr: "Permis de conduire" },
  disability: { en: "Disability", fr: "Handicap" },
  scheme: { en: "Scheme (CEJ, PACEA, PLIE…)", fr: "Dispositif (CEJ, PACEA, PLIE…)" },
  contract: { en: "Kind of contract", fr: "Type de contrat" },
  channel: { en: "Channel of contact", fr: "Mode de contact" },
  topic: { en: "Topic", fr: "Thématique" },
  sector: { en: "Sector of activity", fr: "Secteur d'activité" },
  situation: { en: "Situation", fr: "Situation" },
  outcome: { en: "Outcome", fr: "Issue" },
  aid: { en: "Financial aid", fr: "Aide financière" },
  funder: { en: "Funder", fr: "Financeur" },
  origin: { en: "Who referred the person", fr: "Orientation, prescripteur" },
  structure: { en: "Kind of structure", fr: "Type de structure" },
  duration: { en: "Duration", fr: "Durée" },
};

const dimensions = Object.fromEntries(
  DIMENSIONS.map((d) => [
    d,
    coded(
      d,
      `${DIMENSION_NAMES[d].en}; _T total, _Z not applicable`,
      `${DIMENSION_NAMES[d].fr} ; _T total, _Z sans objet`,
    ),
  ]),
) as Record<(typeof DIMENSIONS)[number], ColumnMeaning>;

export const OBSERVATION_MEANINGS: Record<keyof Observation, ColumnMeaning> = {
  observation_id: must(text("Stable identifier of the observation", "Identifiant stable de l'observation")),
  document_id: DOCUMENT,
  publisher: PUBLISHER,
  ref_area: must({
    ...text(
      "Whose figure it is: COG code with its level, or a structure",
      "Territoire de la valeur : code COG précédé de son niveau, ou structure",
    ),
    pattern: "^[A-Z0-9]+(-[A-Za-z0-9_-]+)?$",
  }),
  ref_area_label: text("Name of that area", "Nom de ce territoire"),
  time_period: PERIOD,
  indicator: coded("indicator", "Defined quantity", "Indicateur"),
  measure: { ...coded("measure", "What kind of number it is", "Nature du nombre"), among: Measure.options },
  ...dimensions,
  count_basis: coded(
    "count_basis",
    "What is counted: entries, stock, events, files",
    "Ce qui est compté : entrées, stock, événements, dossiers",
  ),
  unit_measure: coded("unit", "Unit", "Unité"),
  unit_mult: must(
    integer(
      "Power of ten the value is to be multiplied by",
      "Puissance de dix par laquelle multiplier la valeur",
    ),
  ),
  decimals: must(count("Decimals printed", "Décimales imprimées")),
  obs_value: decimal(
    "Retained value: as printed unless a steward decided",
    "Valeur retenue : celle imprimée, sauf décision",
  ),
  obs_value_printed: decimal("Value as printed", "Valeur imprimée"),
  value_lo: decimal(
    "Least value the printed digits can stand for",
    "Plus petite valeur que l'imprimé peut représenter",
  ),
  value_hi: decimal(
    "Greatest value the printed digits can stand for",
    "Plus grande valeur que l'imprimé peut représenter",
  ),
  obs_status: coded("status", "SDMX observation status", "Statut SDMX de l'observation"),
  decision_id: text("Last decision of a steward", "Dernière décision"),
  source_page: must(PAGE),
  source_box: must(BOX),
  source_section: text("Headings above", "Titres au-dessus"),
  source_table: text("Title of the table", "Titre du tableau"),
  source_row: text("Row label as printed", "Libellé de ligne imprimé"),
  source_column: text("Column label as printed", "Libellé de colonne imprimé"),
  source_context: text("Sentence or label around the value", "Phrase ou libellé autour de la valeur"),
  source_text: text("The printed characters", "Les caractères imprimés"),
  method: among(
    Observation.shape.method.options,
    "How the characters were obtained",
    "Comment les caractères ont été obtenus",
  ),
  confidence: must(share("From 0 to 1", "De 0 à 1")),
  rule: text("Rulebook and rule", "Recueil et règle"),
  vintage: {
    ...among(
      Vintage.options,
      "Whose year the value is of: the report's own, an earlier one that a later report restates, one ahead",
      "Année de la valeur : celle du rapport, une antérieure redite par un rapport ultérieur, une à venir",
    ),
    required: false,
  },
};
