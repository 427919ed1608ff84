import { Verdict } from "../../model/index.js";
import type { ColumnMeaning } from "../table.js";
import { coded, DOCUMENT, decimal, must, PAGE, PERIOD, text } from "./column.js";

export const CORRECTION_MEANINGS: Record<string, ColumnMeaning> = {
  observation_id: {
    ...must(text("Observation corrected", "Observation corrigée")),
    refers: { table: "observations", column: "observation_id" },
  },
  document_id: DOCUMENT,
  source_page: must(PAGE),
  indicator: coded("indicator", "Defined quantity", "Indicateur"),
  ref_area: must(text("Whose figure it is", "Territoire de la valeur")),
  time_period: PERIOD,
  printed: decimal("Value as printed", "Valeur imprimée"),
  corrected: decimal("Value a steward retained", "Valeur retenue"),
  obs_status: coded("status", "Status of the retained value", "Statut de la valeur retenue"),
  decision_id: must(text("The decision", "La décision")),
  verdict: { ...text("What was ruled", "Ce qui a été décidé"), among: Verdict.options },
  comment: text("Why", "Pourquoi"),
  at: text("When, UTC", "Quand, UTC"),
};
