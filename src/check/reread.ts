import Big from "big.js";
import type { Anomaly, Box, Extraction, Observation, Proposal } from "../model/index.js";

/**
 * Reads one box of one page again, by another way than at first: `first` tells how it was read. Undefined where
 * nothing legible is there, or the file is gone.
 */
export type Reread = (
  document: string,
  page: number,
  box: Box,
  first: "text" | "ocr",
) => Promise<string | undefined>;

/** Suspects that are read again for each anomaly, likeliest first. */
const MOST_SUSPECTS = 3;
/** How much likelier a second reading gives what the page prints than what it does not: both are seldom wrong alike. */
const WEIGHT = 100;

/**
 * Asks the page who is to blame. A second reading that gives a proposed value is our misreading (`extraction`); one
 * that gives the printed values again is the publisher's (`source`).
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
    const reading = reread(o.document_id, o.source_page, o.source_box, o.method === "ocr" ? "ocr" : "text");
    readings.set(o.observation_id, reading);
    return reading;
  };
  const settled: Anomaly[] = [];
  for (const anomaly of anomalies)
    settled.push(anomaly.severity === "info" ? anomaly : await confirm(anomaly, observations, read));
  return settled;
}

async function confirm(
  anomaly: Anomaly,
  observations: ReadonlyMap<string, Observation>,
  read: (o: Observation) => Promise<string | undefined>,
): Promise<Anomaly> {
  const suspects = anomaly.suspects
    .slice(0, MOST_SUSPECTS)
    .flatMap((s) => observations.get(s.observation) ?? [])
    .filter((o) => o.decision_id === "" && o.method !== "attachment");
  if (suspects.length === 0) return anomaly;
  let alike = 0;
  for (const o of suspects) {
    const numerals = numeralsOf(await read(o));
    if (o.obs_value_printed !== null && isAmong(numerals, o.obs_value_printed)) alike++;
    else if (numerals.length === 1) {
      const proposal = anomaly.proposals.find(
        (p) => p.observation === o.observation_id && isAmong(numerals, p.value),
      );
      if (proposal)
        return { ...anomaly, origin: "extraction", proposals: preferred(anomaly.proposals, proposal) };
    }
  }
  return alike === suspects.length ? { ...anomaly, origin: "source" } : anomaly;
}

/** Whether a reading gives this value and no other. */
export function shows(text: string | undefined, value: string): boolean {
  const numerals = numeralsOf(text);
  return numerals.length === 1 && isAmong(numerals, value);
}

/** A sign may be a dash of the layout, or be cut off. */
const isAmong = (numerals: readonly Big[], value: string): boolean =>
  numerals.some((numeral) => numeral.eq(new Big(value).abs()));

/** The value that the page shows comes first: by Bayes' rule, its odds times the weight of the second reading. */
function preferred(proposals: readonly Proposal[], chosen: Proposal): Proposal[] {
  const left = Math.max(0, 1 - chosen.probability);
  const all = WEIGHT * chosen.probability + left;
  const rounded = (weight: number): number => Math.round((1000 * weight) / all) / 1000;
  return [
    { ...chosen, probability: rounded(WEIGHT * chosen.probability) },
    ...proposals.filter((p) => p !== chosen).map((p) => ({ ...p, probability: rounded(p.probability) })),
  ];
}

const NUMERAL = /\d{1,3}(?:[\s\u00a0\u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?/g;

/** The numbers of a second reading, without sign: digits in groups of three, decimal comma or point. */
function numeralsOf(text: string | undefined): Big[] {
  return [...(text ?? "").matchAll(NUMERAL)].map(([numeral]) => {
    const grouped = /^\d{1,3}(?:[\s\u00a0\u202f.]\d{3})+/.exec(numeral)?.[0] ?? "";
    const whole = grouped.replace(/\D/g, "");
    return new Big((whole + numeral.slice(grouped.length)).replace(",", "."));
  });
}
