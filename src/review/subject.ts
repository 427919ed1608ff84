import type { Decision, Message, Observation } from "../model/index.js";
import { observationOf, valueSubject } from "./sample.js";
import type { Subject } from "./wire.js";

/** Says what a value is of, in the words of the catalogue. */
export type Describe = (observation: Observation) => Message;

/** A value that nothing flagged, as something to look at. */
export function subjectOf(o: Observation, describe: Describe): Subject {
  const value = o.obs_value_printed ?? "";
  return {
    anomaly_id: valueSubject(o.observation_id),
    check: "sample",
    severity: "info",
    documents: [o.document_id],
    observations: [{ observation: o.observation_id, role: "statement" }],
    stated: value,
    expected: value,
    difference: null,
    tolerance: null,
    arithmetic: "",
    suspects: [],
    proposals: [],
    origin: o.method === "text" ? "source" : "undecided",
    group: valueSubject(o.observation_id),
    message: describe(o),
    page: o.source_page,
    notes: [],
  };
}

/** What the log holds of what was looked at. */
export function loggedSubject(
  subject: Subject,
  observations: ReadonlyMap<string, Observation>,
): Pick<Decision, "anomaly" | "about"> {
  const { check, ...rest } = subject;
  if (check !== "sample") return { anomaly: { ...rest, check } };
  const observation = observationOf(subject.anomaly_id) ?? "";
  const document = observations.get(observation)?.document_id ?? "";
  return { about: { observation, document, page: subject.page } };
}
