import type { Anomaly } from "../../src/model/index.js";
import type { Faulty } from "./scenario.js";

/** What the checks made of one fault. */
export interface Outcome {
  /** Told as error or warning. */
  detected: boolean;
  /** Place of the true cell among the suspects; null where it is not among them. */
  rank: number | null;
  /** The first proposal is the true cell with its true value. */
  corrected: boolean;
  /** Nothing is said to be likely, and the message says so. */
  undecided: boolean;
  /** Probability shown with the first proposal. */
  probability: number | null;
}

export function outcomeOf(faulty: Faulty, anomalies: readonly Anomaly[]): Outcome {
  const told = anomalies.filter((a) => a.severity !== "info");
  const [truth] = faulty.truths;
  const about = told.find((a) => a.observations.some((t) => t.observation === truth?.observation)) ?? told[0];
  if (!about || !truth)
    return { detected: false, rank: null, corrected: false, undecided: false, probability: null };
  const place = about.suspects.findIndex((s) => s.observation === truth.observation);
  const [best] = about.proposals;
  return {
    detected: true,
    rank: place < 0 ? null : place + 1,
    corrected: faulty.truths.some((t) => t.observation === best?.observation && t.value === best?.value),
    undecided: about.message.en.includes("Nothing else in the document tells"),
    probability: best?.probability ?? null,
  };
}
