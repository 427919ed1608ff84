import { Anomaly, CheckCode, Role, Severity } from "../../model/index.js";
import type { ColumnMeaning } from "../table.js";
import { among, decimal, must, PAGE, share, text } from "./column.js";

export const ANOMALY_MEANINGS: Record<string, ColumnMeaning> = {
  anomaly_id: must(text("Stable identifier of the anomaly", "Identifiant stable de l'anomalie")),
  check: among(CheckCode.options, "Check that does not hold", "Contrôle non respecté"),
  severity: among(Severity.options, "How serious", "Gravité"),
  documents: text("Documents concerned, separated by ;", "Documents concernés, séparés par ;"),
  page: { ...PAGE, ...text("First page concerned", "Première page concernée"), type: "integer" },
  observations: text("role=observation, separated by ;", "rôle=observation, séparés par ;"),
  stated: text("What is printed", "Ce qui est imprimé"),
  expected: text("What the others make it", "Ce que donnent les autres"),
  difference: decimal("Stated less expected", "Écart entre imprimé et attendu"),
  tolerance: decimal("What rounding allows", "Ce que l'arrondi permet"),
  arithmetic: text("The terms, to redo it by hand", "Les termes, pour refaire le calcul"),
  suspects: text("observation probability, separated by ;", "observation probabilité, séparés par ;"),
  proposals: text("What would put it right, separated by ;", "Ce qui la corrigerait, séparés par ;"),
  origin: among(
    Anomaly.shape.origin.options,
    "Who erred: the reading or the report",
    "D'où vient l'erreur : lecture ou rapport",
  ),
  group: text("Common cause", "Cause commune"),
  notes: text("Remarks printed beside it", "Remarques imprimées à côté"),
  message_fr: text("In French", "En français"),
  message_en: text("In English", "En anglais"),
};

export const ANOMALY_OBSERVATION_MEANINGS: Record<string, ColumnMeaning> = {
  anomaly_id: {
    ...must(text("Anomaly", "Anomalie")),
    refers: { table: "anomalies", column: "anomaly_id" },
  },
  observation_id: {
    ...must(text("Observation it is about", "Observation concernée")),
    refers: { table: "observations", column: "observation_id" },
  },
  role: among(Role.options, "Part it takes in the arithmetic", "Rôle dans le calcul"),
  suspicion: share(
    "Probability that this is the wrong value; empty where it is not suspected",
    "Probabilité que ce soit la valeur fausse ; vide si elle n'est pas suspecte",
  ),
};
