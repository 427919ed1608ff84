import { hash } from "node:crypto";
import type { Anomaly, Observation } from "../model/index.js";

/** Share of the values that nothing flagged which people look at all the same. */
const SHARE = 0.02;
const RANGE = 2 ** 32;

/**
 * Whether a value is of the sample: by a hash of its id alone, so that the same values are chosen at every run, on every
 * machine, whatever else the dataset holds, and nobody chooses.
 */
export function isSampled(observation: string): boolean {
  const digest = hash("sha256", `sample${observation}`, "buffer");
  return digest.readUInt32BE(0) < SHARE * RANGE;
}

/** Observations that some anomaly is about. */
export function flaggedBy(anomalies: Iterable<Anomaly>): Set<string> {
  const flagged = new Set<string>();
  for (const { observations } of anomalies) for (const o of observations) flagged.add(o.observation);
  return flagged;
}

/** The values of the sample: printed, and flagged by nothing. */
export const sampleOf = <T extends Pick<Observation, "observation_id" | "obs_value_printed">>(
  observations: readonly T[],
  flagged: ReadonlySet<string>,
): T[] =>
  observations.filter(
    (o) => o.obs_value_printed !== null && !flagged.has(o.observation_id) && isSampled(o.observation_id),
  );

const VALUE = "value:";

/** What decisions on a value that nothing flagged are kept under, in the place of an anomaly's id. */
export const valueSubject = (observation: string): string => `${VALUE}${observation}`;

/** The observation that such a subject is about; undefined for an anomaly. */
export const observationOf = (subject: string): string | undefined =>
  subject.startsWith(VALUE) ? subject.slice(VALUE.length) : undefined;
