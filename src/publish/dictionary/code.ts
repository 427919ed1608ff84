import type { ColumnMeaning } from "../table.js";
import { must, text } from "./column.js";

/** Columns of every `codelists/*.csv`. */
export const CODE_MEANINGS: Record<string, ColumnMeaning> = {
  code: must(text("Code", "Code")),
  label_fr: must(text("French label", "Libellé français")),
  label_en: must(text("English label", "Libellé anglais")),
  definition: text("Definition", "Définition"),
  parent: { ...text("Broader code", "Code plus large"), refers: { column: "code" } },
};

/** Columns of `codelists/indicator.csv`. */
export const INDICATOR_MEANINGS: Record<string, ColumnMeaning> = {
  ...CODE_MEANINGS,
  parent: {
    ...text(
      "Indicator whose persons or events these are among",
      "Indicateur dont ces personnes ou événements font partie",
    ),
    refers: { column: "code" },
  },
  theme: must(text("Theme", "Thème")),
  population: must(text("Whom or what it counts", "Qui ou quoi est compté")),
  unit: { ...must(text("Usual unit", "Unité habituelle")), codes: "unit" },
  measure: { ...must(text("Usual measure", "Mesure habituelle")), codes: "measure" },
  count_basis: { ...must(text("Usual count basis", "Base de comptage habituelle")), codes: "count_basis" },
  dimensions: text("Dimensions it may be cut by, separated by ;", "Dimensions admises, séparées par ;"),
  additive: {
    ...must(text("Whether values add up over areas and categories", "Si les valeurs s'additionnent")),
    among: ["yes", "no"],
  },
  sum_of: text(
    "Indicators it is the sum of, separated by ;",
    "Indicateurs dont il est la somme, séparés par ;",
  ),
  numerator: { ...text("Numerator of a ratio", "Numérateur d'un ratio"), refers: { column: "code" } },
  denominator: { ...text("Denominator of a ratio", "Dénominateur d'un ratio"), refers: { column: "code" } },
};
