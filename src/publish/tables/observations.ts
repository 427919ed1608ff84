import { type Many, manyOf, Observation } from "../../model/index.js";
import { boxCell } from "../cells.js";
import { OBSERVATION_MEANINGS } from "../dictionary/observation.js";
import { columnsOf, type Table } from "../table.js";

const COLUMNS = Object.keys(Observation.shape) as (keyof Observation)[];

export function observationsTable(observations: Many<Observation>): Table {
  return {
    name: "observations",
    fr: "Observations",
    en: "Observations",
    key: ["observation_id"],
    columns: columnsOf(Object.fromEntries(COLUMNS.map((c) => [c, OBSERVATION_MEANINGS[c]]))),
    rows: manyOf(observations, (o) =>
      COLUMNS.map((c) => (c === "source_box" ? boxCell(o[c]) : (o[c] ?? null))),
    ),
  };
}
