import { Container, Figure, Hedge } from "../../model/index.js";
import type { ColumnMeaning } from "../table.js";
import { among, BOX, DOCUMENT, decimal, must, PAGE, text } from "./column.js";

export const FIGURE_MEANINGS: Record<keyof Figure, ColumnMeaning> = {
  figure_id: must(text("Stable identifier of the figure", "Identifiant stable du chiffre")),
  document_id: DOCUMENT,
  page: must(PAGE),
  box: must(BOX),
  raw: must(text("The printed characters", "Les caractères imprimés")),
  value: decimal("Value read", "Valeur lue"),
  unit: text("Unit printed beside it", "Unité imprimée à côté"),
  hedge: { ...text("Word that qualifies it", "Mot qui la nuance"), among: Hedge.options },
  container: among(Container.options, "What it stands in", "Ce dans quoi il figure"),
  state: among(
    Figure.shape.state.options,
    "Whether an observation was made of it",
    "S'il a donné une observation",
  ),
  by: text("Observation, or why it is ignored", "Observation, ou pourquoi il est écarté"),
};
