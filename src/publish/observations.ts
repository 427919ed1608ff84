import { Observation } from "../model/index.js";
import { boxCell } from "./cells.js";
import { type CsvValue, csv } from "./csv.js";

/** Columns of `observations.csv`, in order. */
const OBSERVATION_COLUMNS = Object.keys(Observation.shape) as (keyof Observation)[];

export function observationsCsv(observations: readonly Observation[]): string {
  return csv(
    OBSERVATION_COLUMNS,
    observations.map((o) =>
      OBSERVATION_COLUMNS.map((c): CsvValue => (c === "source_box" ? boxCell(o[c]) : o[c])),
    ),
  );
}
