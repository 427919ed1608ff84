import { z } from "zod";
import { Decimal } from "./figure.js";
import { Box } from "./geometry.js";

/** `DECREASE` is a change printed without a sign that the words around it call a fall: "une baisse de 6 %" is 6. */
export const Measure = z.enum(["COUNT", "SHARE", "RATE", "AMOUNT", "AVERAGE", "CHANGE", "DECREASE"]);
export type Measure = z.infer<typeof Measure>;

export const Vintage = z.enum(["own", "restated", "ahead", "unknown"]);
export type Vintage = z.infer<typeof Vintage>;

/** Dimensions that tell persons apart: each person has one code of each, so that even persons add up along them. */
export const PERSONAL_DIMENSIONS = [
  "sex",
  "age",
  "education",
  "residence",
  "housing",
  "licence",
  "disability",
] as const;

/**
 * The dimensions an observation can be cut by, in column order. Each has a code list
 * `schemas/codelists/<name>.csv`. `_T` is the total, `_Z` not applicable.
 */
export const DIMENSIONS = [
  ...PERSONAL_DIMENSIONS,
  "scheme",
  "contract",
  "channel",
  "topic",
  "sector",
  "situation",
  "outcome",
  "aid",
  "funder",
  "origin",
  "structure",
  "duration",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** True for a code that singles nothing out: `_T`, `_Z`, or none. */
export const isWhole = (code: string): boolean => code === "_T" || code === "_Z" || code === "";

export const Observation = z.object({
  observation_id: z.string(),
  document_id: z.string(),
  publisher: z.string(),
  ref_area: z.string(),
  ref_area_label: z.string(),
  /** `2023`, or `2023-12-31` for a stock. */
  time_period: z.string(),
  indicator: z.string(),
  measure: Measure,
  ...(Object.fromEntries(DIMENSIONS.map((d) => [d, z.string()])) as Record<Dimension, z.ZodString>),
  count_basis: z.string(),
  unit_measure: z.string(),
  unit_mult: z.number().int(),
  decimals: z.number().int(),
  /** Retained value: the printed one unless a steward decided. Null where nothing but a sign for "none" is printed and no rule says it means 0. */
  obs_value: Decimal.nullable(),
  obs_value_printed: Decimal.nullable(),
  value_lo: Decimal.nullable(),
  value_hi: Decimal.nullable(),
  obs_status: z.string(),
  decision_id: z.string(),
  source_page: z.number().int(),
  source_box: Box,
  source_section: z.string(),
  source_table: z.string(),
  source_row: z.string(),
  source_column: z.string(),
  source_context: z.string(),
  source_text: z.string(),
  method: z.enum(["text", "ocr", "attachment"]),
  confidence: z.number().min(0).max(1),
  rule: z.string(),
  /**
   * Whose year the value is of: the report's own; `restated`, an earlier one, that the report of that
   * year tells as well ("48 % en 2022" in the report of 2023); `ahead`, a later one; `unknown` where
   * the report's year is not.
   */
  vintage: Vintage.optional(),
});
export type Observation = z.infer<typeof Observation>;
