import { type Decision, innermost, type Observation } from "../model/index.js";
import type { Detail, Item, Member, Subject } from "./wire.js";

/** All that the page shows of one anomaly. */
export function detailOf(
  anomaly: Subject,
  item: Item,
  observations: ReadonlyMap<string, Observation>,
  decisions: readonly Decision[],
): Detail {
  const suspected = new Map(anomaly.suspects.map((s) => [s.observation, s.probability]));
  const members = anomaly.observations.flatMap(({ observation, role }): Member[] => {
    const o = observations.get(observation);
    return o === undefined ? [] : [{ ...memberOf(o), role, suspected: suspected.get(observation) ?? null }];
  });
  const own = new Set(anomaly.observations.map((o) => o.observation));
  const history = decisions.filter(
    (d) => d.anomaly_id === anomaly.anomaly_id || d.changes.some((c) => own.has(c.observation)),
  );
  return { item, anomaly, members, history: history.toReversed() };
}

function memberOf(o: Observation): Omit<Member, "role" | "suspected"> {
  const labels = [o.source_row, o.source_column].filter((label) => label !== "");
  return {
    observation: o.observation_id,
    document: o.document_id,
    page: o.source_page,
    box: o.source_box,
    label: labels.length > 0 ? labels.join(" – ") : o.source_context,
    row: o.source_row,
    column: o.source_column,
    place: o.source_table || innermost(o.source_section),
    text: o.source_text,
    value: o.obs_value,
    printed: o.obs_value_printed,
    lo: o.value_lo,
    hi: o.value_hi,
    unit: o.unit_measure,
    indicator: o.indicator,
  };
}
