import type { Anomaly, LongDataset, Observation } from "../model/index.js";

/** The observations that some anomalies are about, by id. */
export function membersOf(
  anomalies: readonly Anomaly[],
  { observations }: LongDataset,
): Map<string, Observation> {
  const wanted = new Set(anomalies.flatMap((a) => a.observations.map((o) => o.observation)));
  const found = new Map<string, Observation>();
  for (const o of observations) if (wanted.has(o.observation_id)) found.set(o.observation_id, o);
  return found;
}
