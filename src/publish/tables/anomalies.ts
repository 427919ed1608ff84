import { type Anomaly, type Many, manyOf } from "../../model/index.js";
import { ANOMALY_MEANINGS, ANOMALY_OBSERVATION_MEANINGS } from "../dictionary/anomaly.js";
import { type Cell, columnsOf, type Table } from "../table.js";

const list = (items: readonly string[]): string => items.join("; ");

function row(a: Anomaly): Cell[] {
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

export function anomaliesTable(anomalies: Many<Anomaly>): Table {
  return {
    name: "anomalies",
    fr: "Anomalies",
    en: "Anomalies",
    key: ["anomaly_id"],
    columns: columnsOf(ANOMALY_MEANINGS),
    rows: manyOf(anomalies, row),
  };
}

/** One row for each observation an anomaly is about: the way from an anomaly to its values and pages. */
export function anomalyObservationsTable(anomalies: Many<Anomaly>): Table {
  return {
    name: "anomaly_observations",
    fr: "Observations des anomalies",
    en: "Observations of anomalies",
    key: ["anomaly_id", "observation_id", "role"],
    columns: columnsOf(ANOMALY_OBSERVATION_MEANINGS),
    rows: {
      *[Symbol.iterator]() {
        for (const anomaly of anomalies) yield* membersOf(anomaly);
      },
    },
  };
}

function membersOf({ anomaly_id, observations, suspects }: Anomaly): Iterable<Cell[]> {
  const rows = observations.map(({ observation, role }): [string, Cell[]] => {
    const suspicion = suspects.find((s) => s.observation === observation)?.probability ?? null;
    return [`${observation} ${role}`, [anomaly_id, observation, role, suspicion]];
  });
  return new Map(rows).values();
}

/** Anomalies whole, for programs: as `JSON.stringify` would write them, one a time. */
export function* anomaliesJson(anomalies: Many<Anomaly>): Generator<string> {
  yield "[";
  let before = "\n ";
  for (const anomaly of anomalies) {
    yield `${before}${JSON.stringify(anomaly, null, 1).replaceAll("\n", "\n ")}`;
    before = ",\n ";
  }
  yield anomalies.length === 0 ? "]\n" : "\n]\n";
}
