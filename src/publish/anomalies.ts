import type { Anomaly } from "../model/index.js";
import { type CsvValue, csv } from "./csv.js";

/** Columns of `anomalies.csv`, in order; lists within a field are separated by `; `. */
const ANOMALY_COLUMNS = [
  "anomaly_id",
  "check",
  "severity",
  "documents",
  "page",
  "observations",
  "stated",
  "expected",
  "difference",
  "tolerance",
  "arithmetic",
  "suspects",
  "proposals",
  "origin",
  "group",
  "notes",
  "message_fr",
  "message_en",
] as const;

const list = (items: readonly string[]): string => items.join("; ");

function row(a: Anomaly): CsvValue[] {
  return [
    a.anomaly_id,
    a.check,
    a.severity,
    list(a.documents),
    a.page,
    list(a.observations.map((o) => `${o.role}=${o.observation}`)),
    a.stated,
    a.expected,
    a.difference,
    a.tolerance,
    a.arithmetic,
    list(a.suspects.map((s) => `${s.observation} ${s.probability.toFixed(2)}`)),
    list(
      a.proposals.map(
        (p) =>
          `${p.observation ? `${p.observation} → ` : ""}${p.value} (${p.kind} ${p.probability.toFixed(2)})`,
      ),
    ),
    a.origin,
    a.group,
    list(a.notes),
    a.message.fr,
    a.message.en,
  ];
}

export function anomaliesCsv(anomalies: readonly Anomaly[]): string {
  return csv(ANOMALY_COLUMNS, anomalies.map(row));
}

/** The same anomalies whole, for programs. */
export function anomaliesJson(anomalies: readonly Anomaly[]): string {
  return `${JSON.stringify(anomalies, null, 1)}\n`;
}
