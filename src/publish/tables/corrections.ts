import { type LongDataset, type Many, manyOf, type Observation } from "../../model/index.js";
import { CORRECTION_MEANINGS } from "../dictionary/correction.js";
import { columnsOf, type Table } from "../table.js";

/** A steward's decision changed the value. A sign for "none" that a rule reads as 0 is no correction. */
const isCorrected = (o: Observation): boolean => o.decision_id !== "" && o.obs_value !== o.obs_value_printed;

/** As many as people have ruled upon. */
function* correctedIn(observations: Many<Observation>): Generator<Observation> {
  for (const o of observations) if (isCorrected(o)) yield o;
}

/** What stewards put right: printed and retained value side by side, with the decision. */
export function correctionsTable({ observations, decisions = [] }: LongDataset): Table {
  const byId = new Map(decisions.map((d) => [d.decision_id, d]));
  return {
    name: "corrections",
    fr: "Corrections",
    en: "Corrections",
    key: ["observation_id"],
    columns: columnsOf(CORRECTION_MEANINGS),
    rows: [...correctedIn(observations)].map((o) => {
      const decision = byId.get(o.decision_id);
      return [
        o.observation_id,
        o.document_id,
        o.source_page,
        o.indicator,
        o.ref_area,
        o.time_period,
        o.obs_value_printed,
        o.obs_value,
        o.obs_status,
        o.decision_id,
        decision?.verdict ?? "",
        decision?.comment ?? "",
        decision?.at ?? "",
      ];
    }),
  };
}

/**
 * The observations as printed: a value that a steward corrected is the printed one again, with the status of
 * low reliability (U). All others stay as they are.
 */
export function asPrinted(observations: Many<Observation>): Many<Observation> {
  return manyOf(observations, (o) =>
    isCorrected(o) ? { ...o, obs_value: o.obs_value_printed, obs_status: "U" } : o,
  );
}
