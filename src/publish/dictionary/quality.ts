import type { QualityLine } from "../../model/index.js";
import type { ColumnMeaning } from "../table.js";
import { count, must, share, text } from "./column.js";

export const QUALITY_MEANINGS: Record<keyof QualityLine, ColumnMeaning> = {
  document_id: must(text("Document; `_T` for all together", "Document ; `_T` pour l'ensemble")),
  unflagged: must(
    count("Printed values that no anomaly is about", "Valeurs imprimées qu'aucune anomalie ne signale"),
  ),
  sampled: must(
    count("Of these, values drawn to be looked at (2 %)", "Dont valeurs tirées au sort à vérifier (2 %)"),
  ),
  checked: must(
    count("Of these, values a steward compared with the page", "Dont valeurs comparées à la page"),
  ),
  wrong: must(count("Of these, values not as printed", "Dont valeurs différentes de l'imprimé")),
  rate: share(
    "Residual error rate; missing where none was checked",
    "Taux d'erreur résiduel ; absent si rien n'a été vérifié",
  ),
  rate_low: share("Lower end of its 95 % interval (Wilson)", "Borne basse de son intervalle à 95 % (Wilson)"),
  rate_high: share(
    "Upper end of its 95 % interval (Wilson)",
    "Borne haute de son intervalle à 95 % (Wilson)",
  ),
};
