import Big from "big.js";
import type { Anomaly, Box, Extraction, Observation, Proposal } from "../model/index.js";

/** Reads one box of one page again, from its picture; undefined where nothing legible is there. */
export type Reread = (document: string, page: number, box: Box) => Promise<string | undefined>;

/** Suspects that are read again for each anomaly, likeliest first. */
const MOST_SUSPECTS = 3;
const CERTAIN = 0.98;

/**
 * Asks the picture who is to blame. A second reading that gives a proposed value is our misreading
 * (`extraction`); one that gives the printed value again is the publisher's (`source`).
 */
export async function confirmed(
  anomalies: readonly Anomaly[],
  extractions: readonly Extraction[],
  reread: Reread,
): Promise<Anomaly[]> {
  const observations = new Map(
    extractions.flatMap((e) => e.observations.map((o) => [o.observation_id, o] as const)),
  );
  const readings = new Map<string, Promise<string | undefined>>();
  const read = (o: Observation): Promise<string | undefined> => {
    const known = readings.get(o.observation_id);
    if (known) return known;
    const reading = reread(o.document_id, o.source_page, o.source_box);
    readings.set(o.observation_id, reading);
    return reading;
  };
  const settled: Anomaly[] = [];
  for (const anomaly of anomalies) settled.push(await confirm(anomaly, observations, read));
  return settled;
}

async function confirm(
  anomaly: Anomaly,
  observations: ReadonlyMap<string, Observation>,
  read: (o: Observation) => Promise<string | undefined>,
): Promise<Anomaly> {
  const doubtful = anomaly.suspects
    .slice(0, MOST_SUSPECTS)
    .flatMap((s) => observations.get(s.observation) ?? [])
    .filter((o) => o.method === "ocr");
  if (doubtful.length === 0) return anomaly;
  let alike = 0;
  for (const o of doubtful) {
    const value = numeralOf(await read(o));
    const proposal = anomaly.proposals.find((p) => p.observation === o.observation_id && isValue(p, value));
    if (proposal)
      return { ...anomaly, origin: "extraction", proposals: preferred(anomaly.proposals, proposal) };
    if (value !== null && o.obs_value_printed !== null && value.eq(o.obs_value_printed)) alike++;
  }
  return alike === doubtful.length ? { ...anomaly, origin: "source" } : anomaly;
}

const isValue = (proposal: Proposal, value: Big | null): boolean => value?.eq(proposal.value) ?? false;

/** The value that the picture shows comes first, and nearly certain. */
function preferred(proposals: readonly Proposal[], chosen: Proposal): Proposal[] {
  const rest = (1 - CERTAIN) / Math.max(1, proposals.length - 1);
  return [
    { ...chosen, probability: CERTAIN },
    ...proposals
      .filter((p) => p !== chosen)
      .map((p) => ({ ...p, probability: Math.min(p.probability, rest) })),
  ];
}

/** The number of a second reading: digits grouped by spaces, decimal comma or point. */
function numeralOf(text: string | undefined): Big | null {
  const compact = text?.replace(/[\s\u00a0\u202f]/g, "") ?? "";
  const found = /[-\u2212]?\d+(?:[.,]\d+)?/.exec(compact)?.[0];
  return found ? new Big(found.replace("\u2212", "-").replace(",", ".")) : null;
}
