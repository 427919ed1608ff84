import type { ColumnMeaning } from "../table.js";
import { count, must, text } from "./column.js";

/** Further columns hold a quantity each, in its unit; they are named after the indicator and the codes that single it out. */
export const COMMUNE_MEANINGS: Record<string, ColumnMeaning> = {
  ref_area: must(text("Code of the commune", "Code de la commune")),
  commune: text("Its name", "Son nom"),
  publisher: must(text("Who states it", "Qui l'énonce")),
  year: must(count("Year of the values", "Année des valeurs")),
};
