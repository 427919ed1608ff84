import { DIMENSIONS, type Dimension, type Observation } from "../../model/index.js";
import { OBSERVATION_MEANINGS } from "../dictionary/observation.js";

/** Who maintains the structures, and which they are. */
export const AGENCY = "RECOUPE";
export const VERSION = "1.0.0";
export const DATAFLOW = "DF_OBSERVATIONS";
export const DATA_STRUCTURE = "DSD_OBSERVATIONS";
export const CONCEPTS = "CS_OBSERVATIONS";

/** A dimension, the measure or an attribute of the data structure definition. */
export interface Component {
  id: string;
  en: string;
  fr: string;
  /** The column it is told by; none for `FREQ` and `OCCURRENCE`, which are computed. */
  column?: keyof Observation;
  /** Id of its code list; without one, `format` is its type. */
  codelist?: string;
  format?: "String" | "Integer" | "Decimal" | "ObservationalTimePeriod";
}

const told = (column: keyof Observation, more: Partial<Component> = {}): Component => {
  const { en, fr, codes } = OBSERVATION_MEANINGS[column];
  const representation =
    codes === undefined ? { format: "String" as const } : { codelist: codelistId(codes) };
  return { id: column.toUpperCase(), en, fr, column, ...representation, ...more };
};

export function codelistId(name: string): string {
  return `CL_${name.toUpperCase()}`;
}

const coded = (column: keyof Observation, codelist: string): Component => {
  const { en, fr } = OBSERVATION_MEANINGS[column];
  return { id: column.toUpperCase(), en, fr, column, codelist };
};

/** SDMX-CSV has a column `STRUCTURE` of its own. */
const RENAMED: Partial<Record<Dimension, string>> = { structure: "STRUCTURE_TYPE" };

/**
 * Together they tell observations apart. A quantity that one document tells twice is two observations, whence
 * `OCCURRENCE`: 1 for the first in the document, 2 for its restatement, and so on.
 */
export const KEY: readonly Component[] = [
  { id: "FREQ", en: "Frequency", fr: "Fréquence", codelist: "CL_FREQ" },
  coded("ref_area", "CL_AREA"),
  coded("publisher", "CL_PUBLISHER"),
  told("document_id"),
  told("indicator"),
  told("measure"),
  ...DIMENSIONS.map((d) => told(d, { id: RENAMED[d] ?? d.toUpperCase() })),
  {
    id: "OCCURRENCE",
    en: "Which telling of this quantity within its document, from 1",
    fr: "Rang de cette mention dans le document, à partir de 1",
    format: "Integer",
  },
];

export const TIME: Component = told("time_period", { format: "ObservationalTimePeriod" });

export const VALUE: Component = told("obs_value", { format: "Decimal" });

export const ATTRIBUTES: readonly Component[] = [
  told("observation_id"),
  told("count_basis"),
  told("unit_measure"),
  told("unit_mult", { format: "Integer" }),
  told("decimals", { format: "Integer" }),
  told("obs_value_printed", { format: "Decimal" }),
  told("value_lo", { format: "Decimal" }),
  told("value_hi", { format: "Decimal" }),
  told("obs_status"),
  told("decision_id"),
  told("source_page", { format: "Integer" }),
  told("source_section"),
  told("source_table"),
  told("source_row"),
  told("source_column"),
  told("source_context"),
  told("source_text"),
  told("method"),
  told("confidence", { format: "Decimal" }),
  told("rule"),
  told("vintage"),
];
