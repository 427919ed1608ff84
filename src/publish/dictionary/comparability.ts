import type { ColumnMeaning } from "../table.js";
import { among, coded, count, must, text } from "./column.js";

const AGREEMENTS = ["agree", "differ", "unknown"] as const;
export type Agreement = (typeof AGREEMENTS)[number];

export const COMPARABILITY_MEANINGS: Record<string, ColumnMeaning> = {
  indicator: coded("indicator", "Defined quantity", "Indicateur"),
  publisher: must(text("Who states it", "Qui l'énonce")),
  year: must(text("Year the values are of", "Année des valeurs")),
  observations: must(count("How many observations", "Nombre d'observations")),
  count_basis: text("What is counted, as published; separated by ;", "Ce qui est compté, séparé par ;"),
  unit_measure: text("Units, separated by ;", "Unités, séparées par ;"),
  definition: among(
    AGREEMENTS,
    "Whether this publisher's definition is the catalogue's; unknown where only rules shared by all publishers found it",
    "Si la définition de l'émetteur est celle du catalogue ; unknown si seules les règles communes l'ont trouvé",
  ),
  differs_in: text("What differs from the catalogue", "Ce qui diffère du catalogue"),
  comparable_with: text(
    "Other publishers whose values of that year agree in definition, separated by ;",
    "Autres émetteurs dont les valeurs de cette année suivent la même définition, séparés par ;",
  ),
};
